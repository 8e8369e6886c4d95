"""Two waves, sites or teams side by side: what changed, over the cells that both have.

A cell is what is alike on both sides: site, scenario, questionnaire and channel, without what is compared. Both sides
are standardised over these cells, so that a change of the mix of visits, or of the sites visited, moves nothing. Kinds
of visits keep the shares declared for them; the others count by the visits that both sides have of them. Kinds without
shares, which `qshop score` keeps apart, are pooled here because it does no harm: every difference is within one kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qshop.programme.model import Programme
from qshop.score.comparison.change_words import words_of_family
from qshop.score.comparison.figure_difference import FigureDifference, figure_difference, measured_on_both
from qshop.score.comparison.matching import Cell, Matching, kind_of, match_keys, matching, values_of
from qshop.score.comparison.sides import Sides
from qshop.score.comparison.standard_shares import DeclaredShares, standard_shares
from qshop.score.figure_table import sorted_cells
from qshop.score.figures import least_base
from qshop.score.keys import Key
from qshop.score.measures import Measure
from qshop.score.mix import POOLED, Kind
from qshop.score.sums import CellSums, Sums, cell_sums
from qshop.score.tally import Tally
from qshop.stats.clusters import Sites

MEASURES: tuple[Measure, ...] = ("score", "must", "plus")


@dataclass(frozen=True)
class Differences:
    """A table of differences.

    rows: by `keys`, in their order, without those that have no cell in common; they are one family
    totals: everything compared, which stands outside it
    matching: what makes a cell, and what was left out
    unshared: the kinds of visits that both sides have and that have no share among those declared: not in the totals
    """

    sides: Sides
    keys: Key
    totals: list[FigureDifference]
    rows: list[FigureDifference]
    matching: Matching
    unshared: Sequence[Kind] = ()


def tally_keys(sides: Sides, keys: Key) -> list[Key]:
    """Return the keys that a tally must be made for, so that two sides can be compared by `keys`."""
    return [(*_all_keys(sides, keys), "shopper"), (*_all_keys(sides, ()), "shopper")]


def matched(tally: Tally, sides: Sides, programme: Programme, where: Mapping[str, str] | None = None) -> Matching:
    """Return how the visits of two sides (in the cells of `where`, if given) are matched."""
    return matching(_records(tally, sides, (), where), sides, programme.settings.scoring.sites)


def compared(
    tally: Tally, sides: Sides, keys: Key, programme: Programme, where: Mapping[str, str] | None = None
) -> Differences:
    """Return what changed between two sides by `keys` (in the cells of `where`, if given), with its words."""
    match = matched(tally, sides, programme, where)
    rows = in_one_family(differences(tally, match, keys, programme, where)) if keys else []
    totals = differences(tally, match, (), programme, where)
    return Differences(sides, keys, totals, rows, match, _unshared(tally, match, programme, where))


def _unshared(tally: Tally, match: Matching, programme: Programme, where: Mapping[str, str] | None) -> list[Kind]:
    kept = [record for record in _records(tally, match.sides, (), where) if match.is_kept(record)]
    shared = DeclaredShares.of(programme, tally, (), where or {}, kept).of_row((), kept).score
    return sorted({kind_of(cell) for cell in match.both} - shared.keys()) if shared else []


def in_one_family(lines: Sequence[FigureDifference]) -> list[FigureDifference]:
    """Return the lines of one table with the words that they have as a family."""
    tested = [(line.difference, line.p) for line in lines if line.p is not None]
    words = iter(words_of_family(tested))
    return [line if line.p is None else replace(line, change=next(words), family=len(tested)) for line in lines]


def differences(
    tally: Tally,
    match: Matching,
    keys: Key,
    programme: Programme,
    where: Mapping[str, str] | None = None,
    measures: Iterable[Measure] = MEASURES,
) -> list[FigureDifference]:
    """Return the differences of every row by `keys` and every measure, each with the word that it has alone."""
    rows: dict[Key, list[Sums]] = {}
    for record in _records(tally, match.sides, keys, where):
        if match.is_kept(record):
            rows.setdefault(values_of(record, keys), []).append(record)
    everything = [record for row in rows.values() for record in row]
    declared = DeclaredShares.of(programme, tally, keys, where or {}, everything)
    least, sites, wanted = least_base(programme), _sites(match.sides, programme), list(measures)
    sums, lines = _sums(tally, match, keys, where), []
    for row in sorted_cells(rows, keys, programme):
        of_kinds = declared.of_row(row, rows[row])
        for measure in wanted:
            cells = measured_on_both(sums[row], measure)
            if cells:
                bases = {cell: (before.part.counts.a, after.part.counts.a) for cell, (before, after) in cells.items()}
                shares = standard_shares(bases, getattr(of_kinds, measure), declared.dimensions)
                lines.append(figure_difference(row, cells, shares, least, sites))
    return lines


_OfRow = dict[Cell, tuple[list[CellSums], list[CellSums]]]


def _sums(tally: Tally, match: Matching, keys: Key, where: Mapping[str, str] | None) -> dict[Key, _OfRow]:
    """Return the sums of the visits on either side in each cell of each row, as far as both sides have the cell."""
    of = match.sides.of
    names = tuple(dict.fromkeys((*keys, *match.cell, *POOLED, *match.within, of)))
    apart = ("visit",) if of == "team" else ()
    found: dict[Key, _OfRow] = {}
    for values, sums in cell_sums(tally, names, where, match.cluster, apart).items():
        named = dict(zip(names, values, strict=True))
        if named[of] in match.sides.codes and match.is_kept(named):
            sides = found.setdefault(values_of(named, keys), {}).setdefault(match.cell_of(named), ([], []))
            sides[match.side_of(named)].append(sums)
    return found


def _sites(sides: Sides, programme: Programme) -> Sites:
    """Return what differences speak of: a site for itself, what teams are seen in for all that they do."""
    if sides.of == "wave":
        return programme.settings.scoring.sites
    return "census" if sides.of == "site" else "sample"


def _all_keys(sides: Sides, keys: Key) -> Key:
    return tuple(dict.fromkeys((*keys, sides.of, *match_keys(sides), "version", "site")))


def _records(tally: Tally, sides: Sides, keys: Key, where: Mapping[str, str] | None) -> list[Sums]:
    """Return the rows of a tally that are on either side, whoever shopped."""
    return [one for one in tally.records(_all_keys(sides, keys), where) if one[sides.of] in sides.codes]
