"""Where the comments of a DOCX or ODT stand: pandoc drops them, so signs that no text has go through it with the words.

A sign is a number between two characters that Unicode keeps for the use inside of a program; whatever a file has of
them itself is dropped as unprintable, like the signs in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from app.documents.archive import Archive
from app.documents.parts import root, written
from app.documents.received import Line, Place
from app.documents.remarks import OFFICE, W, odt_name
from app.documents.tree import printable

_FIRST, _LAST, _ZERO = "\ufdd0", "\ufdd1", 0xFDD2  # sixteen digits follow
_SIGN: Final = re.compile(f"{_FIRST}([^{_FIRST}{_LAST}]+){_LAST}")
_OWN: Final = re.compile("[\ufdd0-\ufdef]")
_RUNS: Final = {f"{W}{name}" for name in ("p", "ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple")}
_DOCX_ENDS: Final = {f"{W}commentRangeStart": True, f"{W}commentRangeEnd": False}


def with_signs(archive: Archive) -> Archive:
    """The archive with a sign at both ends of each comment's passage."""
    name = archive.text
    top = root(archive.files[name])
    for element in top.iter():
        element.text = element.text and _OWN.sub("", element.text)
        element.tail = element.tail and _OWN.sub("", element.tail)
    if archive.form == "docx":
        _sign_docx(top)
    else:
        _sign_odt(top)
    return replace(archive, files={**archive.files, name: written(archive.files[name], top)})


def _sign_docx(top: Element) -> None:
    """A comment may begin or end between two paragraphs; then it is the next one that it begins with."""
    ranged = {one.get(f"{W}id", "") for one in top.iter(f"{W}commentRangeStart")}
    waiting: list[str] = []
    last: Element | None = None
    for element, parent in _with_parents(top):
        if element.tag == f"{W}p":
            last = element
            for sign in waiting:
                element.insert(1 if element.find(f"{W}pPr") is not None else 0, _run(sign))
            waiting = []
        for is_start, name in _ends(element, ranged):
            if parent.tag in _RUNS and last is not None:
                parent.insert(list(parent).index(element), _run(_sign(name, is_start)))
            elif is_start:
                waiting.append(_sign(name, is_start))
            elif last is not None:
                last.append(_run(_sign(name, is_start)))


def _ends(element: Element, ranged: set[str]) -> Iterator[tuple[bool, str]]:
    """Whether a comment begins or ends here, or both: one without a passage stands at a point."""
    if element.tag in _DOCX_ENDS:
        yield _DOCX_ENDS[element.tag], element.get(f"{W}id", "")
    reference = element.find(f"{W}commentReference") if element.tag == f"{W}r" else None
    if reference is not None and reference.get(f"{W}id", "") not in ranged:
        yield from ((is_start, reference.get(f"{W}id", "")) for is_start in (True, False))


def _sign_odt(top: Element) -> None:
    ends = {one.get(f"{OFFICE}name", ""): one for one in top.iter(f"{OFFICE}annotation-end")}
    for number, one in enumerate(top.iter(f"{OFFICE}annotation")):
        name = odt_name(one, number)
        for is_start, element in ((False, ends.get(name, one)), (True, one)):
            element.tail = _sign(name, is_start) + (element.tail or "")


def _with_parents(top: Element) -> list[tuple[Element, Element]]:
    """All elements but the first, in their order; a list, as they are added to meanwhile."""
    return [(child, parent) for parent, child in _pairs(top)]


def _pairs(parent: Element) -> Iterator[tuple[Element, Element]]:
    for child in parent:
        yield parent, child
        yield from _pairs(child)


def _run(sign: str) -> Element:
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = sign
    return run


def _sign(name: str, is_start: bool) -> str:
    letters = f"{'+' if is_start else '-'}{name}".encode().hex()
    return _FIRST + "".join(chr(_ZERO + int(digit, 16)) for digit in letters) + _LAST


def _named(sign: str) -> tuple[str, bool]:
    said = bytes.fromhex("".join(f"{ord(one) - _ZERO:x}" for one in sign)).decode()
    return said[1:], said[0] == "+"


def without_signs(words: str) -> str:
    return _SIGN.sub("", words)


def places_in(lines: Sequence[Line]) -> tuple[list[Line], dict[str, list[Place]]]:
    """The lines without their signs, and where each comment stands in them."""
    clean: list[Line] = []
    places: dict[str, list[Place]] = {}
    going_on: set[str] = set()
    for line in lines:
        words, found, going_on = _passages(line.text, going_on)
        if words.strip():
            for name, (start, end) in found.items():
                places.setdefault(name, []).append(Place(len(clean), start, end))
            clean.append(Line(line.kind, words, _looks(line, words)))
    return clean, places


def _looks(line: Line, words: str) -> str | None:
    """How the letters look without the signs among them, if they are the same letters otherwise."""
    if line.looks is None or without_signs(line.text) != words:
        return None
    ends = [0, *(at for sign in _SIGN.finditer(line.text) for at in sign.span()), len(line.text)]
    return "".join(line.looks[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))


def _passages(text: str, going_on: set[str]) -> tuple[str, dict[str, tuple[int, int]], set[str]]:
    """The words of a line, the passages in it, and the comments that go on behind it."""
    begun, found, words = dict.fromkeys(going_on, 0), {}, ""
    for number, part in enumerate(_SIGN.split(text)):
        if number % 2 == 0:
            words = printable(words + part)
            continue
        name, is_start = _named(part)
        if is_start:
            begun[name] = len(words)
        elif name in begun:
            found[name] = begun.pop(name), len(words)
    return words, found | {name: (start, len(words)) for name, start in begun.items()}, set(begun)
