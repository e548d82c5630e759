"""The formats that a document can be exported in. Who writes them is in `worker`, a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Format:
    """`name` is the word in addresses and also the file's ending."""

    name: str
    media_type: str


FORMATS: Final = {
    entry.name: entry
    for entry in (
        Format("pdf", "application/pdf"),
        Format("odt", "application/vnd.oasis.opendocument.text"),
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Format("html", "text/html; charset=utf-8"),
    )
}
