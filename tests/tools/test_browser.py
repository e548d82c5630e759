"""What tools/browser.py promises: the chosen browser, else an installed one, and a clear sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser
from tools.setup import ROOT, node_folder


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_chosen_browser_comes_before_an_installed_one(tmp_path: Path) -> None:
    program(tmp_path, "chromium")
    chosen = program(tmp_path, "my-browser")
    assert browser.installed({"BROWSER_PATH": chosen, "PATH": str(tmp_path)}, ()) == chosen


def test_a_wrong_choice_is_named_instead_of_passed_over(tmp_path: Path) -> None:
    with pytest.raises(browser.NoBrowser, match="BROWSER_PATH names /nowhere"):
        browser.installed({"BROWSER_PATH": "/nowhere", "PATH": str(tmp_path)}, ())


def test_an_installed_browser_is_found_on_the_path_or_at_its_place(tmp_path: Path) -> None:
    place = program(tmp_path, "Google Chrome")
    assert browser.installed({"PATH": str(tmp_path)}, (place,)) == place
    on_path = program(tmp_path, "google-chrome")
    assert browser.installed({"PATH": str(tmp_path)}, (place,)) == on_path


def test_nothing_installed_is_none(tmp_path: Path) -> None:
    assert browser.installed({"PATH": str(tmp_path)}, ()) is None


def test_playwright_runs_on_the_environment_s_node() -> None:
    """Its own Node does not start on a bare Debian. In a process of its own: two cannot run in one."""
    script = "import os\nfrom tools import browser\nwith browser.driver(): print(os.environ[browser.NODE])"
    environment = {name: value for name, value in os.environ.items() if name != browser.NODE}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    assert Path(done.stdout.strip()) == node_folder() / "bin/node"
