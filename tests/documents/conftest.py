"""LibreOffice as a reader that is not ours: what it finds in our files is what people find."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory):
    """`soffice(data, "docx", "txt:Text")` are what LibreOffice makes. Without it: skipped, but failed in CI."""
    program = shutil.which("soffice")
    if program is None:
        message = "LibreOffice (soffice) is not installed: the files were not opened with it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = tmp_path_factory.mktemp("soffice")

    def convert(data: bytes, ending: str, target: str) -> bytes:
        source = folder / f"source.{ending}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(  # noqa: S603  # a program of the machine on a file of ours
            [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder / "out"), str(source)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(folder / "out" / f"source.{target.partition(':')[0]}").read_bytes()

    return convert
