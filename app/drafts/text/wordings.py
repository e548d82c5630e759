"""How a passage would read: as it is agreed, and with each of some open suggestions. Pure.

A passage is whole paragraphs and headings, so that people see a sentence and not half of one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import rfc8785

from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import INSERTION, break_of, ids_in, ids_of, suggestions_of
from app.drafts.text.readings import accepted, lines, rejected, without
from app.drafts.text.tree import Node, Tree, plain_text
from app.drafts.text.wording import steps, words_of

Part = tuple[Literal["kept", "cut", "added"], str]
"""Words of a passage, and what another wording does with them."""


class NotOpen(ValueError):
    """A suggestion that does not stand in the text."""


class Apart(ValueError):
    """Suggestions that have no line in common."""


@dataclass(frozen=True)
class Wording:
    """A passage: its words, lines separated by "\n", and a `print`: how many lines, and a hash of them with links and
    bold words.
    """

    words: str
    print: str


@dataclass(frozen=True)
class Place:
    """Where a passage stands: in which section, between which lines with words; None at an end of the section."""

    section: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Wordings:
    """A passage as it is agreed, and as each suggestion alone would make it."""

    agreed: Wording
    suggested: Mapping[str, Wording]


def wordings_of(text: Tree, suggestions: Sequence[str]) -> Wordings:
    """The passage in which the suggestions stand, in each wording. NotOpen, or Apart if it is not one passage."""
    all_lines = list(lines(text))
    places = [_places(text, one) for one in suggestions]
    if not all(places):
        raise NotOpen
    if not set.intersection(*places):
        raise Apart
    touched = set().union(*places)
    here = all_lines[min(touched) : max(touched) + 1]
    return Wordings(passage(rejected(here)), {one: passage(_only(here, one)) for one in suggestions})


def _places(text: Tree, suggestion: str) -> set[int]:
    """The numbers of the lines that it changes; of a line that it joins the one before, too."""
    found: set[int] = set()
    number = 0
    for section in text:
        for in_section, line in enumerate(lines([section])):
            if suggestion in ids_in([line], suggestions_of):
                is_joined = in_section > 0 and _joins(line, suggestion)
                found |= {number - 1, number} if is_joined else {number}
            number += 1
    return found


def _joins(line: Node, suggestion: str) -> bool:
    marks = (piece.get("marks", {}) for piece in line["content"])
    return any(break_of(one) == "join" and suggestion in ids_of(one, INSERTION) for one in marks)


def passage(agreed: Sequence[Node]) -> Wording:
    """Agreed lines as a wording."""
    return Wording(_words(agreed), _print(list(lines(agreed))))


def _print(passage: Sequence[Node]) -> str:
    """How many canonical lines there are, a space, and their SHA-256."""
    read = canonical(passage)
    return f"{len(read)} {hashlib.sha256(rfc8785.dumps(read)).hexdigest()}"


def reads(text: Tree, wording: str) -> bool:
    """Whether the agreed text has the lines of this print somewhere, one after the other. Lines without words are
    found nowhere: there are many.
    """
    all_lines, count = list(lines(rejected(text))), _count(wording)
    windows = (all_lines[start : start + count] for start in range(len(all_lines) - count + 1))
    return any(_print(window) == wording and _words(window).strip() for window in windows)


def makes(text: Tree, suggestion: str, *, agreed: str, wanted: str) -> bool:
    """Whether this suggestion alone makes the agreed lines of one print those of the other, and does nothing else."""
    all_lines, count = list(lines(text)), _count(agreed)
    places = _places(text, suggestion)
    if not places:
        return False
    starts = range(max(0, max(places) - count + 1), min(places) + 1)
    windows = (all_lines[start : start + count] for start in starts)
    return any(_print(rejected(one)) == agreed and _print(_only(one, suggestion)) == wanted for one in windows)


def place_of(text: Tree, wording: Wording) -> Place | None:
    """Where an agreed text has the wording first; None if it has it nowhere, or if no words are in it."""
    count = _count(wording.print)
    for section in text:
        said = [_words([line]) for line in lines([section])]
        for start in range(len(said) - count + 1):
            if wording.words.strip() and "\n".join(said[start : start + count]) == wording.words:
                before, after = _with_words(reversed(said[:start])), _with_words(said[start + count :])
                return Place(section["attrs"]["key"], before, after)
    return None


def _with_words(said: Iterable[str]) -> str | None:
    return next((line for line in said if line), None)


def _count(wording: str) -> int:
    return int(wording.split()[0])


def says(text: Tree, wording: str) -> bool:
    """Whether the agreed text has the wording, line by line, at any place; of no words nobody can tell."""
    return not wording or f"\n{wording}\n" in f"\n{_words(list(lines(rejected(text))))}\n"


def _only(nodes: Sequence[Node], suggestion: str) -> Tree:
    return accepted(without(nodes, lambda one: one != suggestion))


def _words(passage: Sequence[Node]) -> str:
    return "\n".join(plain_text([line]) for line in lines(passage))


@lru_cache(maxsize=256)  # two hundred people ask for the same ballot at once
def parts(agreed: str, wording: str) -> Sequence[Part]:
    """What the wording keeps, cuts and adds, in reading order."""
    found: list[Part] = []
    for step in steps(_split(agreed), _split(wording)):
        found += [("cut", "".join(step.cut)), ("added", "".join(step.added)), ("kept", "".join(step.kept))]
    return tuple(part for part in found if part[1])


def _split(words: str) -> list[str]:
    return words_of([{"type": "text", "text": words}])
