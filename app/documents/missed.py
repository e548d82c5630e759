"""The words of a DOCX or ODT that pandoc has not handed on, such as those of fields: none is left out unnamed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.parts import root
from app.documents.received import Extra
from app.documents.remarks import OFFICE, TEXT, W

_WORD: Final = re.compile(r"\w+")
_SOFT_HYPHEN: Final = "\u00ad"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
# What is no word of the text, is read elsewhere (unread.py, remarks.py), or stands there again for older programs.
_SKIPPED: Final = {
    f"{W}moveFrom", f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{TEXT}tracked-changes", f"{TEXT}note-citation", f"{OFFICE}annotation", f"{_DRAW}text-box", f"{_SVG}title",
    f"{_SVG}desc",
}  # fmt: skip
_LINES: Final = {f"{W}p", f"{TEXT}p", f"{TEXT}h"}
_SPACES: Final = {f"{W}{name}" for name in ("br", "cr", "tab", "noBreakHyphen")} | {
    f"{TEXT}{name}" for name in ("s", "tab", "line-break", "note")
}


def missed(archive: Archive, handed_on: str) -> list[Extra]:
    """By the line that they stand in; `handed_on` is all that pandoc told."""
    spare = Counter(_WORD.findall(handed_on.replace(_SOFT_HYPHEN, "").casefold()))
    found = []
    for line in "".join(_body(archive)).replace(_SOFT_HYPHEN, "").split("\n"):
        left_out = [word for word in _WORD.findall(line) if not _taken(spare, word.casefold())]
        found += [Extra("missed", " ".join(left_out))] if left_out else []
    return found


def _taken(spare: Counter[str], word: str) -> bool:
    spare[word] -= 1
    return spare[word] >= 0


def _body(archive: Archive) -> Iterator[str]:
    if archive.form == "docx":
        yield from _letters(root(archive.files[archive.text]), within={f"{W}t"})
        return
    for body in root(archive.files[archive.text]).iter(f"{OFFICE}text"):
        yield from _letters(body, within=None)


def _letters(element: Element, within: set[str] | None) -> Iterator[str]:
    """The letters of an element; `within` says in which ones letters count, None: in all."""
    if element.tag in _SKIPPED:
        return
    yield "\n" if element.tag in _LINES else " " if element.tag in _SPACES else ""
    if within is None or element.tag in within:
        yield element.text or ""
    for child in element:
        yield from _letters(child, within)
        yield (child.tail or "") if within is None else ""
    yield "\n" if element.tag in _LINES else ""
