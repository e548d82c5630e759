"""Making a file of a document in a process of its own, so that a live room does not wait for it."""

from __future__ import annotations

import subprocess
from typing import Final

from app.documents.apart import run_apart
from app.documents.document import Document, to_json
from app.documents.failures import FAILED, MISSING, ExporterMissing, ExportFailed

TIMEOUT: Final = 60  # seconds; longer than pandoc's own limit, so that it is never left behind
MAX_SOURCE: Final = 8 * 1024 * 1024  # bytes of JSON; a text of 100,000 characters has about 200,000
MAX_RESULT: Final = 32 * 1024 * 1024  # bytes of the file


def render(document: Document, name: str, *, timeout: float = TIMEOUT) -> bytes:
    """The file of `document` in the format `name` of `formats.FORMATS`. The same document gives the same bytes.

    Blocks only the calling (green) thread. Raises ExporterMissing if the format's program is not installed,
    ExportFailed if the document is too large, takes too long or cannot be written.
    """
    source = to_json(document).encode(errors="ignore")  # halves of surrogate pairs have no bytes
    if len(source) > MAX_SOURCE:
        raise ExportFailed(f"the document is larger than {MAX_SOURCE} bytes")
    done = _worker(name, source, timeout)
    if done.returncode:
        raise _failure(done.returncode, done.stderr.decode(errors="replace")[-500:])
    if len(done.stdout) > MAX_RESULT:
        raise ExportFailed(f"the file is larger than {MAX_RESULT} bytes")
    return done.stdout


def _worker(name: str, source: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return run_apart("worker", name, source=source, timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise ExportFailed(f"the export took longer than {timeout} s") from error


def _failure(code: int, reason: str) -> ExportFailed:
    if code == MISSING:
        return ExporterMissing(reason)
    return ExportFailed(reason if code == FAILED else f"the writer ended with {code}: {reason}")
