"""The words of a paragraph or heading, and which of them stay when it is changed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from app.drafts.text.alignment import Pair, matches
from app.drafts.text.tree import Node, Tree

_WORD = re.compile(r"\s|\w+|[^\w\s]")


def words_of(content: Sequence[Node]) -> list[str]:
    """The words, spaces and other signs of what stands in a paragraph; a hard break is a line feed."""
    return split("".join(_letters(node) for node in content))


def split(letters: str) -> list[str]:
    """The words, spaces and other signs of a line."""
    return _WORD.findall(letters)


def _letters(node: Node) -> str:
    return "\n" if node["type"] == "hardBreak" else str(node["text"])


class Step(NamedTuple):
    """Words that go, words that come in their place, and the words after them, which stay."""

    cut: Sequence[str]
    added: Sequence[str]
    kept: Sequence[str]


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """From the old words to the new ones.

    A few words that stay between larger changes count as changed with them: alone they would tell nobody anything.
    """
    i = j = 0
    for run in [*_without_lost(_runs(old, new), _Lengths(old, new)), _Run(len(old), len(new), 0)]:
        yield Step(old[i : run.old], new[j : run.new], old[run.old : run.end[0]])
        i, j = run.end


class _Run(NamedTuple):
    """So many words that are the same, from these on in the old and in the new text."""

    old: int
    new: int
    length: int

    @property
    def end(self) -> Pair:
        return self.old + self.length, self.new + self.length


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    runs: list[_Run] = []
    for i, j in matches(old, new, lambda word: not word.isspace()):
        if runs and (i, j) == runs[-1].end:
            runs[-1] = runs[-1]._replace(length=runs[-1].length + 1)
        else:
            runs.append(_Run(i, j, 1))
    return runs


class _Lengths:
    """How many letters there are between two words."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = list(accumulate(map(len, old), initial=0))
        self._new = list(accumulate(map(len, new), initial=0))
        self.end = _Run(len(old), len(new), 0)

    def of(self, run: _Run) -> int:
        return self._old[run.end[0]] - self._old[run.old]

    def between(self, run: _Run, following: _Run) -> int:
        old, new = run.end
        return max(self._old[following.old] - self._old[old], self._new[following.new] - self._new[new])


def _without_lost(runs: Sequence[_Run], lengths: _Lengths) -> list[_Run]:
    left: list[_Run] = []
    for run, following in zip(runs, [*runs[1:], lengths.end], strict=False):
        before = lengths.between(left[-1] if left else _Run(0, 0, 0), run)
        if lengths.of(run) > min(before, lengths.between(run, following)):
            left.append(run)
    return left


class Reader:
    """Reads what stands in a paragraph from its start on."""

    def __init__(self, content: Sequence[Node]) -> None:
        self._content = deque(content)
        self._read = 0  # letters of the first piece

    def take(self, words: Sequence[str]) -> Tree:
        """The pieces that the next words, which must be these, are made of."""
        taken: Tree = []
        left = sum(map(len, words))
        while left:
            node = self._content[0]
            letters = _letters(node)
            part = letters[self._read : self._read + left]
            taken += [_with(node, part)] if part else []
            left, self._read = left - len(part), self._read + len(part)
            if self._read == len(letters):
                self._content.popleft()
                self._read = 0
        return taken


def _with(node: Node, letters: str) -> Node:
    return node if node["type"] == "hardBreak" else {**node, "text": letters}
