"""The visits and figures of a programme as pandas data frames, for notebooks: what qshop prints, and no more."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from qshop.base.errors import FaultyError, StopError
from qshop.base.suggest import did_you_mean
from qshop.io.folder import find_project, load
from qshop.io.git import state_of
from qshop.io.packaged import tongue
from qshop.io.store import read_tables
from qshop.io.store_files import data_folder
from qshop.pages.method_words import console_foot
from qshop.programme.model import Programme
from qshop.score.answer_frame import answer_frame
from qshop.score.comparison.compare_columns import frame as difference_frame
from qshop.score.comparison.differences_by import differences_by
from qshop.score.comparison.sides import check_rows, sides_of
from qshop.score.figure_columns import frame
from qshop.score.figures import IntervalMethod
from qshop.score.figures_by import figures_by
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.keys import check_keys
from qshop.score.method import Making, method
from qshop.score.selection import Selection
from qshop.score.visit_frame import FrameColumn, visit_frame
from qshop.visits.accepted import Visits
from qshop.visits.exports.export_headers import ExportHeaders
from qshop.visits.intake.stored import StoredVisits, stored_visits

FAULTS: dict[str, FrameColumn] = {
    "path": FrameColumn("str", "the file"),
    "line": FrameColumn("int64", "its line, from 1; 0: the file as a whole"),
    "column": FrameColumn("int64", "the place in the line, likewise"),
    "code": FrameColumn("str", "the code, which has a page in docs/codes"),
    "message": FrameColumn("str", "what is wrong"),
    "help": FrameColumn("str", "what to do"),
}
"""The columns of `Analysis.faults`."""
Pooling = Literal["declared", "as_visited"]


class Analysis:
    """The visits of a programme and their figures. Files are read when they are first needed, and once.

    Every method returns a new data frame. Its columns are described in docs/reference/data-frames.md.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"qshop.open({str(self.folder)!r})"

    def visits(self) -> pd.DataFrame:
        """Return the accepted visits, one row each, with what they scored: those in no figure as well."""
        return visit_frame(self._scored(self._accepted), self._programme)

    def answers(self) -> pd.DataFrame:
        """Return the answers of the accepted visits, one row for each question that applied to a visit."""
        return answer_frame(self._scored(self._accepted), self._programme)

    def scores(
        self,
        by: str | Iterable[str] = (),
        *,
        wave: str = "",
        site: str = "",
        region: str = "",
        stage: str = "",
        scenario: str = "",
        questionnaire: str = "",
        mix: Pooling = "declared",
        interval: IntervalMethod = "clustered",
    ) -> pd.DataFrame:
        """Return what `qshop score --by KEYS --format csv` prints: figures by `by`, of regular visits.

        Raises `StopError` for a key that there is none of, or a wave, site, region … that the programme does not know.
        """
        _check_ways(mix, interval)
        keys = check_keys([by] if isinstance(by, str) else by)
        selection = self._selection(Selection(wave, site, region, scenario, questionnaire))
        self._check_stage(stage)
        scored = self._scored(selection.apply(self._accepted, self._programme))
        pooled = mix == "as_visited"
        found = figures_by(keys, scored, self._programme, selection, stage, as_visited=pooled, method=interval)
        return frame(found.keys, found.rows)

    def compare(
        self,
        before: str,
        after: str,
        *,
        of: str = "wave",
        by: str | Iterable[str] = (),
        wave: str = "",
        site: str = "",
        region: str = "",
        stage: str = "",
        scenario: str = "",
        questionnaire: str = "",
    ) -> pd.DataFrame:
        """Return what `qshop compare A B --format csv` prints: two waves, sites or teams (`of`), with rows by `by`.

        Raises `StopError` for sides or keys that cannot be compared, people among them.
        """
        self._check_stage(stage)
        sides = sides_of(of, before, after, self._programme, stage)
        keys = check_rows([by] if isinstance(by, str) else by, sides.of)
        selection = self._selection(Selection(wave, site, region, scenario, questionnaire))
        found, _ = differences_by(keys, self._accepted, sides, self._programme, selection)
        return difference_frame(found)

    def method(
        self,
        *,
        wave: str = "",
        site: str = "",
        region: str = "",
        scenario: str = "",
        questionnaire: str = "",
        mix: Pooling = "declared",
        interval: IntervalMethod = "clustered",
    ) -> str:
        """Return how the figures of some visits were made, in English: what `qshop score` says below them."""
        _check_ways(mix, interval)
        selection = self._selection(Selection(wave, site, region, scenario, questionnaire))
        scored = self._scored(selection.apply(self._accepted, self._programme))
        making = Making(
            as_visited=mix == "as_visited",
            claim="simple" if interval == "simple" else None,
            rejected=self._stored.rejected,
            commit=state_of(self.folder),
        )
        facts = method(self._accepted, scored, self._programme, selection, making)
        return console_foot(facts, self._programme, tongue("en"))

    def faults(self) -> pd.DataFrame:
        """Return why files of the programme cannot be read, and why stored rows are in no figure; none: no rows."""
        try:
            found = self._stored.diagnostics
        except FaultyError as faulty:
            found = faulty.diagnostics
        rows = [one.as_row() for one in found]
        return pd.DataFrame(rows, columns=list(FAULTS)).astype({name: column.dtype for name, column in FAULTS.items()})

    @cached_property
    def _programme(self) -> Programme:
        """Return the programme; raise `FaultyError` if its files cannot be read as they stand."""
        loaded = load(self.folder)
        if loaded.diagnostics:
            help_ = "mend them first; .faults() lists them"
            raise FaultyError("the programme's files have faults", help_, loaded.diagnostics)
        return loaded.programme

    @cached_property
    def _stored(self) -> StoredVisits:
        data = data_folder(self.folder, self._programme)
        tables = read_tables([data], self.folder, data, headers=ExportHeaders()) if data.is_dir() else []
        return stored_visits(tables, self._programme)

    @property
    def _accepted(self) -> list[Visits]:
        """Return the accepted visits; raise `StopError` if there are none."""
        if not self._stored.accepted:
            raise StopError("there are no visits yet", "take some in with: qshop ingest export.csv")
        return self._stored.accepted

    def _scored(self, batches: Iterable[Visits]) -> list[ScoredVisits]:
        return [score_visits(visits, self._programme) for visits in batches]

    def _selection(self, selection: Selection) -> Selection:
        selection.check(self._programme)
        return selection

    def _check_stage(self, stage: str) -> None:
        known = [one.id for one in self._programme.stages]
        if stage and stage not in known:
            raise StopError(f"there is no stage “{stage}”", did_you_mean(stage, known))


def _check_ways(mix: str, interval: str) -> None:
    """Raise `StopError` for a way to pool or to give intervals that there is none of."""
    for name, given, known in (("mix", mix, get_args(Pooling)), ("interval", interval, get_args(IntervalMethod))):
        if given not in known:
            raise StopError(f"there is no {name} “{given}”", did_you_mean(given, known))


def open_analysis(path: str | Path | None = None) -> Analysis:
    """Return the analysis of the programme in `path`, or else in the nearest folder upward that has a `qshop.yaml`.

    Raises `StopError` if there is none.
    """
    return Analysis(find_project(Path.cwd(), Path(path) if path is not None else None))
