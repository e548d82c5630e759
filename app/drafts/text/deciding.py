"""Decided suggestions in a text: their words come in or go, and only the mark of where they came from stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, XmlFragment, XmlText

from app.drafts.text import tree
from app.drafts.text.marks import (
    BREAK,
    DELETION,
    INSERTION,
    ORIGIN,
    RESTYLED,
    SHAPES,
    break_of,
    ids_of,
    keys_by_id,
    marks_of,
    pieces,
    styled,
    suggestions_of,
    wishes_of,
)
from app.drafts.text.moving import put, read_live
from app.drafts.text.readings import lines
from app.drafts.text.shaping import shaped

# Of one suggestion that are told apart in its row: links to many addresses would be one each.
MOST_WISHES = 200


@dataclass
class Words:
    """What a suggestion would bring and take, and its wishes: {"kind": a sign's or a style, "words": that look so}."""

    inserted: str = ""
    deleted: str = ""
    wishes: list[dict[str, str]] = field(default_factory=list)
    _last: dict[str, tuple[dict[str, str], int]] = field(default_factory=dict, repr=False, compare=False)

    def wish(self, kind: str, words: str, line: int) -> None:
        """What is wished of several lines is said once."""
        wish, before = self._last.get(kind, ({"kind": kind, "words": ""}, line))
        if kind not in self._last and len(self.wishes) < MOST_WISHES:
            self.wishes.append(wish)
        wish["words"] += f" … {words}" if before != line and wish["words"] else words
        self._last[kind] = wish, line


def words_of(text: Sequence[tree.Node]) -> dict[str, Words]:
    """The open suggestions of a text, in its order, each with its words."""
    found: defaultdict[str, Words] = defaultdict(Words)
    for number, line in enumerate(lines(text)):
        for piece in pieces(line["content"]):
            _take(found, piece, number)
    return dict(found)


def _take(found: defaultdict[str, Words], piece: Mapping[str, Any], line: int) -> None:
    marks, kind = piece["marks"], break_of(piece["marks"])
    for one in ids_of(marks, INSERTION):
        if kind in SHAPES:
            found[one].wish(str(kind), "", line)
        else:
            found[one].inserted += piece["text"]
    for one in ids_of(marks, DELETION):
        found[one].deleted += "" if kind in SHAPES else piece["text"]
    for wish in marks.get(RESTYLED, {}).get("wishes", ()):
        found[wish["id"]].wish(wish["style"], piece["text"], line)


def decide(doc: Doc[Any], verdicts: Mapping[str, bool]) -> None:
    """Take these suggestions into the text (True) or out of it (False); the others stay as they are."""
    for section in doc.get(tree.ROOT, type=XmlFragment).children:
        _shape(section, verdicts)
    for text in tree.texts(doc):
        for start, end, attributes in _suggested(text):
            if is_gone(attributes, verdicts):
                del text[start:end]
            elif changed := _changed(attributes, verdicts):
                text.format(start, end, changed)


def _shape(section: Any, verdicts: Mapping[str, bool]) -> None:
    """Let the accepted signs of a section be what they stand for."""
    blocks = read_live(section)
    if any(is_accepted_sign(piece["marks"], verdicts) for piece in pieces(blocks)):
        wanted = planned(blocks, verdicts)
        put(section, blocks, _left(wanted, lambda piece: not goes(piece["marks"], verdicts)))


def planned(blocks: Sequence[tree.Node], verdicts: Mapping[str, bool]) -> tree.Tree:
    """The blocks of a live section once these decisions are made; the pieces that go are still in them."""
    return shaped(
        blocks,
        lambda piece: is_accepted_sign(piece.get("marks", {}), verdicts),
        lambda piece: is_gone(piece.get("marks", {}), verdicts),
    )


def is_accepted_sign(attributes: Mapping[str, Any], verdicts: Mapping[str, bool]) -> bool:
    """Whether a piece with these attributes in Yjs is a sign that becomes true."""
    if BREAK not in attributes or is_gone(attributes, verdicts):
        return False
    return verdicts.get(attributes[INSERTION]["id"], False)


def goes(attributes: Mapping[str, Any], verdicts: Mapping[str, bool]) -> bool:
    """Whether a piece with these attributes in Yjs is taken out, also as a sign that becomes true."""
    return is_gone(attributes, verdicts) or is_accepted_sign(attributes, verdicts)


def _left(nodes: Sequence[tree.Node], stays: Callable[[tree.Node], bool]) -> tree.Tree:
    """The nodes without those pieces of text that do not stay."""
    kept = (node for node in nodes if node["type"] != "text" or stays(node))
    return [{**node, "content": _left(node["content"], stays)} if "content" in node else node for node in kept]


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
    for key, wish in wishes_of(attributes).items():
        if wish["id"] in verdicts:
            changed[key] = None
            changed |= dict([styled(wish["style"])]) if verdicts[wish["id"]] else {}
    inserted = attributes.get(INSERTION, {}).get("id")
    return changed | {INSERTION: None, ORIGIN: {"id": inserted}} if inserted in verdicts else changed
