"""Lines of the live text in one of its readings: their words, where these stand, and where some are found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import combining, is_normalized, normalize

from pycrdt import XmlElement, XmlText

from app.drafts.text import tree
from app.drafts.text.marks import INSERTION
from app.drafts.text.tokens import Token, keys_of, tokens_of

# Where a line was changed meanwhile, words are looked for with so many tokens on both sides, the most first.
_SURROUNDINGS = (16, 10, 6)
_FEWEST_WORDS = 3  # less would be found by chance

# Whether a piece of text with these attributes belongs to a reading.
Reads = Callable[[Mapping[str, Any]], bool]


def is_agreed(attributes: Mapping[str, Any]) -> bool:
    """Inserted words of open suggestions are none; struck ones are there."""
    return not attributes.get(INSERTION)


class Spot(NamedTuple):
    """Where a letter is: in which piece of text, from which byte to which, and the attributes that it bears there."""

    text: XmlText
    start: int
    end: int
    attributes: Mapping[str, Any]


class Line:
    """A paragraph or heading of the live text: the words that `reads` wants, a line feed for each line break."""

    def __init__(self, block: XmlElement, reads: Reads = is_agreed) -> None:
        self._block, self._reads = block, reads
        letters = (_letters(child, reads) if isinstance(child, XmlText) else "\n" for child in block.children)
        self._letters = "".join(letters)
        self.tokens: Sequence[Token] = tokens_of(self._letters)
        self.keys = keys_of(self.tokens)

    def first_text(self) -> XmlText:
        """The first piece of text of the line; an empty paragraph gets one."""
        found = next((child for child in self._block.children if isinstance(child, XmlText)), None)
        return self._block.children.append(XmlText()) if found is None else found

    def last_text(self) -> XmlText:
        """The piece of text that ends the line."""
        last = self._block.children[len(self._block.children) - 1]
        return last if isinstance(last, XmlText) else self._block.children.append(XmlText())

    @cached_property
    def spots(self) -> Sequence[Spot | None]:
        """Where each letter is; None for a line break. Asked for only where something changes."""
        spots: list[Spot | None] = []
        for child in self._block.children:
            spots += _spots(child, self._reads) if isinstance(child, XmlText) else [None]
        return spots

    def words(self, first: int, end: int) -> str:
        """What these tokens say."""
        tokens = self.tokens[first:end]
        return self._letters[tokens[0].start : tokens[-1].end] if tokens else ""

    def pieces(self, first: int, end: int) -> list[Spot]:
        """Where these tokens are, without line breaks; neighbouring letters that look the same are one piece."""
        tokens = self.tokens[first:end]
        joined: list[Spot] = []
        for spot in self.spots[tokens[0].start : tokens[-1].end] if tokens else ():
            if spot and joined and _follows(spot, joined[-1]):
                joined[-1] = joined[-1]._replace(end=spot.end)
            elif spot:
                joined.append(spot)
        return joined


def _follows(spot: Spot, other: Spot) -> bool:
    return spot.text is other.text and spot.start <= other.end and spot.attributes == other.attributes


# Where each token stands, by its key.
Index = dict[str, list[tuple[Line, int]]]


def _letters(text: XmlText, reads: Reads) -> str:
    """The letters of a piece of text that count, composed (NFC) as `_spots` counts them."""
    return "".join(
        words if is_normalized("NFC", words) else "".join(normalize("NFC", letter) for letter in _composed(words))
        for _, _, words, attributes in tree.runs(text)
        if reads(attributes)
    )


def _spots(text: XmlText, reads: Reads) -> Iterator[Spot]:
    """The place of each of these letters; where accents made one letter of several, that of all of them."""
    for start, _, words, attributes in tree.runs(text):
        for letter in _composed(words):
            end = start + len(letter.encode())
            if reads(attributes):
                spot = Spot(text, start, end, attributes)
                yield from (spot for _ in normalize("NFC", letter))
            start = end


def _composed(words: str) -> Iterator[str]:
    """Letters with the accents that follow them."""
    start = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or not combining(words[index]):
            yield words[start:index]
            start = index


def index_of(lines: Sequence[Line]) -> Index:
    index: Index = {}
    for line in lines:
        for at, key in enumerate(line.keys):
            index.setdefault(key, []).append((line, at))
    return index


def searched(wanted: range, sent: Sequence[str], index: Index) -> tuple[Line, int] | None:
    """Where these tokens of a line stand with those around them, if that is one place."""
    for reach in _SURROUNDINGS:
        first, last = max(0, wanted.start - reach), min(len(sent), wanted.stop + reach)
        words = tuple(sent[first:last])
        if sum(word.isalnum() for word in words) < _FEWEST_WORDS:
            return None
        places = list(islice(_places(words, index), 2))
        if len(places) == 1:
            line, at = places[0]
            return line, at + wanted.start - first
        if places:
            return None
    return None


def _places(words: Sequence[str], index: Index) -> Iterator[tuple[Line, int]]:
    """Where all these tokens stand in a row, looked up by the rarest of them."""
    rarest = min(range(len(words)), key=lambda number: len(index.get(words[number], ())))
    for line, at in index.get(words[rarest], ()):
        start = at - rarest
        if start >= 0 and line.keys[start : start + len(words)] == words:
            yield line, start
