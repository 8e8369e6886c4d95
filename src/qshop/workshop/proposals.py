"""Proposals beside what else is said in a programme: which criteria may be one and the same."""

from collections.abc import Iterator, Mapping, Sequence

from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.workshop.capture.alike import likely_doubles


def doubles(new: Mapping[str, Mapping[str, str]], programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield new criteria with those they may be the same as, by id: other new ones, and all that are not retired.

    new: the words of each by language; all languages are compared, since groups speak several
    """
    known = {
        (one.id, language): text
        for one in programme.criteria.values()
        if one.status != "retired" and one.id not in new
        for language, text in one.text.items()
    }
    texts = {(id_, language): text for id_, words in new.items() for language, text in words.items()}
    yield from dict.fromkeys((one, other) for (one, _), (other, _) in likely_doubles(texts, known) if one != other)


def alike(proposed: Sequence[Criterion], programme: Programme) -> dict[str, list[Criterion]]:
    """Return by id the criteria, decided or not, that may be the same as each proposal."""
    found: dict[str, list[Criterion]] = {}
    for one, other in doubles({one.id: one.text for one in proposed}, programme):
        found.setdefault(one, []).append(programme.criteria[other])
        found.setdefault(other, []).append(programme.criteria[one])
    return found


def beside_each_other(proposed: Sequence[Criterion], alike: Mapping[str, Sequence[Criterion]]) -> list[Criterion]:
    """Return proposals in their order, each followed by those of them that are like it."""
    placed: dict[str, Criterion] = {}
    ids = {one.id for one in proposed}
    for one in proposed:
        placed.setdefault(one.id, one)
        placed.update({like.id: placed.get(like.id, like) for like in alike.get(one.id, ()) if like.id in ids})
    return list(placed.values())
