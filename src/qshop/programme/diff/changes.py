"""What changed in meaning between two states of a programme. Moved or reformatted text is no change."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from qshop.base.diagnostics import Where
from qshop.programme.diff.inventory import InventoryEntry, inventory
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in

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
    """One change of meaning: of an entry as a whole (no `field`), of one of its fields, or of one language of it.

    `what` and `id` are those of the entry. `lagging` is a translation that stayed as it was while the programme's first
    language changed. `where` is the place after the change; of what was removed, the place before.
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
    """A programme at one moment; `other_entries` are of files that rooms above own, such as profiles."""

    programme: Programme
    other_entries: Sequence[InventoryEntry] = ()

    @property
    def entries(self) -> dict[Key, InventoryEntry]:
        """Return the inventory, by kind of entry and id; an id that stands twice, by mistake, is counted on."""
        entries: dict[Key, InventoryEntry] = {}
        times = Counter[Key]()
        for entry in (*inventory(self.programme), *self.other_entries):
            key = (entry.what, entry.id)
            entries[(entry.what, f"{entry.id} {times[key]}") if times[key] else key] = entry
            times[key] += 1
        return entries


def changes(before: State, after: State) -> list[Change]:
    """Return what changed in meaning between two states, entry by entry in the order of the inventory."""
    old, new = before.entries, after.entries
    moved = {(change.what, change.id): change for change in _reordered(old, new)}
    changed: list[Change] = []
    for key in _merged(list(old), list(new)):
        if key in old and key in new:
            changed += _differences(old[key], new[key], after.programme.language)
            changed += [moved[key]] if key in moved else []
        elif key in new and not _comes_with(new[key], old, new):
            changed.append(_whole("added", new[key], after.programme.language))
        elif key in old and not _comes_with(old[key], new, old):
            changed.append(_whole("removed", old[key], before.programme.language))
    return changed


def _merged(old: list[Key], new: list[Key]) -> Iterator[Key]:
    """Yield all keys in the new order; a key that is gone comes after the key it came after before."""
    remaining, gone_after = set(new), dict[Key | None, list[Key]]()
    last: Key | None = None
    for key in old:
        if key in remaining:
            last = key
        else:
            gone_after.setdefault(last, []).append(key)
    yield from gone_after.get(None, [])
    for key in new:
        yield from (key, *gone_after.get(key, []))


def _comes_with(entry: InventoryEntry, without: dict[Key, InventoryEntry], having: dict[Key, InventoryEntry]) -> bool:
    """Return whether an answer is new, or gone, only because its whole question is."""
    question = (entry.fields.within, entry.parent)
    return entry.what == "answer" and question in having and question not in without


def _whole(kind: Kind, entry: InventoryEntry, language: str) -> Change:
    title = entry.title(language)
    before, after = (title, "") if kind == "removed" else ("", title)
    return Change(kind, entry.what, entry.id, "", "", before, after, entry.at())


def _differences(old: InventoryEntry, new: InventoryEntry, first: str) -> Iterator[Change]:
    if old.parent != new.parent:
        yield Change("moved", new.what, new.id, new.fields.within, "", old.parent, new.parent, new.at())
    for field in new.fields.words:
        yield from _reworded(field, old, new, first)
    for field in dict.fromkeys([*old.facts, *new.facts]):
        before, after = old.facts.get(field, ""), new.facts.get(field, "")
        if before != after:
            kind: Kind = "re-weighted" if field.startswith(new.fields.weights) else "changed"
            yield Change(kind, new.what, new.id, field, "", before, after, new.at(field))


def _reworded(field: str, old: InventoryEntry, new: InventoryEntry, first: str) -> Iterator[Change]:
    """Yield the changes of a text, language by language; one change where the text is new or gone in all languages.

    `first` is the programme's first language.
    """
    old_words, new_words = old.words[field], new.words[field]
    if bool(old_words) != bool(new_words):
        before, after = text_in(old_words, first), text_in(new_words, first)
        yield Change("changed", new.what, new.id, field, "", before, after, new.at(field))
        return
    first_changed = first in old_words and first in new_words and old_words[first] != new_words[first]
    for language in sorted({*old_words, *new_words}, key=lambda tag: (tag != first, tag)):
        before, after = old_words.get(language, ""), new_words.get(language, "")
        kind = _kind_of_words(before, after, first_changed=first_changed)
        if kind:
            yield Change(kind, new.what, new.id, field, language, before, after, new.at(field, language))


def _kind_of_words(before: str, after: str, *, first_changed: bool) -> Kind | None:
    if before == after:
        return "lagging" if first_changed else None
    if before and after:
        return "reworded"
    return "translated" if after else "untranslated"


def _reordered(old: dict[Key, InventoryEntry], new: dict[Key, InventoryEntry]) -> Iterator[Change]:
    """Yield a change for each of the fewest siblings whose moving explains the new order."""
    before, after = _siblings(old), _siblings(new)
    for (what, parent), new_order in after.items():
        old_order = before.get((what, parent), [])
        stayed = [name for name in new_order if name in old_order]
        positions = [old_order.index(name) for name in stayed]
        unmoved = _longest_rise(positions)
        for name, position in zip(stayed, positions, strict=True):
            if position not in unmoved:
                previous, now = _after(name, old_order), _after(name, new_order)
                yield Change("re-ordered", what, name, "order", "", previous, now, new[what, name].at())


def _siblings(entries: dict[Key, InventoryEntry]) -> dict[Key, list[str]]:
    """Return the ids of the ordered entries in their order, by kind and parent."""
    families: dict[Key, list[str]] = {}
    for entry in entries.values():
        if entry.fields.ordered:
            families.setdefault((entry.what, entry.parent), []).append(entry.id)
    return families


def _after(name: str, order: list[str]) -> str:
    position = order.index(name)
    return f"after {order[position - 1]}" if position else "first"


def _longest_rise(numbers: list[int]) -> set[int]:
    """Return the members of a longest increasing subsequence of `numbers`, all distinct.

    Patience sorting, O(n log n): `tops` holds the smallest last number of an increasing subsequence of each length.
    """
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(tops, number)
        before[number] = tops[length - 1] if length else None
        tops[length : length + 1] = [number]
    members: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        members.add(last)
        last = before[last]
    return members
