"""Where the sentences of a text came from: the accepted suggestions whose words are in them.

Accepted words bear the mark `origin` with the suggestion's id. Struck words leave no mark; the decision has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.drafts.text.marks import ORIGIN, ids_of
from app.drafts.text.readings import lines, rejected
from app.drafts.text.tree import Node, Tree

# Where a sentence may end: a full stop and the like, closing quotation marks, space, and something that begins one.
_END = re.compile(r"[.!?…][\"“”»«‹›)\]]*\s+(?=[\"„“»«‹›(\[]*[A-ZÄÖÜ0-9])")
_ABBREVIATIONS = frozenset({
    "abs.", "art.", "bspw.", "bzw.", "ca.", "dr.", "evtl.", "ggf.", "inkl.", "insb.", "lit.", "max.", "mind.", "mio.",
    "mrd.", "nr.", "prof.", "rd.", "sog.", "str.", "vgl.", "ziff.",
})  # fmt: skip
_ORDINAL = re.compile(r"\(?\d{1,3}\.")


@dataclass(frozen=True)
class Origin:
    """A sentence, the key of its section, and the ids of the suggestions, in the order of their words."""

    section: str
    sentence: str
    suggestions: Sequence[str]


def origins_of(text: Tree) -> list[Origin]:
    """The sentences of a text that accepted suggestions brought words into, in its order."""
    found = sentences_of(rejected(text), lambda marks: ids_of(marks, ORIGIN))
    return [Origin(*one) for one in found if one.marked]


class Sentence(NamedTuple):
    """A sentence, the key of its section, and what its pieces are marked with, in the order of the words."""

    section: str
    words: str
    marked: list[str]


def sentences_of(text: Sequence[Node], marked: Callable[[Mapping[str, Any]], Sequence[str]]) -> Iterator[Sentence]:
    """All sentences of a text; `marked` says what to note of the marks of a piece."""
    for section in text:
        for block in lines([section]):
            for words, found in _sentences_in(block, marked):
                yield Sentence(section["attrs"]["key"], words, found)


def _sentences_in(block: Node, marked: Callable[[Mapping[str, Any]], Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    words = "".join(piece.get("text", "\n") for piece in block["content"])  # a hard break has no text
    noted = list(_noted(block, marked))
    start = 0
    for sentence in sentences(words):
        end = start + len(sentence.rstrip())  # the space before the next one belongs to neither
        found = [one for first, last, one in noted if first < end and last > start]
        yield sentence.strip(), list(dict.fromkeys(found))
        start += len(sentence)


def _noted(block: Node, marked: Callable[[Mapping[str, Any]], Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is noted) of the pieces of a block, in letters."""
    start = 0
    for piece in block["content"]:
        end = start + len(piece.get("text", "\n"))
        for one in marked(piece.get("marks", {})):
            yield start, end, one
        start = end


def sentences(words: str) -> list[str]:
    """The sentences of a text; joined again they are the text.

    An abbreviation ends none, nor does the number of an ordinal ("3. Quartal").
    """
    ends = [found.end() for found in _END.finditer(words) if not _goes_on(words[: found.start() + 1])]
    return [words[start:end] for start, end in zip([0, *ends], [*ends, len(words)], strict=True) if start < end]


def _goes_on(before: str) -> bool:
    """Whether what ends with a full stop here is an abbreviation, a single letter or an ordinal."""
    last = before.split()[-1].lower()
    return last in _ABBREVIATIONS or _ORDINAL.fullmatch(last) is not None or re.fullmatch(r"\(?\w\.", last) is not None
