"""Lines that somebody made one: the neighbours of a line whose words went into the one that it became. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.documents.received import Line
from app.drafts.text.alignment import Pair, matches
from app.drafts.text.tokens import keys_in, keys_of, letters_of, tokens_of
from app.drafts.text.wishes import JOIN, Wish
from app.drafts.text.wording import steps

# Of a line that has gone into another one, this share of the words is there.
_SHARE = 0.6


def with_joined(pairs: Sequence[Pair], sent: Sequence[Line], returned: Sequence[Line]) -> Iterator[tuple[range, int]]:
    """Each returned line of a pair, and which lines that were sent it is; mostly one."""
    edges = [(-1, -1), *pairs, (len(sent), len(returned))]
    taken = -1
    for (before, _), (number, at), (after, _) in zip(edges, edges[1:], edges[2:], strict=False):
        first, last = number, number
        if keys_in(sent[number].text) != keys_in(returned[at].text):
            while last + 1 < after and _are_in(sent[first : last + 2], returned[at]):
                last += 1
            while first - 1 > max(before, taken) and _are_in(sent[first - 1 : last + 1], returned[at]):
                first -= 1
        yield range(first, last + 1), at
        taken = last


def _are_in(lines: Sequence[Line], returned: Line) -> bool:
    """Whether the words of all these lines are in the returned one, in their order."""
    words = [_words(line) for line in lines]
    if "\n" in returned.text or any(not one or "\n" in line.text for one, line in zip(words, lines, strict=True)):
        return False
    there = [i for i, _ in matches([word for one in words for word in one], _words(returned), lambda _: True)]
    starts = [sum(map(len, words[:number])) for number in range(len(words) + 1)]
    shares = (sum(start <= i < end for i in there) / (end - start) for start, end in pairwise(starts))
    return all(share >= _SHARE for share in shares)


def _words(line: Line) -> list[str]:
    return [key for key in keys_in(line.text) if key.isalnum()]


def wishes_of_joined(key: str, numbers: range, sent: Sequence[Line], returned: str) -> Iterator[Wish]:
    """The wishes for lines that are one by now; what stands between them came with the join."""
    row, new = _Row(key, numbers, [sent[number] for number in numbers]), tokens_of(returned)
    i = j = 0
    for step in steps(row.keys, keys_of(new)):
        added = letters_of(returned, new[j : j + len(step.added)])
        yield from row.changed(i, i + len(step.cut), added)
        i, j = i + len(step.cut) + len(step.kept), j + len(step.added) + len(step.kept)
        yield from row.kept(i - len(step.kept), i)


def one_line(lines: Sequence[Line]) -> Line:
    """The lines one behind the other, with a space between."""
    looks = [line.looks for line in lines if line.looks is not None]
    joined = " ".join(looks) if len(looks) == len(lines) else None
    return Line(lines[0].kind, " ".join(line.text for line in lines), joined)


class _Row:
    """Lines one behind the other, with a space between."""

    def __init__(self, key: str, numbers: range, lines: Sequence[Line]) -> None:
        self._key, self._numbers, self._lines = key, numbers, lines
        words = [keys_in(line.text) for line in lines]
        self.keys = [key for line in words for key in (*line, " ")][:-1]
        self._starts = [sum(len(line) + 1 for line in words[:at]) for at in range(len(words))]
        self._stops = [start + len(line) for start, line in zip(self._starts, words, strict=True)]

    def changed(self, start: int, end: int, added: str) -> Iterator[Wish]:
        """Words for the tokens from `start` to `end`: of the first line, or with the first join among them."""
        at = bisect_right(self._starts, start) - 1
        joins = [number for number in range(at + 1, len(self._starts)) if self._starts[number] <= end]
        inside = min(end, self._stops[at])
        if start < inside or (added and not joins):
            yield self._wish(at, start, inside, "" if joins else added)
        for number in joins:
            yield self._join(number, min(end, self._stops[number]), added if number == joins[0] else "")

    def kept(self, start: int, end: int) -> Iterator[Wish]:
        """The joins whose space is among these tokens."""
        for number, begin in enumerate(self._starts):
            if start < begin <= end:
                yield self._join(number, begin, " ")

    def _wish(self, at: int, start: int, end: int, added: str) -> Wish:
        first = self._starts[at]
        return Wish(self._key, self._numbers[at], start - first, end - first, "".join(self.keys[start:end]), added)

    def _join(self, at: int, end: int, added: str) -> Wish:
        is_bare = end == self._starts[at] and not added.strip()
        about = self._lines[at].text if is_bare else ""
        return replace(self._wish(at, self._starts[at], end, added), sign=JOIN, about=about)
