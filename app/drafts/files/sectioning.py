"""Where the parts of a text from outside belong in a draft. Pure.

A heading with the name of a section, its own or a usual one, opens it, if it is not below the level on which sections
are opened. The first heading before all of these is the title, if the file names none. What is before all sections is
the recommendation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from unicodedata import category

from app.documents.manuscript import Manuscript, Wording
from app.documents.received import Extra
from app.documents.tree import HEADING_LEVELS
from app.drafts.text.fingerprint import canonical
from app.drafts.text.sections import RECOMMENDATION, SECTIONS, TITLE, Section, told_apart_by
from app.drafts.text.tree import Node, Tree, paragraph, plain_text, template_section

# What sections are called in the files of ministries and associations.
NAMES: Mapping[str, Sequence[str]] = {
    TITLE: ("Titel",),
    "starting_situation": (
        "Ausgangslage", "Ausgangssituation", "Hintergrund", "Sachstand", "Ist-Stand", "Kontext", "Situation",
    ),
    "need_for_action": (
        "Handlungsbedarf", "Bedarf", "Bedarfe", "Problem", "Problemlage", "Problemstellung", "Problembeschreibung",
        "Herausforderung", "Herausforderungen",
    ),
    "goal": ("Ziel", "Ziele", "Zielsetzung", "Zielstellung"),
    RECOMMENDATION: (
        "Empfehlung", "Empfehlungen", "Handlungsempfehlung", "Handlungsempfehlungen", "Empfehlungstext", "Wortlaut",
        "Beschlussvorschlag",
    ),
    "rationale": ("Begründung", "Begründungen", "Erläuterung", "Erläuterungen"),
    "addressees": (
        "Adressaten", "Adressat", "Adressatinnen und Adressaten", "Adressat*innen", "Adressat:innen", "Zuständigkeit",
        "Zuständigkeiten",
    ),
    "implementation": (
        "Umsetzung", "Umsetzungsschritte", "Umsetzungshinweise", "Hinweise zur Umsetzung", "Nächste Schritte",
        "Zeitplan",
    ),
    "sources": (
        "Belege", "Quellen", "Quellenangaben", "Quellenverzeichnis", "Literatur", "Literaturverzeichnis", "Nachweise",
    ),
}  # fmt: skip
# What our own files say above everything, and no text is meant to.
_NOTICES = frozenset({"Entwurf", "Entwurf – noch nicht beschlossen"})
# Below every heading: paragraphs that are bold as a whole, as people write headings who do not know the others.
_BOLD = 10


class Division:
    """The text of a draft with the parts of a manuscript in its sections; `fallback` is the title if it has none."""

    def __init__(self, manuscript: Manuscript | Wording, fallback: str, sections: Sequence[Section] = SECTIONS) -> None:
        self.extras: list[Extra] = []
        self._keys = _keys_of(sections)
        self._contents: dict[str, Tree] = {one.key: [] for one in sections}
        self._title: Tree = paragraph(manuscript.title)["content"]
        self._key, self._above, self._sections_at = RECOMMENDATION, 0, _BOLD
        self._is_open = False
        for node in manuscript.blocks:
            self._take(_in_our_form(cast(Node, node)))
        self.text = self._text(fallback)
        title = " ".join(plain_text(self.text[0]["content"]).split())
        self.title = title if is_visible(title) else fallback

    def _text(self, fallback: str) -> Tree:
        title = {"type": "paragraph", "content": self._title or paragraph(fallback)["content"]}
        contents = {**self._contents, TITLE: [title]}
        empty = {key: template_section(key, []) for key in contents}
        return canonical(
            [{**empty[key], "content": blocks or empty[key]["content"]} for key, blocks in contents.items()]
        )

    def _take(self, node: Node) -> None:
        level = _level(node)
        key = self._keys.get(_name(node)) if level <= self._sections_at else None
        if key:
            self._key, self._above, self._sections_at, self._is_open = key, level % _BOLD, level, True
        elif node["type"] != "heading":
            self._put(node)
        elif not self._is_open and not self._title:
            self._title, self._above = node["content"], level
        else:
            self._put(node)

    def _put(self, node: Node) -> None:
        if self._key == TITLE:
            self._key = RECOMMENDATION
            if not self._title and node["type"] == "paragraph":
                self._title = node["content"]
                return
        if self._is_open or plain_text([node]) not in _NOTICES:
            self._contents[self._key].append(self._lifted(node))

    def _lifted(self, node: Node) -> Node:
        """A block whose headings have the levels that they have below its section."""
        if node["type"] not in ("heading", "text", "hardBreak"):
            return {**node, "content": [self._lifted(child) for child in node["content"]]}
        if node["type"] != "heading":
            return node
        level = max(int(node["attrs"]["level"]) - self._above, 1)
        if level not in HEADING_LEVELS:
            self.extras.append(Extra("level", plain_text([node])))
        return {**node, "attrs": {"level": min(level, HEADING_LEVELS[-1])}}


def is_visible(words: str) -> bool:
    """Whether there is something to see in them: nobody finds a draft called by spaces or signs for the printer."""
    return any(category(letter)[0] not in "CZ" for letter in words)


def _keys_of(sections: Sequence[Section]) -> dict[str, str]:
    """The section that each name opens; what a template calls a section goes before what is usual."""
    usual = {name.casefold(): one.key for one in sections for name in NAMES.get(one.key, ())}
    return usual | {told_apart_by(str(one.title)): one.key for one in sections}


def _level(node: Node) -> int:
    """The level of a heading, of what looks like one, and one that opens nothing."""
    if node["type"] == "heading":
        return min(int(node["attrs"]["level"]), _BOLD - 1)
    is_bold = node["type"] == "paragraph" and all("bold" in piece.get("marks", {}) for piece in node["content"])
    return _BOLD if is_bold else _BOLD + 1


def _name(node: Node) -> str:
    return told_apart_by(plain_text([node]))


def _in_our_form(node: Node) -> Node:
    """Every piece of text has marks, and everything else that holds something has content."""
    if node["type"] == "text":
        return {"marks": {}, **node}
    if node["type"] == "hardBreak":
        return {"type": "hardBreak"}
    return {**node, "content": [_in_our_form(child) for child in node.get("content", ())]}
