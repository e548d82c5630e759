"""Where the sentences of a text came from: the accepted suggestions whose words are in them.

Accepted words bear the mark `origin` with the suggestion's id. Struck words leave no mark; the decision has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    return [
        Origin(section["attrs"]["key"], sentence, suggestions)
        for section in rejected(text)
        for block in lines([section])
        for sentence, suggestions in _sentences_with_origins(block)
        if suggestions
    ]


def _sentences_with_origins(block: Node) -> Iterator[tuple[str, list[str]]]:
    words = "".join(piece.get("text", "\n") for piece in block["content"])  # a hard break has no text
    marked = list(_marked(block))
    start = 0
    for sentence in sentences(words):
        end = start + len(sentence)
        found = [one for first, last, one in marked if first < end and last > start]
        yield sentence.strip(), list(dict.fromkeys(found))
        start = end


def _marked(block: Node) -> Iterator[tuple[int, int, str]]:
    """(start, end, suggestion) of the accepted words of a block, in letters."""
    start = 0
    for piece in block["content"]:
        end = start + len(piece.get("text", "\n"))
        for one in ids_of(piece.get("marks", {}), ORIGIN):
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
