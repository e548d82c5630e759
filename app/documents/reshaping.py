"""Paragraphs of a DOCX that are to be something else: they are what is suggested, and say what they were.

pandoc writes each such text twice, as it is and, without words, as it is to be. So all of its lists get their numbers,
and the properties of both (ECMA-376 part 1, 17.3.1.26) come together here by the number of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# At the begin of a line: its number, that of the line that it is a part of by now, its state, and whose the change is.
LINE: Final = "konsenswerk-line"
OUTLINE: Final = "konsenswerk-outline"  # in a paragraph that is to be: the numbers of its lines
_LINE: Final = re.compile(f'<{LINE} n="(\\d+)" former="(\\d+)" state="(\\w+)" (.*?)/>')
_OUTLINE: Final = re.compile(f'<{OUTLINE} n="([\\d ]+)"/>')
_PROPERTIES: Final = re.compile("<w:pPr>(.*?)</w:pPr>", re.DOTALL)
_NUMBER: Final = re.compile('(<w:numId w:val=")(\\d+)(" ?/>)')
_FIRST: Final = '<w:pStyle w:val="FirstParagraph" />'  # as "BodyText", only behind a heading
_OTHERS: Final = '<w:pStyle w:val="BodyText" />'


_GONE: Final = "<konsenswerk-gone/>"


def reshaped(xml: str) -> str:
    """The text of a DOCX with the properties of its lines as they are to be, and their former ones in these."""
    if f"<{LINE}" not in xml:
        return xml
    head, *paragraphs = xml.split("<w:p>")
    return "<w:p>".join([head, *_Reshaping(paragraphs).all()]).replace(f"<w:p>{_GONE}", "")


@dataclass(frozen=True)
class _Line:
    paragraph: str
    number: str
    whole: str
    state: str
    who: str


class _Reshaping:
    """The paragraphs of a text, as it is and as it is to be."""

    def __init__(self, paragraphs: list[str]) -> None:
        self._paragraphs = paragraphs
        self._lines = {line.number: line for one in paragraphs if (line := _line(one))}
        self._proposed = dict(_proposed(paragraphs))
        self._lists = self._same_lists()

    def all(self) -> Iterator[str]:
        for paragraph in self._paragraphs:
            if _OUTLINE.search(paragraph):
                yield _GONE + paragraph.partition("</w:p>")[2]
            else:
                line = _line(paragraph)
                yield self._told(line) if line else paragraph

    def _same_lists(self) -> dict[str, str]:
        """Which list of the text a list that is to be is: the one that the first line has which stays as it is."""
        found: dict[str, str] = {}
        for line in self._lines.values():
            old, new = _NUMBER.search(self._former(line)), _NUMBER.search(self._proposed.get(line.number, ""))
            if line.state != "changed" and old and new:
                found.setdefault(new[2], old[2])
        return found

    def _former(self, line: _Line) -> str:
        return _properties(self._lines.get(line.whole, line).paragraph)

    def _told(self, line: _Line) -> str:
        """A paragraph as it is to be; one that stays as it is says nothing."""
        former = self._former(line)
        wanted = self._numbered(self._proposed.get(line.number, former))
        if line.state == "fixed" or wanted == former:
            return line.paragraph
        change = f"<w:pPrChange {line.who}><w:pPr>{former}</w:pPr></w:pPrChange>"
        return f"<w:pPr>{wanted}{change}</w:pPr>{_without_properties(line.paragraph)}"

    def _numbered(self, properties: str) -> str:
        return _NUMBER.sub(lambda found: f"{found[1]}{self._lists.get(found[2], found[2])}{found[3]}", properties)


def _line(paragraph: str) -> _Line | None:
    found = _LINE.search(paragraph)
    return _Line(paragraph.replace(found[0], "", 1), *found.groups()) if found else None


def _proposed(paragraphs: list[str]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        if found := _OUTLINE.search(paragraph):
            yield from ((number, _properties(paragraph)) for number in found[1].split())


def _properties(paragraph: str) -> str:
    found = _PROPERTIES.match(paragraph)
    return found[1].replace(_FIRST, _OTHERS) if found else ""


def _without_properties(paragraph: str) -> str:
    found = _PROPERTIES.match(paragraph)
    return paragraph[found.end() :] if found else paragraph
