"""Decided suggestions in a text: their words come in or go, and only the mark of where they came from stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, XmlText

from app.drafts.text import tree
from app.drafts.text.breaking import put_breaks
from app.drafts.text.marks import (
    BREAK,
    DELETION,
    INSERTION,
    ORIGIN,
    ids_of,
    keys_by_id,
    marks_of,
    pieces,
    suggestions_of,
)


@dataclass
class Words:
    """What a suggestion would bring and take."""

    inserted: str = ""
    deleted: str = ""


def words_of(text: Sequence[Mapping[str, Any]]) -> dict[str, Words]:
    """The open suggestions of a text, in its order, each with its words."""
    found: dict[str, Words] = {}
    for piece in pieces(text):
        for one in ids_of(piece["marks"], INSERTION):
            found.setdefault(one, Words()).inserted += piece["text"]
        for one in ids_of(piece["marks"], DELETION):
            found.setdefault(one, Words()).deleted += piece["text"]
    return found


def rivals_of(text: Sequence[Mapping[str, Any]], accepted: Collection[str]) -> set[str]:
    """The open suggestions that strike words which an accepted one strikes, too."""
    struck = (set(ids_of(piece["marks"], DELETION)) for piece in pieces(text))
    return set().union(*(ids for ids in struck if not ids.isdisjoint(accepted))) - set(accepted)


def decide(doc: Doc[Any], verdicts: Mapping[str, bool]) -> None:
    """Take these suggestions into the text (True) or out of it (False); the others stay as they are."""
    for text in reversed(tree.texts(doc)):  # from the end: a break moves what is behind it, which is decided by then
        for start, end, attributes in _suggested(text):
            if is_gone(attributes, verdicts):
                del text[start:end]
            elif BREAK in attributes and attributes[INSERTION]["id"] in verdicts:
                put_breaks(text, start, end, attributes[BREAK]["kind"])
            elif changed := _changed(attributes, verdicts):
                text.format(start, end, changed)


def _suggested(text: XmlText) -> list[tuple[int, int, Mapping[str, Any]]]:
    """The pieces of a text that bear marks of suggestions, from the last to the first."""
    found = [(start, end, marks) for start, end, _, marks in tree.runs(text) if suggestions_of(marks_of(marks))]
    return found[::-1]


def is_gone(attributes: Mapping[str, Any], verdicts: Mapping[str, bool]) -> bool:
    """Whether a piece of text with these attributes in Yjs goes."""
    inserted = attributes.get(INSERTION, {}).get("id")
    return verdicts.get(inserted) is False or any(verdicts.get(one) for one in keys_by_id(attributes, DELETION))


def _changed(attributes: Mapping[str, Any], verdicts: Mapping[str, bool]) -> dict[str, Any]:
    """The attributes to change on a piece that stays."""
    changed: dict[str, Any] = {key: None for one, key in keys_by_id(attributes, DELETION).items() if one in verdicts}
    inserted = attributes.get(INSERTION, {}).get("id")
    return changed | {INSERTION: None, ORIGIN: {"id": inserted}} if inserted in verdicts else changed
