"""Programmes and visits drawn at random, frozen in a folder of their own."""

import contextlib
import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from random_programmes import files_of, programmes, revisions, visits_of
from scoring import frozen


def frozen_with_visits(folder, programme, visits, version=1):
    """Write and freeze the programme, and write the visits of that version as an export with its columns."""
    columns = frozen(folder, files_of(programme)).versions["form", version].columns()
    with (folder / f"visits{version}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(visits)


@contextlib.contextmanager
def drawn(data):
    """One or two versions of a programme, each with visits, and the folder in which all is written.

    Visits of the first version may be scored as the second.
    """
    programme = data.draw(programmes())
    parts = [(programme, data.draw(visits_of(programme)))]
    if data.draw(st.booleans()):
        revised = data.draw(revisions(programme))
        parts.append((revised, data.draw(visits_of(revised, "2"))))
    with TemporaryDirectory() as name:
        for version, (one, visits) in enumerate(parts, start=1):
            frozen_with_visits(Path(name), one, visits, version)
        if "rescore_as" in parts[-1][0]:
            parts = [(parts[-1][0], visits) for _, visits in parts]
        yield parts, Path(name)
