"""Finds a Chromium for the browser tests, or fetches one: `python -m tools.browser` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tools.setup import node_folder

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
# Where Playwright looks for the Node that it runs on.
NODE = "PLAYWRIGHT_NODEJS_PATH"
# A test browser talks to the server under test and to nobody else.
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """No browser was found or fetched; the message says what to do."""


def arguments() -> list[str]:
    """How to start it. Chromium refuses its sandbox to root."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def installed(environment: Mapping[str, str] = os.environ, places: Iterable[str] = PLACES) -> str | None:
    """The browser of BROWSER_PATH, else one on the PATH, else one at its usual place."""
    chosen = environment.get("BROWSER_PATH")
    if chosen:
        if not Path(chosen).exists():
            raise NoBrowser(f"BROWSER_PATH names {chosen}, which does not exist.")
        return chosen
    on_path = (shutil.which(name, path=environment.get("PATH", "")) for name in PROGRAMS)
    return next((found for found in (*on_path, *places) if found and Path(found).exists()), None)


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright, driven by the environment's Node: its own one needs libatomic, which a bare Debian lacks."""
    from playwright.sync_api import sync_playwright  # late: finding an installed browser takes a moment only

    os.environ.setdefault(NODE, str(node_folder() / "bin/node"))
    with sync_playwright() as playwright:
        yield playwright


def playwrights_own() -> str | None:
    with driver() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _from_distribution() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _say("Browser: none is installed; installing the distribution's package chromium (apt-get) …")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, **quiet)
    return installed()


def _from_playwright() -> str | None:
    _say("Browser: downloading Playwright's own Chromium into its cache (about 180 MB) …")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=subprocess.DEVNULL, check=False)
    return playwrights_own()


def find() -> str:
    """The path of a Chromium: an installed one, else the distribution's (as root), else Playwright's own download."""
    path = installed() or playwrights_own() or _from_distribution() or _from_playwright()
    if path is None:
        raise NoBrowser("No Chromium was found or could be fetched: sudo apt install chromium, or set BROWSER_PATH.")
    return path


if __name__ == "__main__":
    try:
        print(find())
    except NoBrowser as missing:
        sys.exit(str(missing))
