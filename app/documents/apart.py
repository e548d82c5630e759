"""Running a module of this package in a process of its own, so that a live room does not wait for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

_PROJECT: Final = Path(__file__).resolve().parents[2]


def run_apart(module: str, *arguments: str, source: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Blocks only the calling (green) thread. Raises subprocess.TimeoutExpired after `timeout` seconds; then all that
    the process started is ended, too.
    """
    # It gets none of this process's environment: it has no business with its secrets.
    environment = {"PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1", "PATH": os.defpath}
    command = [sys.executable, "-P", "-m", f"app.documents.{module}", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603  # a fixed program; the document goes in over the pipe
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True
    ) as process:
        try:
            output, errors = process.communicate(source, timeout)
        except BaseException:  # whatever it is, nobody else ends them
            os.killpg(process.pid, signal.SIGKILL)  # not waited for yet, so the number is still its own
            raise
    return subprocess.CompletedProcess(command, process.returncode, output, errors)
