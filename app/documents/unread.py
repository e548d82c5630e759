"""What pandoc leaves out of a DOCX or ODT without a word: text boxes, edges of pages, changes, an ODT's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.parts import root
from app.documents.received import Extra
from app.documents.remarks import OFFICE, TEXT, W, outermost

_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CHANGES: Final = {f"{TEXT}changed-region"} | {
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
}
_BOXES: Final = {"docx": f"{W}txbxContent", "odt": "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"}
_LINES: Final = {f"{W}{name}" for name in ("p", "br", "tab")} | {
    f"{TEXT}{name}" for name in ("p", "s", "tab", "line-break")
}
_MACROS: Final = re.compile(r"((?:.*/)?vbaProject\.bin$|(?:Basic|Scripts)/[^/]+(?=/))")
_EDGE_FILES: Final = re.compile(r"word/(header|footer)\d*\.xml")
_EDGES: Final = {f"{_STYLE}{name}" for name in ("header", "footer", "header-first", "footer-first")}


def unread(archive: Archive) -> list[Extra]:
    """The words in text boxes, of headers and footers, and hidden ones, each once; and macros, which stay behind."""
    edges = _docx_edges(archive) if archive.form == "docx" else _odt_edges(archive)
    boxes = outermost(root(archive.files[archive.text]), {_BOXES[archive.form]})
    return [*_named("box", boxes), *_named("edge", edges), *_named("hidden", _hidden(archive)), *_macros(archive)]


def _hidden(archive: Archive) -> Iterator[Element]:
    """What Word does not show: pandoc tells it like all other words."""
    runs = root(archive.files[archive.text]).iter(f"{W}r") if archive.form == "docx" else iter(())
    return (run for run in runs if run.find(f"{W}rPr/{W}vanish") is not None)


def _macros(archive: Archive) -> Iterator[Extra]:
    """By the file of a DOCX or the library of an ODT that they are in; what an office puts in without any is none."""
    names = (_MACROS.match(name) for name in sorted(archive.files))
    yield from (Extra("macros", name) for name in dict.fromkeys(one[1] for one in names if one))


def _named(kind: str, found: Iterator[Element]) -> list[Extra]:
    """By their words; the number of a page is none."""
    words = dict.fromkeys(" ".join(_words(one).split()) for one in found)
    return [Extra(kind, one) for one in words if any(letter.isalpha() for letter in one)]


def _words(element: Element) -> str:
    return "".join((" " if one.tag in _LINES else "") + (one.text or "") + (one.tail or "") for one in element.iter())


def _docx_edges(archive: Archive) -> Iterator[Element]:
    return (root(xml) for name, xml in sorted(archive.files.items()) if _EDGE_FILES.fullmatch(name))


def _odt_edges(archive: Archive) -> Iterator[Element]:
    if "styles.xml" in archive.files:
        yield from outermost(root(archive.files["styles.xml"]), _EDGES)


def is_tracked(archive: Archive) -> bool:
    """Whether there are tracked changes in it."""
    return any(one.tag in _CHANGES for one in root(archive.files[archive.text]).iter())


def odt_begins_with_title(archive: Archive) -> bool:
    """Whether the first line with words has the style of a title: pandoc tells that of a DOCX only."""
    content = root(archive.files[archive.text])
    titles = {"Title"} | {
        one.get(f"{_STYLE}name", "")
        for one in content.iter(f"{_STYLE}style")
        if one.get(f"{_STYLE}parent-style-name") == "Title"
    }
    lines = (one for body in content.iter(f"{OFFICE}text") for one in _lines_below(body))
    first = next((one for one in lines if "".join(one.itertext()).strip()), None)
    return first is not None and first.get(f"{TEXT}style-name") in titles


def _lines_below(element: Element) -> Iterator[Element]:
    """The paragraphs and headings of an ODT; what was struck stands above them all, and is none."""
    for child in element:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield child
        elif child.tag != f"{TEXT}tracked-changes":
            yield from _lines_below(child)
