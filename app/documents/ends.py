"""Ends of paragraphs that were struck or put in while a DOCX was tracked: pandoc knows those of plain paragraphs only,
and says more than the file when it joins these.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.parts import root, written
from app.documents.remarks import W

# What is not there once all changes are accepted, or rejected: ends of paragraphs, and runs.
_GONE: Final = {"accept": ("del", ("del", "moveFrom")), "reject": ("ins", ("ins", "moveTo"))}
_WORDS: Final = (f"{W}t", f"{W}delText")


def without_ends(archive: Archive, changes: str) -> Archive:
    """The archive with the paragraphs together whose end is not there once changes are `accept`ed, or `reject`ed."""
    if archive.form != "docx":
        return archive
    top, (kind, runs) = root(archive.files[archive.text]), _GONE[changes]
    gone = {f"{W}{name}" for name in runs}
    joined = [
        _join_below(parent, f"{W}{kind}", gone) for parent in list(top.iter()) if parent.find(f"{W}p") is not None
    ]
    if not any(joined):
        return archive
    return replace(archive, files={**archive.files, archive.text: written(archive.files[archive.text], top)})


def _join_below(parent: Element, mark: str, gone: Collection[str]) -> bool:
    """From the end on: so each paragraph has the next one as it is to be."""
    has_joined = False
    for at in reversed(range(len(parent) - 1)):
        one, following = parent[at], parent[at + 1]
        said = one.find(f"{W}pPr/{W}rPr")
        end = said.find(mark) if said is not None else None
        if one.tag == following.tag == f"{W}p" and said is not None and end is not None:
            said.remove(end)
            _join(one, following, gone)
            parent.remove(following)
            has_joined = True
    return has_joined


def _join(one: Element, following: Element, gone: Collection[str]) -> None:
    """Of a paragraph without words nothing is left; else the first says what both are."""
    properties, others = one.find(f"{W}pPr"), following.find(f"{W}pPr")
    if properties is not None and not _has_words(one, gone):
        properties[:] = list(others) if others is not None else []
    one.extend(child for child in following if child is not others)


def _has_words(element: Element, gone: Collection[str]) -> bool:
    inside = (child for child in element if child.tag not in gone)
    return any((child.tag in _WORDS and bool(child.text)) or _has_words(child, gone) for child in inside)
