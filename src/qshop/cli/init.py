"""`qshop init`: a small programme that checks clean and can be filled in."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.output import print_data, print_message


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder; a README.md in it stays.")],
    lang: Annotated[str, typer.Option(metavar="L,L", help="The programme's languages, the first one leading.")] = "en",
) -> int:
    """Start a programme: a small one that passes `qshop check`, in any of English, French and Turkish.

    What people wrote is never overwritten. A run that was interrupted can be repeated.
    """
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.cli.file_kinds import FILE_KINDS
    from qshop.io.packaged import packaged_languages
    from qshop.io.starter import files_of_others, is_kept, starter_files
    from qshop.io.write import write_files

    languages = [language.strip() for language in lang.split(",") if language.strip()]
    for language in languages:
        if language not in packaged_languages():
            help_ = did_you_mean(language, packaged_languages())
            raise StopError(f"the starter is not written in “{language}”", help_)
    if not languages or len(set(languages)) < len(languages):
        raise StopError("name each language once", "such as: --lang en,fr")
    files = starter_files(folder, languages, FILE_KINDS)
    others = "." if folder.exists() and not folder.is_dir() else next(files_of_others(folder, files), "")
    if others:
        message = f"{folder} is not empty: {folder / others} is not what this command writes"
        raise StopError(message, "name a new or empty folder, or move it away; nothing was written")
    for file in filter(is_kept, files):
        print_message(f"kept as it is: {folder / file.path}")
    files = [file for file in files if not is_kept(file)]
    write_files(files)
    print_data("".join(f"{folder / file.path}\n" for file in files))
    print_message(f"next: cd {folder} && qshop check")
    return 0
