"""Read one YAML file from disk."""

from pathlib import Path

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.errors import StopError
from qshop.io.limits import MAX_YAML_BYTES
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.nodes import Node


def read_yaml_file(file: Path, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a file that is called `path` (None if it cannot be read), and every diagnostic.

    Raises `StopError` if the system does not let it be read.
    """
    try:
        if file.stat().st_size > MAX_YAML_BYTES:
            message = f"larger than {MAX_YAML_BYTES:,} bytes"
            return None, [Diagnostic("QS112", message, Where(path), "split the file")]
        return read_yaml(file.read_bytes(), path)
    except OSError as error:
        raise StopError(f"{path} cannot be read: {error.strerror}", "check the file and its rights") from None
