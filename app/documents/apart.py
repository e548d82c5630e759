"""Running a module of this package in a process of its own, so that a live room does not wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

_PROJECT: Final = Path(__file__).resolve().parents[2]


def run_apart(module: str, *arguments: str, source: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Blocks only the calling (green) thread. Raises subprocess.TimeoutExpired after `timeout` seconds."""
    # It gets none of this process's environment: it has no business with its secrets.
    environment = {"PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1", "PATH": os.defpath}
    command = [sys.executable, "-P", "-m", f"app.documents.{module}", *arguments]
    return subprocess.run(  # noqa: S603  # a fixed program; the document goes in over the pipe
        command, input=source, capture_output=True, timeout=timeout, env=environment
    )
