"""Print a page as PDF with a browser that shows no window. Two runs may give different bytes."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from qshop.base.errors import StopError

VARIABLE = "QSHOP_BROWSER"
"""The environment variable that names the browser to use."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_ON_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
_ON_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_QUIET = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
)


def find_browser() -> str:
    """Return the path of the browser that `QSHOP_BROWSER` names, or else of the first Chromium, Chrome or Edge.

    An empty text if there is none. Raises `StopError` if `QSHOP_BROWSER` names no program.
    """
    named = os.environ.get(VARIABLE, "")
    if not named:
        return next((path for name in _candidates() if (path := shutil.which(name))), "")
    path = shutil.which(named)
    if not path:
        raise StopError(f"{VARIABLE} names no program: {named}", "give the path of a Chromium, Chrome or Edge")
    return path


def print_to_pdf(page: str, language: str, *, seconds: float = 60) -> bytes:
    """Return the PDF of an HTML page, which reads `language` as `lang` in its address.

    The browser works on a copy, with an empty profile of its own. Raises `StopError` if there is no browser, if it
    prints nothing, or after `seconds`.
    """
    browser = find_browser()
    if not browser:
        help_ = f"install chromium, or name a browser: {VARIABLE}=/path/to/chrome; or print the HTML form yourself"
        raise StopError("a paper form needs Chromium, Chrome or Edge, and none was found", help_)
    with tempfile.TemporaryDirectory(prefix="qshop-", ignore_cleanup_errors=True) as folder:
        source, printed = Path(folder, "form.html"), Path(folder, "form.pdf")
        source.write_text(page, encoding="utf-8")
        options = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}")
        _run([browser, *_QUIET, *_sandbox(), *options, f"{source.as_uri()}?lang={language}"], seconds)
        content = printed.read_bytes() if printed.is_file() else b""
    if not content.startswith(b"%PDF"):
        raise StopError(f"{browser} printed nothing", f"open the HTML form and print it there, or set {VARIABLE}")
    return content


def _candidates() -> Iterator[str]:
    yield from _NAMES
    for name in _ON_MACOS:
        yield f"/Applications/{name}.app/Contents/MacOS/{name}"
    for folder in filter(None, map(os.environ.get, _PROGRAM_FOLDERS)):
        yield from (os.path.join(folder, name) for name in _ON_WINDOWS)  # noqa: PTH118 - a Windows path as text


def _sandbox() -> list[str]:
    """Return the option without which Chromium refuses to run as root; the page that it prints is our own."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _run(command: list[str], seconds: float) -> None:
    null = subprocess.DEVNULL  # a pipe would be held open by a browser's own children
    try:
        subprocess.run(command, stdin=null, stdout=null, stderr=null, check=False, timeout=seconds)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired:
        help_ = f"try again, or name another browser: {VARIABLE}=/path/to/chrome"
        raise StopError(f"{command[0]} was still printing after {seconds:g} seconds", help_) from None
    except OSError as error:
        raise StopError(f"{command[0]} cannot be run: {error.strerror}", f"set {VARIABLE} to another browser") from None
