"""`qshop build-questionnaire`: from validated criteria to a frozen version and what shoppers carry."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qshop.cli import session

if TYPE_CHECKING:
    from qshop.io.load import Loaded


def command(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One questionnaire; default: all of them.")] = None,
    format: Annotated[  # noqa: A002
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
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.io.write import locked
    from qshop.programme.check import check

    loaded = session.open_programme(context.obj)
    programme = loaded.programme
    if name is not None and name not in programme.questionnaires:
        help_ = did_you_mean(name, programme.questionnaires) or "create questionnaires/NAME.yaml first"
        raise StopError(f"there is no questionnaire “{name}”", help_)
    found = check(programme)
    if found:
        session.report(found)
        raise StopError("nothing is frozen while the check finds problems", "mend them, then build again")
    kinds = _kinds(format)
    languages = programme.settings.languages
    if lang and lang not in languages:
        raise StopError(f"the programme is not written in “{lang}”", did_you_mean(lang, languages))
    names = [name] if name else list(programme.questionnaires)
    if preview is not None:
        preview.mkdir(parents=True, exist_ok=True)
        for one in names:
            _preview(loaded, one, preview, kinds, lang)
        return 0
    with locked(loaded.root):
        for one in names:
            _build(loaded, one, kinds, lang)
    return 0


def _kinds(wanted: str) -> list[str]:
    """List the kinds of form asked for, each once. With `all`, PDF only where a browser can print it."""
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.io.browser import find_browser
    from qshop.pages.forms.formats import FORMATS, USUAL

    if wanted == "all":
        if not find_browser():
            session.talk("no PDF: that takes a browser (Chromium, Chrome or Edge), and none was found")
            return list(USUAL)
        return list(FORMATS)
    kinds = list(dict.fromkeys(kind.strip() for kind in wanted.split(","))) if wanted else list(USUAL)
    for kind in kinds:
        if kind not in FORMATS:
            help_ = did_you_mean(kind, [*FORMATS, "all"]) or f"known: {', '.join(FORMATS)}, all"
            raise StopError(f"there is no form of the kind “{kind}”", help_)
    return kinds


def _build(loaded: "Loaded", name: str, kinds: list[str], language: str) -> None:
    """Freeze what changed and write the forms; nothing is frozen of which a form cannot be made."""
    from qshop.io.write import write_file
    from qshop.programme.compile import next_version
    from qshop.programme.frozen import to_yaml

    content, is_new = next_version(loaded.programme, name)
    forms = _forms(loaded, content, kinds, language)
    number = content["version"]
    if is_new:
        write_file(loaded.root, f"questionnaires/{name}/v{number}.yaml", to_yaml(content))
        session.talk(f"{name}: version {number} frozen")
    else:
        session.talk(f"{name}: nothing changed since version {number}")
    _write(loaded.root, f"questionnaires/{name}/v{number}", forms)


def _preview(loaded: "Loaded", name: str, folder: Path, kinds: list[str], language: str) -> None:
    from qshop.programme.compile import next_version

    content, is_new = next_version(loaded.programme, name)
    _write(folder, f"{name}-v{content['version']}", _forms(loaded, content, kinds, language))
    session.talk(f"{name}: version {content['version']} {'would be new' if is_new else 'is frozen already'}")


def _forms(loaded: "Loaded", content: dict[str, Any], kinds: list[str], language: str) -> list[tuple[str, str | bytes]]:
    from qshop.pages.forms.formats import handed_out
    from qshop.pages.render import Layouts
    from qshop.programme.compile import as_version

    return list(handed_out(kinds, as_version(content), loaded.programme, language, Layouts(loaded.root)))


def _write(folder: Path, stem: str, forms: list[tuple[str, str | bytes]]) -> None:
    from qshop.io.write import write_file

    shown = session.from_here(folder / stem)
    for ending, form in forms:
        write_file(folder, f"{stem}.{ending}", form)
        session.put(f"{shown}.{ending}\n")
