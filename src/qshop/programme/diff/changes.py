"""What changed in meaning between two states of a programme. Moved or reformatted text is no change."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from qshop.base.diagnostics import Where
from qshop.programme.diff.inventory import Thing, things
from qshop.programme.model import Programme

Kind = Literal[
    "added",
    "removed",
    "moved",
    "re-ordered",
    "reworded",
    "translated",
    "untranslated",
    "lagging",
    "re-weighted",
    "changed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Key = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """One change of meaning: of a thing as a whole (no `field`), of one of its fields, or of one language of it.

    `lagging` is a translation that stayed as it was while the programme's first language changed. `where` is the
    place after the change; of what was removed, the place before.
    """

    kind: Kind
    what: str
    id: str
    field: str
    language: str
    before: str
    after: str
    where: Where


@dataclass(frozen=True)
class State:
    """A programme at one moment; `others` are the things of files that rooms above own, such as profiles."""

    programme: Programme
    others: Sequence[Thing] = ()

    @property
    def things(self) -> dict[Key, Thing]:
        """Return everything that has a name, by what it is and its name."""
        return {(thing.what, thing.id): thing for thing in (*things(self.programme), *self.others)}

    @property
    def language(self) -> str:
        """Return the programme's first language."""
        return self.programme.language


def changes(before: State, after: State) -> list[Change]:
    """Compare two states of a programme; give what changed in meaning, thing by thing in the programme's order."""
    old, new = before.things, after.things
    moved = {(change.what, change.id): change for change in _reordered(old, new)}
    found: list[Change] = []
    for key in _merged(list(old), list(new)):
        if key in old and key in new:
            found += _differences(old[key], new[key], after.language)
            found += [moved[key]] if key in moved else []
        elif key in new and not _comes_with(new[key], old, new):
            found.append(_whole("added", new[key], after.language))
        elif key in old and not _comes_with(old[key], new, old):
            found.append(_whole("removed", old[key], before.language))
    return found


def _merged(old: list[Key], new: list[Key]) -> Iterator[Key]:
    """List all keys in the new order; those that are gone follow what they used to follow."""
    known, gone = set(new), dict[Key | None, list[Key]]()
    last: Key | None = None
    for key in old:
        if key in known:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    yield from gone.get(None, [])
    for key in new:
        yield from (key, *gone.get(key, []))


def _comes_with(thing: Thing, there: dict[Key, Thing], here: dict[Key, Thing]) -> bool:
    """Tell whether an answer is new, or gone, only because its whole question is."""
    parent = (thing.sort.within, thing.parent)
    return thing.what == "answer" and parent in here and parent not in there


def _whole(kind: Kind, thing: Thing, language: str) -> Change:
    title = thing.title(language)
    before, after = (title, "") if kind == "removed" else ("", title)
    return Change(kind, thing.what, thing.id, "", "", before, after, thing.at())


def _differences(old: Thing, new: Thing, first: str) -> Iterator[Change]:
    if old.parent != new.parent:
        yield Change("moved", new.what, new.id, new.sort.within, "", old.parent, new.parent, new.at())
    for field in new.sort.words:
        yield from _reworded(field, old, new, first)
    for field in dict.fromkeys([*old.facts, *new.facts]):
        before, after = old.facts.get(field, ""), new.facts.get(field, "")
        if before != after:
            kind: Kind = "re-weighted" if field.startswith(new.sort.weights) else "changed"
            yield Change(kind, new.what, new.id, field, "", before, after, new.at(field))


def _reworded(field: str, old: Thing, new: Thing, first: str) -> Iterator[Change]:
    """Compare a text language by language; a text that is new or gone as a whole is one change."""
    was, now = old.words[field], new.words[field]
    if bool(was) != bool(now):
        texts = [words.get(first) or next(iter(words.values()), "") for words in (was, now)]
        yield Change("changed", new.what, new.id, field, "", texts[0], texts[1], new.at(field))
        return
    led = first in was and first in now and was[first] != now[first]
    for language in sorted({*was, *now}, key=lambda one: (one != first, one)):
        before, after = was.get(language, ""), now.get(language, "")
        kind = _kind_of_words(before, after, led=led)
        if kind:
            yield Change(kind, new.what, new.id, field, language, before, after, new.at(field, language))


def _kind_of_words(before: str, after: str, *, led: bool) -> Kind | None:
    if before == after:
        return "lagging" if led else None
    if before and after:
        return "reworded"
    return "translated" if after else "untranslated"


def _reordered(old: dict[Key, Thing], new: dict[Key, Thing]) -> Iterator[Change]:
    """Find the fewest siblings whose moving explains the new order; say after which sibling each stood and stands."""
    before, after = _siblings(old), _siblings(new)
    for family, now in after.items():
        was = before.get(family, [])
        stayed = [name for name in now if name in was]
        places = [was.index(name) for name in stayed]
        kept = _longest_rise(places)
        for name, place in zip(stayed, places, strict=True):
            if place not in kept:
                where = new[family[0], name].at()
                yield Change("re-ordered", family[0], name, "order", "", _after(name, was), _after(name, now), where)


def _siblings(found: dict[Key, Thing]) -> dict[Key, list[str]]:
    families: dict[Key, list[str]] = {}
    for thing in found.values():
        if thing.sort.ordered:
            families.setdefault((thing.what, thing.parent), []).append(thing.id)
    return families


def _after(name: str, order: list[str]) -> str:
    place = order.index(name)
    return f"after {order[place - 1]}" if place else "first"


def _longest_rise(numbers: list[int]) -> set[int]:
    """Give the members of a longest rising run of `numbers`, all distinct (patience sorting, O(n log n))."""
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        before[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
