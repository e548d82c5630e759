"""Programs that are not ours and read our files: what they find is what people find."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MACROS = Path(__file__).parent / "basic"


def program(name: str) -> str:
    """The path of a program. Without it the test is reported as not run; in CI it fails."""
    found = shutil.which(name)
    if found:
        return found
    message = f"{name} is not installed: the files were not read with it"
    return pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


def pdf_words(pdf: bytes) -> str:
    """All that a PDF says, in its reading order, in one line (poppler)."""
    return " ".join(pdftotext(pdf).split())


def pdftotext(pdf: bytes, *options: str) -> str:
    """What poppler's pdftotext prints of a PDF."""
    command = [program("pdftotext"), *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603  # a reader


class LibreOffice:
    """LibreOffice without a window, with a profile of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.program = program("soffice")
        self.folder = folder

    def convert(self, data: bytes, ending: str, target: str) -> bytes:
        """What LibreOffice makes of a file `data` named `.ending`; `target` is an ending and maybe a filter."""
        source, out = self._source(data, ending), self.folder / "out"
        self._run("--convert-to", target, "--outdir", str(out), str(source))
        return (out / f"source.{target.partition(':')[0]}").read_bytes()

    def decided(self, data: bytes, ending: str) -> dict[str, list[str]]:
        """The lines of a file once all its changes are `accepted`, and once all are `rejected`."""
        macros = self.folder / "profile" / "user" / "basic"
        if not macros.exists():  # the first start puts its own there
            self._run("--terminate_after_init")
        shutil.copytree(MACROS, macros, dirs_exist_ok=True)
        source = self._source(data, ending).as_uri()
        self._run(f'macro:///Standard.Review.DecideBoth("{source}","{self.folder.as_uri()}")')
        texts = {name: self.folder / f"{name}.txt" for name in ("accepted", "rejected")}
        return {name: text.read_text(encoding="utf-8-sig").splitlines() for name, text in texts.items()}

    def _source(self, data: bytes, ending: str) -> Path:
        source = self.folder / f"source.{ending}"
        source.write_bytes(data)
        return source

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(  # noqa: S603  # a reader
            [self.program, profile, "--headless", *arguments], check=True, capture_output=True, timeout=120
        )
