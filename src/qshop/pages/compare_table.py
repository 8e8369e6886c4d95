"""Two sides beside each other for a terminal, and what must be said of what they were compared over."""

from collections.abc import Iterator

from qshop.base.plural import counted, first_of
from qshop.base.rounding import tenths
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.score_tables import percent
from qshop.score.comparison.compare import Differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.like_visits import LikeVisits
from qshop.score.comparison.matching import Matching
from qshop.score.comparison.sides import Sides
from qshop.score.figures import Percent
from qshop.score.measures import Measure

_TITLES: dict[Measure, str] = {"score": "score", "must": "must rate", "plus": "plus rate"}
_MOST_NAMED = 5


def compare_page(differences: Differences) -> str:
    """Return the differences of two sides, measure by measure, with the words for them and what these claim."""
    page = heading(_title(differences.sides)).lstrip("\n")
    if not differences.totals:
        return page + "nothing to compare: no visit of one has its like in the other\n"
    page += "".join(_block(measure, differences) for measure in _TITLES)
    claims = [line for claim in _claims(differences) for line in folded_text(claim, prose_width())]
    return page + "".join(f"{line}\n" for line in ["", *claims] if claims)


def _title(sides: Sides) -> str:
    before, after = _names(sides)
    title = f"{sides.of}s: {before} is {sides.before}, {after} is {sides.after}"
    return title if sides.of == "wave" else f"{title}; better means that B is better than A"


def _names(sides: Sides) -> tuple[str, str]:
    """Return what the sides are called in a table: only waves come one after the other."""
    return ("before", "after") if sides.of == "wave" else ("A", "B")


def _block(measure: Measure, differences: Differences) -> str:
    """Return the table of one measure: everything compared, then the rows; nothing where neither side has it."""
    totals = [line for line in differences.totals if line.measure == measure]
    rows = [line for line in differences.rows if line.measure == measure]
    if not totals:
        return ""
    keys = differences.keys or ("",)
    blanks = [""] * (len(keys) - 1)
    cells = [["all", *blanks, *_cells(line)] for line in totals] + [[*line.key, *_cells(line)] for line in rows]
    base = "visits" if measure == "score" else "asked"
    numbers = (base, *_names(differences.sides), "difference", "95 %")
    return f"\n{_TITLES[measure]}\n" + table((*keys, *numbers, "change"), cells, numbers)


def _cells(line: FigureDifference) -> list[str]:
    return [
        "{}, {}".format(*line.base),
        percent(line.before),
        percent(line.after),
        signed(line.difference),
        "" if line.low is None else f"{signed(line.low)} to {signed(line.high)}",
        _word(line),
    ]


def signed(value: Percent) -> str:
    """Return percentage points with one decimal and their sign, or nothing; rounding never invents 0 or 100."""
    if value is None:
        return ""
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{tenths(abs(value)):.1f}"


def _word(line: FigureDifference) -> str:
    if line.change is None:
        return ""
    return line.change.replace("_", " ") + (f" (one of {line.family})" if line.is_one_of_many else "")


def _claims(differences: Differences) -> Iterator[str]:
    """Yield what the words claim."""
    family = next((line.family for line in differences.rows if line.p is not None), 0)
    if family:
        yield (
            f"one family of {counted(family, 'comparison')}: in a table like this, at most 5 % of the words better and "
            "worse are false on average; “all” stands outside it"
        )
    if any(line.is_one_of_many for line in differences.rows):
        yield f"(one of {family}): its interval alone leaves out 0; among {family}, some do by chance"
    if any(line.is_of_few for line in (*differences.totals, *differences.rows)):
        yield "no clear change though the interval leaves out 0: too few visits on one side vouch for it"
    if any(line.p is None for line in (*differences.totals, *differences.rows)):
        yield "no interval and no word: too few visits on a side"


def notes(differences: Differences, like: LikeVisits) -> list[str]:
    """Return what the sides were compared over and what was left out, a sentence each."""
    match = differences.matching
    unvisited = [code for code, visits in zip(match.sides.codes, match.visits, strict=True) if not visits]
    if unvisited:
        return [f"{code} has no visit that is scored" for code in unvisited]
    return [*_cells_note(match), *_left_out(match), *_one_sided(match), *_unshared(differences), *_questions(like)]


def _cells_note(match: Matching) -> Iterator[str]:
    cells = ", ".join((*match.cell, "questionnaire", "scenario", "channel"))
    within = f", over the {match.within[0]}s that both have" if match.within else ""
    yield f"compared within {cells}{within}; before and after are standardised, so they are not those of qshop score"
    if match.is_wider:
        yield "cells are that wide because narrower ones would leave out more than a fifth of the visits"


def _left_out(match: Matching) -> Iterator[str]:
    nouns = ("stage of a visit", "stages of visits") if match.sides.of == "team" else ("visit", "visits")
    for code, visits, left_out in zip(match.sides.codes, match.visits, match.left_out, strict=True):
        if left_out:
            yield f"{code}: {left_out} of {counted(visits, *nouns)} left out, without their like on the other side"


def _one_sided(match: Matching) -> Iterator[str]:
    for key, sides in match.one_sided.items():
        for code, values in zip(match.sides.codes, sides, strict=True):
            if values:
                yield f"only in {code}: {key} {first_of([value or '(none)' for value in values], _MOST_NAMED)}"


def _unshared(differences: Differences) -> Iterator[str]:
    if differences.unshared:
        kinds = first_of([" ".join(filter(None, kind)) for kind in differences.unshared], _MOST_NAMED)
        yield f"not in “all”, for want of a share in the mix of qshop.yaml: {kinds}"


def _questions(like: LikeVisits) -> Iterator[str]:
    for common in like.common_questions():
        versions = first_of([f"v{version}" for version in common.versions], _MOST_NAMED)
        judged = f"{common.questionnaire} {versions}: judged by the rules of v{common.versions[-1]}"
        if common.left_out:
            names = first_of(common.left_out, _MOST_NAMED)
            yield f"{judged}, over {counted(common.compared, 'question')} asked alike; left out: {names}"
        else:
            yield f"{judged}; all ask the same"
    if like.one_sided:
        yield f"left out where one side alone was asked: {first_of(sorted(like.one_sided), _MOST_NAMED)}"
