"""What is wrong with a programme's own layouts: seen before they are used, and told with their line when they fail."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes

from qshop.base.diagnostics import Diagnostic, Where, in_order
from qshop.base.suggest import did_you_mean
from qshop.io.packaged import tongue
from qshop.io.programme_folder import fault_at
from qshop.pages.layout_names import defined, free_names, named, outer_blocks, references, sentences
from qshop.pages.sandbox import Sandbox

FOLDER = "templates"
PACKAGED = "qshop/"
_ENDING = ".j2"
_GIVEN = ("view", "t")
_HELP = "see docs/how-to/write-your-own-layout.md"


@dataclass(frozen=True)
class OwnLayouts:
    """The layouts in the folder `templates/` of a programme; `environment` finds them, and the packaged ones."""

    root: Path
    environment: Sandbox

    def faults(self, view_of: Callable[[str], type | None] = lambda _: None) -> list[Diagnostic]:
        """Return everything that can be seen to be wrong with them, without a view to fill in.

        `view_of` gives the class of the view that a layout is given, by the layout's name.
        """
        refused = fault_at(self.root, FOLDER, "folder") if os.path.lexists(self.root / FOLDER) else None
        if refused:
            return [refused]
        names = sorted({*self._names(), *self._taken_in.intersection(self._entries())})
        found = [fault for name in names for fault in self._faults_of(name)]
        unviewed = (fault for name in self._names() for fault in self._unviewed(name, view_of))
        return in_order([*found, *self._links_out(), *unviewed])

    def _unviewed(self, name: str, view_of: Callable[[str], type | None]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for everything that an own layout takes from its view, and that the view does not have."""
        if fault_at(self.root, f"{FOLDER}/{name}"):
            return
        tree = self._tree((self.root / FOLDER / name).read_bytes().decode("utf-8", "replace"))
        taken = [node for node in tree.find_all(nodes.Getattr) if node.node == nodes.Name("view", "load")]
        view = view_of(name) if taken else None
        known = [*getattr(view, "__dataclass_fields__", ()), *vars(view)] if view else [node.attr for node in taken]
        for node in (one for one in taken if one.attr not in known):
            place, message = (
                Where(f"{FOLDER}/{name}", node.lineno),
                f"there is nothing called “{node.attr}” in the view",
            )
            yield Diagnostic("QS121", message, place, did_you_mean(node.attr, known) or _HELP)

    def _links_out(self) -> Iterator[Diagnostic]:
        """Yield a diagnostic for every other link that is not followed: a layout could take in what it leads to."""
        for name in self._entries():
            place = self.root / FOLDER / name
            fault = fault_at(self.root, f"{FOLDER}/{name}", "folder" if place.is_dir() else "file")
            if fault and place.is_symlink():
                yield fault

    def fault_of(self, error: Exception) -> Diagnostic | None:
        """Return the diagnostic of an error in filling in, at the line of an own layout; None if none was at work."""
        folder = str(self.root / FOLDER)
        frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.startswith(folder)]
        if not frames:
            return None
        place = Where(Path(frames[-1].filename).relative_to(self.root).as_posix(), frames[-1].lineno or 0)
        reason = "there is no sentence or key " if isinstance(error, KeyError) else "it cannot be filled in: "
        names_nothing = isinstance(error, KeyError | UndefinedError | TemplateNotFound)
        return Diagnostic(
            "QS121" if names_nothing else "QS120", f"{reason}{str(error) or type(error).__name__}", place, _HELP
        )

    @cached_property
    def _packaged(self) -> list[str]:
        names = self.environment.list_templates()
        return [name.removeprefix(PACKAGED) for name in names if name.startswith(PACKAGED)]

    def _names(self) -> list[str]:
        """Return their names, in order; a folder that is called like a layout is one of them."""
        return [name for name in self._entries() if name.endswith(_ENDING) or name in self._packaged]

    def _entries(self) -> list[str]:
        folder = self.root / FOLDER
        found = (Path(place, name) for place, folders, files in os.walk(folder) for name in (*folders, *files))
        return sorted(path.relative_to(folder).as_posix() for path in found)

    def _faults_of(self, name: str) -> Iterator[Diagnostic]:
        path = f"{FOLDER}/{name}"
        unreadable = fault_at(self.root, path)
        if unreadable:
            yield unreadable
            return
        unknown: list[Diagnostic] = []
        try:
            source = (self.root / path).read_bytes().decode("utf-8")
            if name.endswith(_ENDING) or name in self._taken_in:
                unknown.extend(self._unknown_in(self.environment.parse(source), name))
                self.environment.compile(source)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            yield Diagnostic("QS120", "the text is not UTF-8 from here on", Where(path, line), "save it as UTF-8")
        except TemplateSyntaxError as error:
            if not unknown:
                yield Diagnostic("QS120", f"it cannot be read: {error.message}", Where(path, error.lineno), _HELP)
        yield from unknown
        if name not in self._packaged and name not in self._taken_in:
            message = "qshop has no layout of this name, and no other layout takes it in"
            yield Diagnostic("QS122", message, Where(path, 1), did_you_mean(name, self._packaged) or _HELP)

    @cached_property
    def _taken_in(self) -> set[str]:
        """Return the names that own layouts take in."""
        sources = (self.root / FOLDER / name for name in self._names())
        texts = (path.read_bytes().decode("utf-8", "replace") for path in sources if path.is_file())
        return {name for text in texts for _, name in references(self._tree(text))}

    def _tree(self, source: str) -> nodes.Template:
        """Return a layout as parsed; an empty one if it cannot be."""
        try:
            return self.environment.parse(source)
        except TemplateSyntaxError:
            return nodes.Template([])

    def _unknown_in(self, tree: nodes.Template, name: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic for every name in a layout for which there is nothing."""
        layouts = [known for known in self.environment.list_templates() if known != name]
        above = list(self._extended_by(tree))
        used: list[tuple[str, Iterable[tuple[int, str]], Collection[str]]] = [
            ("filter", named(tree, nodes.Filter), self.environment.filters),
            ("test", named(tree, nodes.Test), self.environment.tests),
            ("sentence", sentences(tree), tongue("en").sentences),
            ("other layout", references(tree), layouts),
            ("block", outer_blocks(tree), {block.name for up in above for block in up.find_all(nodes.Block)}),
            (
                "name",
                free_names(tree, self.environment),
                {*_GIVEN, *(one for up in (tree, *above) for one in defined(up))},
            ),
        ]
        for kind, names, known in used:
            for line, one in names:
                if one not in known:
                    hint = did_you_mean(one, sorted(known)) or _HELP
                    yield Diagnostic("QS121", f"there is no {kind} “{one}”", Where(f"{FOLDER}/{name}", line), hint)

    def _extended_by(self, tree: nodes.Template) -> Iterator[nodes.Template]:
        """Yield the layout that one extends, and those that this one does."""
        seen = set[str]()
        while name := next((name for _, name in references(tree, (nodes.Extends,)) if name not in seen), ""):
            if name not in self.environment.list_templates():
                return
            seen.add(name)
            tree = self._tree(self.environment.source_of(name))
            yield tree
