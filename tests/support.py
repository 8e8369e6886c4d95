"""What several test modules share: small programmes on disk, and the real data beside the repository."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

NOBODY = 65534
SHARED = Path(__file__).parents[2] / "shared"


def programme(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` (path below `folder` → content, byte for byte) and give `folder`."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def front(folder: Path) -> Path:
    """Copy the programme `front` below `folder`: sites S01, 007 and 7, questions q1 to q3 and a comment, all of 2026."""
    return Path(copytree(Path(__file__).parent / "programmes" / "front", folder / "front"))


def visits(*rows: str, header: str = "visit_id,site,date,questionnaire,version,q1,q2,q3,comment") -> str:
    """Write rows of `front` as CSV text; a short row is completed: `V1,S01,2026-03-02` is a clean visit."""
    rest = ["", "S01", "2026-03-02", "front", "2", "yes", "no", "4", "ok"]
    lines = [row.split(",") for row in rows]
    return "\n".join([header, *(",".join([*cells, *rest[len(cells) :]]) for cells in lines)]) + "\n"


@contextmanager
def somebody_elses(folder: Path) -> Iterator[None]:
    """Act for a moment as a user whose rights count, who owns `folder`: root may read and write everything."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
