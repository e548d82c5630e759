"""Where the letters of a line are once the line was changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from app.drafts.text.alignment import edges, matches, with_gaps
from app.drafts.text.wording import split

PlacedWord = tuple[str, range]  # its letters
# A place is known again by so many words on each side of it, of which more than half must still be there.
_REACH = 8


def placed_words(line: str) -> list[PlacedWord]:
    """The words of a line by which places in it are known again."""
    return [(word, range(*ends)) for word, ends in _words(line) if word.isalnum()]


class Lost(Exception):
    """Where the words stood was changed too much since."""


class Place:
    """The part of an old line from letter `start` to `end`, with those of its words that are in and around it."""

    def __init__(self, words: Sequence[PlacedWord], start: int, end: int) -> None:
        self.start, self.end = start, end
        first, last = (bisect_left(words, at, key=lambda word: word[1].start) for at in (start, end))
        self._near = words[max(first - _REACH, 0) : last + _REACH]

    def may_be_in(self, words: Collection[str]) -> bool:
        """Whether enough of the words are among these: looked at first, as it costs little."""
        return self._is_most(word in words for word, _ in self._near)

    def is_in(self, followed: Followed) -> bool:
        """Whether enough of the words are still there, in their order."""
        return self._is_most(followed.has(letters) for _, letters in self._near)

    def _is_most(self, found: Iterable[bool]) -> bool:
        return 2 * sum(found) > len(self._near)


class Followed:
    """Which letter of the new line each letter of the old one is."""

    def __init__(self, old: str, places: dict[int, int]) -> None:
        self._length = len(old)
        self._places = places

    def has(self, letters: Iterable[int]) -> bool:
        return all(at in self._places for at in letters)

    def gap(self, at: int) -> int | None:
        """How many letters of the new line stand before what stood before the old letter `at`; None: nobody knows."""
        if self._length == 0:
            return 0
        if at and at - 1 in self._places:
            return self._places[at - 1] + 1
        return self._places.get(at)

    def letters(self, start: int, end: int) -> list[int]:
        """Those of the old letters from `start` to `end` that are still there."""
        return [self._places[at] for at in range(start, end) if at in self._places]


def follow(old: str, new: str) -> Followed:
    """Find the letters of an old line in a new one: by its words, and by letters where only some came or went."""
    if old == new:
        return Followed(old, {at: at for at in range(len(old))})
    before, after = _words(old), _words(new)
    pairs = matches([word for word, _ in before], [word for word, _ in after], lambda word: not word.isspace())
    places: dict[int, int] = {}
    for gap, pair in with_gaps(pairs, len(before), len(after)):
        if gap.old:
            places.update(_shared(old, new, _span(before, gap.old), _span(after, gap.new)))
        if pair:
            places.update(zip(range(*before[pair[0]][1]), range(*after[pair[1]][1]), strict=True))
    return Followed(old, places)


def _words(line: str) -> list[tuple[str, tuple[int, int]]]:
    """The words and signs of a line, and from which letter to which each one goes."""
    words = split(line)
    return list(zip(words, pairwise(accumulate(map(len, words), initial=0)), strict=True))


def _span(words: Sequence[tuple[str, tuple[int, int]]], part: range) -> range:
    return range(words[part.start][1][0], words[part.stop - 1][1][1]) if part else range(0)


def _shared(old: str, new: str, gap: range, other: range) -> Iterator[tuple[int, int]]:
    """The letters that two gaps share if there is only something written into one, or something taken out of it."""
    head, tail = edges([old[at] for at in gap], [new[at] for at in other])
    if head + tail == min(len(gap), len(other)):
        yield from zip(gap[:head], other[:head], strict=True)
        yield from zip(gap[len(gap) - tail :], other[len(other) - tail :], strict=True)
