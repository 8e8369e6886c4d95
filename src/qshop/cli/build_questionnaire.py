"""`qshop build-questionnaire`: from validated criteria to a frozen version and what shoppers carry."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.cli.all_rules import rules_of_a_version
from qshop.cli.inputs import check_known, check_language, open_programme
from qshop.cli.output import path_from_here, print_data, print_message

if TYPE_CHECKING:
    from qshop.io.folder import LoadedProgramme
    from qshop.programme.frozen import Version


@dataclass(frozen=True)
class Built:
    """The latest version of a questionnaire, whether it is yet to be frozen, and its forms with their file endings."""

    version: "Version"
    is_new: bool
    forms: list[tuple[str, str | bytes]]


def command(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One questionnaire; default: all of them.")] = None,
    format: Annotated[  # noqa: A002 - the word of the contract
        str,
        typer.Option(
            metavar="F,F,…", help="Kinds of form: md, csv, html, xlsx (XLSForm), pdf, or all. Default: all but pdf."
        ),
    ] = "",
    lang: Annotated[
        str, typer.Option(metavar="L", help="Only this language; in a form that holds them all, it comes first.")
    ] = "",
    preview: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the forms to DIR and freeze nothing.")
    ] = None,
) -> int:
    """Compile validated criteria into the next frozen version, then write the forms that shoppers carry."""
    from qshop.base.errors import FaultyError
    from qshop.io.write import locked

    loaded = open_programme(context.obj)
    programme = loaded.programme
    if name is not None:
        check_known("questionnaire", name, programme.questionnaires, "create questionnaires/NAME.yaml first")
    diagnostics = rules_of_a_version(loaded)
    if diagnostics:
        message = "nothing is frozen while the check finds problems"
        raise FaultyError(message, "mend them, then build again", diagnostics)
    kinds = _kinds(format)
    if lang:
        check_language(lang, loaded)
    proposed = [criterion.id for criterion in programme.criteria.values() if criterion.status == "proposed"]
    if proposed:
        print_message(f"not asked, because they are only proposed: {', '.join(proposed)}")
    names = [name] if name else list(programme.questionnaires)
    built = [_build(loaded, questionnaire, kinds, lang) for questionnaire in names]
    if preview is not None:
        _preview(built, preview)
        return 0
    with locked(loaded.root):
        _freeze(built, loaded.root)
    return 0


def _kinds(option: str) -> list[str]:
    """Return the kinds of form that `--format` names, each once. With `all`, PDF only where a browser can print it."""
    from qshop.forms.kinds import FORMATS, USUAL_FORMATS
    from qshop.io.browser import find_browser

    kinds = list(dict.fromkeys(kind.strip() for kind in option.split(","))) if option else list(USUAL_FORMATS)
    known = [*FORMATS, "all"]
    for kind in kinds:
        check_known("form of the kind", kind, known, f"known: {', '.join(known)}")
    if "all" not in kinds:
        return kinds
    if find_browser():
        return list(FORMATS)
    print_message("no PDF: that takes a browser (Chromium, Chrome or Edge), and none was found")
    return list(USUAL_FORMATS)


def _build(loaded: "LoadedProgramme", name: str, kinds: list[str], language: str) -> Built:
    """Return the next version and all its forms; nothing is written, so that one faulty form stops the whole build."""
    from qshop.programme.compile import next_version

    version, is_new = next_version(loaded.programme, name)
    forms = [form for kind in kinds for form in _forms(loaded, version, kind, kinds, language)]
    return Built(version, is_new, forms)


def _forms(
    loaded: "LoadedProgramme", version: "Version", kind: str, kinds: list[str], language: str
) -> list[tuple[str, str | bytes]]:
    """Return the forms of one kind. Raises `FaultyError`, with the other kinds as help, if they cannot be made."""
    from qshop.base.errors import FaultyError
    from qshop.forms.kinds import USUAL_FORMATS, form_files
    from qshop.pages.render import Layouts

    try:
        return list(form_files(kind, version, loaded.programme, language, Layouts(loaded.root)))
    except FaultyError as faulty:
        others = [other for other in (kinds if len(kinds) > 1 else USUAL_FORMATS) if other != kind]
        help_ = f"mend it, or build only the other kinds of form: --format {','.join(others)}"
        raise FaultyError(faulty.message, help_, faulty.diagnostics) from None


def _freeze(built: list[Built], root: Path) -> None:
    """Freeze what changed and write the forms beside it."""
    from qshop.io.write import write_file
    from qshop.programme.frozen_file import content, to_yaml

    for build in built:
        version = build.version
        name, number = version.questionnaire, version.version
        stem = f"questionnaires/{name}/v{number}"
        if build.is_new:
            write_file(root, f"{stem}.yaml", to_yaml(content(version)))
            print_message(f"{name}: version {number} frozen")
        else:
            print_message(f"{name}: nothing changed since version {number}")
        _write(root, stem, build.forms)


def _preview(built: list[Built], folder: Path) -> None:
    for build in built:
        name, number = build.version.questionnaire, build.version.version
        _write(folder, f"{name}-v{number}", build.forms)
        print_message(f"{name}: version {number} {'would be new' if build.is_new else 'is frozen already'}")


def _write(folder: Path, stem: str, forms: list[tuple[str, str | bytes]]) -> None:
    from qshop.io.write import write_file

    path = path_from_here(folder / stem)
    for ending, form in forms:
        write_file(folder, f"{stem}.{ending}", form)
        print_data(f"{path}.{ending}\n")
