"""Pages that are typed line by line: files are written, lines typed, and what is said is held against the page."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
READER = {"GIT_AUTHOR_NAME": "A Reader", "GIT_AUTHOR_EMAIL": "reader@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
READER |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in READER.items()}
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def followed(page, here):
    """Follow a page in the folder `here`; give each line typed, what is shown and said, expected and real exit code.

    What is typed into Python on a page is one session, run at its end by doctest: all that is shown must be said.
    """
    session = []
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "console":
            expected = int((block["name"] or "exit=0").removeprefix("exit="))
            for typed, shown in typed_lines(block["text"]):
                done = type_line(typed, here)
                if typed.startswith("cd "):
                    here = (here / shlex.split(typed)[1]).resolve()
                yield typed, shown, done.stdout, (expected, done.returncode)
        elif block["kind"] == "pycon":
            session.append(block["text"])
        elif block["kind"] == "diff":
            edit(here / block["name"], block["text"].splitlines())
        else:
            (here / block["name"]).parent.mkdir(parents=True, exist_ok=True)
            (here / block["name"]).write_text(block["text"], encoding="utf-8")
    if session:
        (here / "session.txt").write_text("\n".join(session), encoding="utf-8")
        done = type_line("python -m doctest -o ELLIPSIS session.txt", here)
        yield "python", "", done.stdout, (0, done.returncode)


def type_line(typed, here):
    environment = {**os.environ, **READER, "PATH": PATH, "NO_COLOR": "1"}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.run(["bash", "-c", typed], cwd=here, env=environment, text=True, check=False, **streams)


def edit(file, lines):
    """Take the lines with a minus out of a file and put those with a plus in; the others show where."""
    text = file.read_text(encoding="utf-8")
    before = "".join(line[1:] + "\n" for line in lines if line[0] != "+")
    assert text.count(before) == 1, f"{file.name}: {before}"
    after = "".join(line[1:] + "\n" for line in lines if line[0] != "-")
    file.write_text(text.replace(before, after), encoding="utf-8")


def typed_lines(text):
    """Part a console block into the lines typed and what is shown after each."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        typed, _, shown = part.partition("\n")
        yield typed, shown


def agrees(shown, said):
    """Tell whether what is shown is what was said, where a line `…` stands for any number of lines."""
    lines = [".*?" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines()]
    return re.fullmatch("".join(lines), said, re.DOTALL) is not None


def faults(steps):
    """Give every step that ended or spoke otherwise than its page says."""
    return [
        f"$ {typed} [{ended}]\n{said}"
        for typed, shown, said, (expected, ended) in steps
        if expected != ended or not agrees(shown, said)
    ]
