"""`help`: `qshop --help` against a bare Typer app with as many empty commands."""

from collections.abc import Iterator
from pathlib import Path

from race import Race, process

from qshop.cli.main import app

COMMAND = """
@app.command("{name}")
def command_{number}() -> None:
    \"\"\"Do nothing.\"\"\"

"""


def races(folder: Path) -> Iterator[Race]:
    """Write the bare app and race it."""
    names = [str(command.name) for command in app.registered_commands]
    bare = "import typer\n\napp = typer.Typer()\n\n"
    bare += "".join(COMMAND.format(name=name, number=number) for number, name in enumerate(names))
    (folder / "bare.py").write_text(bare + "\napp()\n", encoding="utf-8")
    yield Race(
        f"help: {len(names)} commands, whole process",
        process("-m", "qshop", "--help"),
        process(str(folder / "bare.py"), "--help"),
        aim=1.2,
        rounds=21,
    )
