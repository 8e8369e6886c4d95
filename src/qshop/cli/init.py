"""`qshop init`: a small programme that checks clean and can be filled in."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.output import print_data, print_message


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    lang: Annotated[str, typer.Option(metavar="L,L", help="The programme's languages, the first one leading.")] = "en",
) -> int:
    """Start a programme: a small one that passes `qshop check`, in any of English, French and Turkish."""
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.cli.file_kinds import FILE_KINDS
    from qshop.io.packaged import packaged_languages
    from qshop.io.starter import write_starter

    languages = [language.strip() for language in lang.split(",") if language.strip()]
    for language in languages:
        if language not in packaged_languages():
            help_ = did_you_mean(language, packaged_languages())
            raise StopError(f"the starter is not written in “{language}”", help_)
    if not languages or len(set(languages)) < len(languages):
        raise StopError("name each language once", "such as: --lang en,fr")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StopError(f"{folder} is not empty", "name a new or empty folder; nothing was written")
    for path in write_starter(folder, languages, FILE_KINDS):
        print_data(f"{folder / path}\n")
    print_message(f"next: cd {folder} && qshop check")
    return 0
