"""Look for visits in folders of waves that the programme does not have."""

from qshop.base.errors import StopError
from qshop.io.folder import LoadedProgramme
from qshop.io.store import data_folder
from qshop.io.write import safe_name


def folders_without_wave(loaded: LoadedProgramme) -> dict[str, int]:
    """Return the number of CSV files in each folder of visits, by its path, that belongs to no wave.

    Raises `StopError` if the system does not let the data be read.
    """
    data = data_folder(loaded.root, loaded.programme)
    waves = {safe_name(wave.id) for wave in loaded.programme.settings.waves}
    try:
        folders = sorted(path for path in data.iterdir() if path.is_dir()) if data.is_dir() else []
        files = {path: sum(file.suffix.lower() == ".csv" for file in path.iterdir()) for path in folders}
    except OSError as error:
        raise StopError(f"{data} cannot be read: {error.strerror}", "check the folder and its rights") from None
    own = loaded.programme.settings.data.rstrip("/")
    return {f"{own}/{path.name}": count for path, count in files.items() if count and path.name not in waves}
