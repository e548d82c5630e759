"""Passages of a text: from a pair of Yjs relative positions to the words between them, and a comment's mark on them.

pycrdt can only say how far into *some* piece of text a relative position lies, and counts that partly in bytes and
partly in UTF-16 units. So the question is put to a throw-away copy of the document. Every piece of text gets as many
letters at its start as its number in the document: the growth of the offset names the piece. Then a letter is put
before each character of that piece, which breaks it into single characters: from there the offset is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pycrdt import Doc, StickyIndex, XmlText

from app.drafts.live.refusing import Refused, failures_of_pycrdt
from app.drafts.text import tree, wire
from app.drafts.text.marks import COMMENT, mark_key

# Breaking up a piece of text costs the square of its length.
LONGEST_PIECE = 3_000

Position = Mapping[str, Any]


@dataclass(frozen=True)
class Chosen:
    """A passage as somebody chose it: two Yjs relative positions as JSON, and the words between them at that time."""

    ends: tuple[Position, Position]
    quote: str


@dataclass(frozen=True, order=True)
class _Place:
    """The piece of text with this index in the document, and a byte offset in it."""

    piece: int
    offset: int


def mark_comment(doc: Doc[Any], chosen: Chosen, comment_id: str) -> str:
    """Mark the chosen passage; returns its words as they are now. Refused if it is gone."""
    first, last = _ends(doc, chosen)
    mark = {mark_key(COMMENT, comment_id): {"id": comment_id}}
    words = []
    for index, text in enumerate(tree.texts(doc)[first.piece : last.piece + 1], start=first.piece):
        start = first.offset if index == first.piece else 0
        end = last.offset if index == last.piece else len(text)
        if start < end:
            text.format(start, end, mark)
            words.append(_letters(text).encode()[start:end].decode())
    if not words:
        raise Refused("gap", "the passage is empty")
    return "\n".join(words)


def _ends(doc: Doc[Any], chosen: Chosen) -> tuple[_Place, _Place]:
    state = doc.get_update()
    try:
        first, last = sorted(
            (_locate(state, end) for end in chosen.ends), key=lambda place: (place.piece, place.offset)
        )
    except Refused:
        return _quoted(doc, chosen.quote)
    return (first, last) if first != last else _quoted(doc, chosen.quote)


def _quoted(doc: Doc[Any], quote: str) -> tuple[_Place, _Place]:
    """Where the words stand, if they stand in one place only.

    An editor that turns a paragraph into a heading writes it anew: positions in the old one are lost, words are not.
    """
    pieces = [_letters(text) for text in tree.texts(doc)]
    if not quote or sum(letters.count(quote) for letters in pieces) != 1:
        raise Refused("gap", "the passage is gone")
    index, letters = next((index, letters) for index, letters in enumerate(pieces) if quote in letters)
    start = len(letters[: letters.index(quote)].encode())
    return _Place(index, start), _Place(index, start + len(quote.encode()))


def _locate(state: bytes, position: Position) -> _Place:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    _check_known(doc, position)
    before = _offset(doc, position)
    pieces = tree.texts(doc)
    with doc.transaction():
        for number, text in enumerate(pieces, start=1):
            text.insert(0, "x" * number)
    number = _offset(doc, position) - before
    if not 1 <= number <= len(pieces):
        raise Refused("gap", "not in the text")
    text = pieces[number - 1]
    del text[:number]
    return _Place(number - 1, _exact_offset(doc, text, position))


def _exact_offset(doc: Doc[Any], text: XmlText, position: Position) -> int:
    letters = _letters(text)
    if len(letters) > LONGEST_PIECE:
        raise Refused("document_full", "a paragraph too long to count in")
    starts = list(accumulate((len(letter.encode()) for letter in letters), initial=0))
    with doc.transaction():
        for start in reversed(starts):
            text.insert(start, "x")
    offset = _offset(doc, position)
    return next((start for count, start in enumerate(starts, start=1) if start + count >= offset), starts[-1])


def _check_known(doc: Doc[Any], position: Position) -> None:
    """A position in an edit that has not arrived is a gap."""
    clocks = wire.inspect_state(doc.get_state())
    target = position.get("item") or position.get("type")
    if target is None or clocks.get(target["client"], 0) <= target["clock"]:
        raise Refused("gap", "unknown position")


def _offset(doc: Doc[Any], position: Position) -> int:
    with failures_of_pycrdt(), doc.transaction() as transaction:
        return StickyIndex.from_json(dict(position)).get_index(transaction)


def _letters(text: XmlText) -> str:
    return "".join(piece for piece, _ in text.diff())
