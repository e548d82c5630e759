"""Passages of a text that somebody read elsewhere, with what they wrote into it: found in the live text and marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, XmlFragment

from app.drafts.text import tree
from app.drafts.text.lines import lines_below
from app.drafts.text.marks import COMMENT, DELETION, INSERTION, keys_by_id, mark_key
from app.drafts.text.spots import Line, index_of, searched
from app.drafts.text.tokens import Token, keys_of, tokens_of


@dataclass(frozen=True)
class Passage:
    """Letters `start` to `end` of a line as it was read."""

    line: str
    start: int
    end: int


class Remarking:
    """The live text as they read it: with their own suggestions, of which `is_own` knows the ids, and no others."""

    def __init__(self, doc: Doc[Any], is_own: Callable[[str], bool]) -> None:
        def reads(attributes: Mapping[str, Any]) -> bool:
            inserted = attributes.get(INSERTION)
            return (not inserted or is_own(inserted["id"])) and not any(map(is_own, keys_by_id(attributes, DELETION)))

        self._lines = [Line(line, reads) for line in lines_below(doc.get(tree.ROOT, type=XmlFragment))]
        self._index = index_of(self._lines)

    def mark(self, passages: Sequence[Passage], comment_id: str) -> str:
        """Put the mark of a comment on the words of all passages; returns them, nothing if they have no one place."""
        mark = {mark_key(COMMENT, comment_id): {"id": comment_id}}
        found = [(line, words) for line, words in map(self._located, passages) if line]
        for line, words in found:
            for spot in line.pieces(words.start, words.stop):
                spot.text.format(spot.start, spot.end, mark)
        return "\n".join(line.words(words.start, words.stop) for line, words in found)

    def _located(self, passage: Passage) -> tuple[Line | None, range]:
        tokens = tokens_of(passage.line)
        keys, wanted = keys_of(tokens), _tokens_at(passage, tokens)
        same = [line for line in self._lines if line.keys == keys]
        if len(same) == 1 and keys:
            return same[0], wanted
        found = searched(wanted, keys, self._index)
        return (found[0], range(found[1], found[1] + len(wanted))) if found else (None, wanted)


def _tokens_at(passage: Passage, tokens: Sequence[Token]) -> range:
    """The words that a passage touches; at a point that is the one before it, or the first."""
    touched = [at for at, one in enumerate(tokens) if one.start < passage.end and one.end > passage.start]
    if touched:
        return range(touched[0], touched[-1] + 1)
    before = sum(one.end <= passage.start for one in tokens)
    return range(max(before - 1, 0), max(before, 1))
