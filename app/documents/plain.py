"""Telling a plain text from other files, and reading its letters."""

from __future__ import annotations

import re
from typing import Final

# How files begin that are no plain text: archives, the old Word, PDF, RTF, pages and other XML.
_OTHERS: Final = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"{\\rtf",
    b"<?xml",
    b"<!doctype",
    b"<html",
)
_MARKED: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def is_text(data: bytes) -> bool:
    """Whether these bytes are nothing but letters."""
    if not data or data[:100].lstrip().lower().startswith(tuple(one.lower() for one in _OTHERS)):
        return False
    return not _BINARY.search(decoded(data))


def decoded(data: bytes) -> str:
    """UTF-8, or what the editors of Windows write: UTF-16 with a mark, or one byte a letter."""
    marked = next((name for mark, name in _MARKED.items() if data.startswith(mark)), None)
    try:
        return data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
