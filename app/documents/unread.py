"""What pandoc leaves out of a DOCX or ODT without a word: text boxes, edges of pages, changes, an ODT's title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.received import Extra
from app.documents.remarks import TEXT, W, outermost, root

_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CHANGES: Final = {*(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")), f"{TEXT}changed-region"}
_TEXTS: Final = {"docx": "word/document.xml", "odt": "content.xml"}
_BOXES: Final = {"docx": f"{W}txbxContent", "odt": "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"}
_LINES: Final = {f"{W}{name}" for name in ("p", "br", "tab")} | {
    f"{TEXT}{name}" for name in ("p", "s", "tab", "line-break")
}
_EDGE_FILES: Final = re.compile(r"word/(header|footer)\d*\.xml")
_EDGES: Final = {f"{_STYLE}{name}" for name in ("header", "footer", "header-first", "footer-first")}


def unread(archive: Archive) -> list[Extra]:
    """The words in text boxes, of headers and footers, and hidden ones, each once."""
    edges = _docx_edges(archive) if archive.form == "docx" else _odt_edges(archive)
    boxes = outermost(root(archive.files[_TEXTS[archive.form]]), {_BOXES[archive.form]})
    return [*_named("box", boxes), *_named("edge", edges), *_named("hidden", _hidden(archive))]


def _hidden(archive: Archive) -> Iterator[Element]:
    """What Word does not show: pandoc tells it like all other words."""
    runs = root(archive.files[_TEXTS["docx"]]).iter(f"{W}r") if archive.form == "docx" else iter(())
    return (run for run in runs if run.find(f"{W}rPr/{W}vanish") is not None)


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
    """Whether there are tracked changes of words in it."""
    return any(one.tag in _CHANGES for one in root(archive.files[_TEXTS[archive.form]]).iter())


def odt_title(archive: Archive) -> str:
    """The words of the first paragraph, if it has the style of a title: pandoc tells that of a DOCX only."""
    content = root(archive.files[_TEXTS["odt"]])
    titles = {"Title"} | {
        one.get(f"{_STYLE}name", "")
        for one in content.iter(f"{_STYLE}style")
        if one.get(f"{_STYLE}parent-style-name") == "Title"
    }
    first = next((one for one in content.iter(f"{TEXT}p") if "".join(one.itertext()).strip()), None)
    if first is None or first.get(f"{TEXT}style-name") not in titles:
        return ""
    return " ".join("".join(first.itertext()).split())
