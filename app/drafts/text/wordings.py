"""How a passage would read: as it is agreed, and with each of some open suggestions. Pure.

A passage is whole paragraphs and headings, so that people see a sentence and not half of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.drafts.text.marks import ids_in, suggestions_of
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
class Wordings:
    """A passage as it is agreed, and as each suggestion alone would make it; its lines are separated by "\\n"."""

    agreed: str
    suggested: Mapping[str, str]


def wordings_of(text: Tree, suggestions: Sequence[str]) -> Wordings:
    """The passage in which the suggestions stand, in each wording. NotOpen, or Apart if it is not one passage."""
    all_lines = list(lines(text))
    places = [_places(all_lines, one) for one in suggestions]
    if not all(places):
        raise NotOpen
    if not set.intersection(*places):
        raise Apart
    touched = set().union(*places)
    passage = all_lines[min(touched) : max(touched) + 1]
    return Wordings(_words(rejected(passage)), {one: _words(_only(passage, one)) for one in suggestions})


def _places(all_lines: Sequence[Node], suggestion: str) -> set[int]:
    return {number for number, line in enumerate(all_lines) if suggestion in ids_in([line], suggestions_of)}


def would_say(text: Tree, suggestion: str, wording: str) -> bool:
    """Whether the text says the wording if just this one of its suggestions is accepted. NotOpen."""
    if suggestion not in ids_in(text, suggestions_of):
        raise NotOpen
    return says(_only(text, suggestion), wording)


def says(text: Tree, wording: str) -> bool:
    """Whether the agreed text has the wording, line by line, at any place."""
    return f"\n{wording}\n" in f"\n{_words(list(lines(rejected(text))))}\n"


def _only(nodes: Sequence[Node], suggestion: str) -> Tree:
    return accepted(without(nodes, lambda one: one != suggestion))


def _words(passage: Sequence[Node]) -> str:
    return "\n".join(plain_text([line]) for line in lines(passage))


def parts(agreed: str, wording: str) -> list[Part]:
    """What the wording keeps, cuts and adds, in reading order."""
    found: list[Part] = []
    for step in steps(_split(agreed), _split(wording)):
        found += [("cut", "".join(step.cut)), ("added", "".join(step.added)), ("kept", "".join(step.kept))]
    return [part for part in found if part[1]]


def _split(words: str) -> list[str]:
    return words_of([{"type": "text", "text": words}])
