"""A DOCX or ODT as it was before its tracked changes. Of a DOCX pandoc takes changed words back, of an ODT nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element

from app.documents.archive import Archive
from app.documents.parts import root, written
from app.documents.remarks import OFFICE, TEXT, W, outermost

_LINES: Final = (f"{TEXT}p", f"{TEXT}h")
_LISTS: Final = (f"{TEXT}list", f"{TEXT}list-item")
_ASIDE: Final = f"{OFFICE}annotation"  # has lines of its own


def untracked(archive: Archive) -> Archive:
    """The archive with its text as it was; words that a DOCX has lost or got are left to pandoc."""
    top = root(archive.files[archive.text])
    if archive.form == "docx":
        _restore_properties(top)
    else:
        for changes in list(top.iter(f"{TEXT}tracked-changes")):
            _Restoring(changes).restore(top)
    return replace(archive, files={**archive.files, archive.text: written(archive.files[archive.text], top)})


def _restore_properties(top: Element) -> None:
    """What Word keeps of the former look of a paragraph or run takes the place of the new one."""
    for name in ("pPr", "rPr"):
        for properties in list(top.iter(f"{W}{name}")):
            change = properties.find(f"{W}{name}Change")
            former = change.find(f"{W}{name}") if change is not None else None
            if former is not None:
                kept = [child for child in properties if child.tag in (f"{W}rPr", f"{W}ins", f"{W}del")]
                properties[:] = [*former, *kept]


class _Restoring:
    """Puts back into an ODT what was struck, and takes out what was put in."""

    def __init__(self, changes: Element) -> None:
        self._struck: dict[str, Sequence[Element]] = {}
        self._new: set[str] = set()
        self._restyled: set[str] = set()
        self._open: set[str] = set()
        self._styled: set[str] = set()
        self._last: Element | None = None
        for region in changes.iter(f"{TEXT}changed-region"):
            name, struck = region.get(f"{TEXT}id", ""), region.find(f"{TEXT}deletion")
            if region.find(f"{TEXT}insertion") is not None:  # struck later or not, it was not there
                self._new.add(name)
            elif region.find(f"{TEXT}format-change") is not None:  # what they looked like before, an ODT does not say
                self._restyled.add(name)
            elif struck is not None:
                self._struck[name] = list(outermost(struck, _LINES))
        changes.clear()

    def restore(self, top: Element) -> None:
        self._once(top)
        self._put_back(top)
        self._take_out(top)

    def _once(self, top: Element) -> None:
        """What was struck comes back at one place: a file that names several could grow without end."""
        found: set[str] = set()
        for mark in top.iter(f"{TEXT}change"):
            name = mark.get(f"{TEXT}change-id", "")
            if name in found:
                mark.attrib.clear()
            found.add(name)

    def _put_back(self, parent: Element) -> None:
        for at in reversed(range(len(parent))):
            child = parent[at]
            if child.tag in _LINES and any(self._lines_of(one) for one in child):
                parent[at : at + 1] = self._divided(child)
            elif lines := self._lines_of(child):  # in a span, which is not cut in two
                child.tail = " ".join("".join(line.itertext()) for line in lines) + (child.tail or "")
            else:
                self._put_back(child)

    def _lines_of(self, mark: Element) -> Sequence[Element]:
        return self._struck.get(mark.get(f"{TEXT}change-id", ""), ()) if mark.tag == f"{TEXT}change" else ()

    def _divided(self, line: Element) -> list[Element]:
        """The lines that it was, with what was struck in it."""
        lines = [Element(line.tag, line.attrib)]
        _say(lines[-1], line.text)
        for child in line:
            struck = self._lines_of(child)
            for number, one in enumerate(struck):
                if number:
                    lines.append(Element(one.tag, one.attrib))
                elif len(struck) > 1 and _is_empty(lines[-1]):
                    lines[-1] = Element(one.tag, one.attrib)
                _take(lines[-1], one)
            if struck:
                _say(lines[-1], child.tail)
            else:
                self._put_back(child)
                lines[-1].append(child)
        lines[-1].tail = line.tail
        return lines

    def _take_out(self, parent: Element) -> None:
        if self._open:
            parent.text = None
        for child in list(parent):
            if child.tag != _ASIDE:
                self._take_out_child(parent, child)
            if self._open:
                child.tail = None

    def _take_out_child(self, parent: Element, child: Element) -> None:
        """A line that begins in what was put in is none: what is left of it goes on with the line before."""
        is_new, had = bool(self._open), len(child)
        if child.tag in _LINES and not is_new:
            self._last = child
        self._note(child)
        if self._styled and child.tag == f"{TEXT}span":
            child.attrib.pop(f"{TEXT}style-name", None)
        self._take_out(child)
        if is_new and child.tag in _LINES and self._last is not None:
            if _is_empty(self._last):
                self._last.tag, self._last.attrib = child.tag, child.attrib
            _take(self._last, child)
            parent.remove(child)
        elif not len(child) and ((is_new and self._open) or (had and child.tag in _LISTS)):
            parent.remove(child)

    def _note(self, mark: Element) -> None:
        name = mark.get(f"{TEXT}change-id", "")
        for names, opened in ((self._new, self._open), (self._restyled, self._styled)):
            if mark.tag == f"{TEXT}change-start" and name in names:
                opened.add(name)
            elif mark.tag == f"{TEXT}change-end":
                opened.discard(name)


def _is_empty(line: Element) -> bool:
    return not "".join(line.itertext())


def _say(line: Element, words: str | None) -> None:
    """Let a line end with these words."""
    if len(line):
        line[-1].tail = (line[-1].tail or "") + (words or "")
    else:
        line.text = (line.text or "") + (words or "")


def _take(line: Element, other: Element) -> None:
    """Let a line end with all that stands in another one."""
    _say(line, other.text)
    line.extend(list(other))
