"""Reading a file from outside in a process of its own: it may be made to harm, and a live room must not wait for it."""

from __future__ import annotations

import logging
import subprocess
from typing import Final, get_args

from app.documents import manuscript, received
from app.documents.apart import run_apart
from app.documents.failures import FAILED, NotRead, Unread
from app.documents.manuscript import Manuscript
from app.documents.received import Received

TIMEOUT: Final = 60  # seconds; longer than pandoc's own limit, so that it is never left behind

log = logging.getLogger(__name__)


def read_file(data: bytes, *, timeout: float = TIMEOUT) -> Received:
    """What a DOCX or ODT says, its tracked changes accepted. Raises NotRead."""
    return received.from_json(_read("lines", data, timeout))


def read_manuscript(data: bytes, *, keeps_lines: bool) -> Manuscript:
    """What a DOCX, ODT, Markdown or plain text says, with its structure. Raises NotRead."""
    return manuscript.from_json(_read("plain" if keeps_lines else "manuscript", data, TIMEOUT))


def _read(kind: str, data: bytes, timeout: float) -> bytes:
    try:
        done = run_apart("reader", kind, source=data, timeout=timeout)
    except subprocess.TimeoutExpired as error:
        raise NotRead("unreadable") from error
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace")
    reason: Unread = next((one for one in get_args(Unread) if one == said), "unreadable")
    if done.returncode != FAILED:
        log.error("The reader ended with %s: %s", done.returncode, said[-500:])
    raise NotRead(reason)
