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
    preview: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the forms to DIR and freeze nothing.")
    ] = None,
) -> int:
    """Compile validated criteria into the next frozen version, then write its Markdown and CSV forms."""
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
    names = [name] if name else list(programme.questionnaires)
    if preview is not None:
        preview.mkdir(parents=True, exist_ok=True)
        for one in names:
            _preview(loaded, one, preview)
        return 0
    with locked(loaded.root):
        for one in names:
            _build(loaded, one)
    return 0


def _build(loaded: "Loaded", name: str) -> None:
    from qshop.io.write import write_text
    from qshop.programme.compile import next_version
    from qshop.programme.frozen import to_yaml

    content, is_new = next_version(loaded.programme, name)
    number = content["version"]
    if is_new:
        write_text(loaded.root, f"questionnaires/{name}/v{number}.yaml", to_yaml(content))
        session.talk(f"{name}: version {number} frozen")
    else:
        session.talk(f"{name}: nothing changed since version {number}")
    _write_forms(loaded, content, loaded.root, f"questionnaires/{name}/v{number}")


def _preview(loaded: "Loaded", name: str, folder: Path) -> None:
    from qshop.programme.compile import next_version

    content, is_new = next_version(loaded.programme, name)
    _write_forms(loaded, content, folder, f"{name}-v{content['version']}")
    session.talk(f"{name}: version {content['version']} {'would be new' if is_new else 'is frozen already'}")


def _write_forms(loaded: "Loaded", content: dict[str, Any], folder: Path, stem: str) -> None:
    from qshop.io.packaged import tongue
    from qshop.io.tables import write_csv
    from qshop.io.write import write_text
    from qshop.pages.forms.markdown import questionnaire
    from qshop.pages.render import Layouts
    from qshop.programme.compile import as_version
    from qshop.visits.columns import header

    version = as_version(content)
    layouts, shown = Layouts(loaded.root), session.from_here(folder / stem)
    for language in version.languages:
        text = questionnaire(version, loaded.programme, tongue(language), layouts)
        write_text(folder, f"{stem}.{language}.md", text)
        session.put(f"{shown}.{language}.md\n")
    write_text(folder, f"{stem}.csv", write_csv(header(version), []))
    session.put(f"{shown}.csv\n")
