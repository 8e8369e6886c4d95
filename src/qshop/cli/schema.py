"""`qshop schema`: what may stand in each kind of file, as JSON Schema for editors."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.inputs import check_known
from qshop.cli.output import print_data


def command(
    kind: Annotated[str | None, typer.Argument(help="A kind of file; default: list the kinds and their files.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write DIR/KIND.json, of every kind unless one is named.")
    ] = None,
) -> int:
    """Print the JSON Schema of a kind of file, for editors that complete and check while you type.

    The files that `qshop init` writes name theirs in the first line; after an upgrade of qshop, bring the
    programme's copies up to date with --out schemas.
    """
    from qshop.cli.file_kinds import FILE_KINDS
    from qshop.pages.console import table
    from qshop.programme.schema import schema_text

    if kind is not None:
        check_known("kind of file", kind, FILE_KINDS, f"known: {', '.join(FILE_KINDS)}")
    if out is not None:
        _write(out, [kind] if kind else list(FILE_KINDS))
    elif kind is None:
        print_data(table(("kind", "files"), [[name, file_kind.files] for name, file_kind in FILE_KINDS.items()]))
    else:
        print_data(schema_text(FILE_KINDS[kind].model))
    return 0


def _write(out: Path, kinds: list[str]) -> None:
    from qshop.cli.file_kinds import FILE_KINDS
    from qshop.io.write import write_file
    from qshop.programme.schema import schema_text

    for kind in kinds:
        write_file(out, f"{kind}.json", schema_text(FILE_KINDS[kind].model))
        print_data(f"{out / kind}.json\n")
