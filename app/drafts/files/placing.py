"""Wishes of an organisation in the live text: where their words stand by now, and the marks of suggestions there.

The agreed text is what is compared: inserted words of open suggestions are skipped, struck ones are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple
from unicodedata import combining, is_normalized, normalize

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from app.drafts.files.returned import EMPTY, Findings, Wish
from app.drafts.text import tree
from app.drafts.text.alignment import matches
from app.drafts.text.lines import lines_below
from app.drafts.text.marks import BREAK, DELETION, INSERTION, SIGNS, mark_key
from app.drafts.text.tokens import Token, keys_of, tokens_of

# Where a line was changed meanwhile, a wish is looked for with so many tokens on both sides, the most first.
_SURROUNDINGS = (16, 10, 6)
_FEWEST_WORDS = 3  # less would be found by chance
_FORMATS = ("bold", "italic", "link")


class Spot(NamedTuple):
    """Where a letter is: in which piece of text, from which byte to which, and the attributes that it bears there."""

    text: XmlText
    start: int
    end: int
    attributes: Mapping[str, Any]


class _Line:
    """A paragraph or heading of the live text: its agreed words, a line feed for each line break."""

    def __init__(self, block: XmlElement) -> None:
        self._block = block
        letters = (_agreed(child) if isinstance(child, XmlText) else "\n" for child in block.children)
        self.tokens: Sequence[Token] = tokens_of("".join(letters))
        self.keys = keys_of(self.tokens)

    def first_text(self) -> XmlText:
        """The first piece of text of the line; an empty paragraph gets one."""
        found = next((child for child in self._block.children if isinstance(child, XmlText)), None)
        return self._block.children.append(XmlText()) if found is None else found

    @cached_property
    def spots(self) -> Sequence[Spot | None]:
        """Where each letter is; None for a line break. Asked for only where something changes."""
        spots: list[Spot | None] = []
        for child in self._block.children:
            spots += _spots(child) if isinstance(child, XmlText) else [None]
        return spots


# Where each token stands in a section, by its key.
_Index = dict[str, list[tuple[_Line, int]]]


class _Found(NamedTuple):
    """A wish in the live text, with the index of its first token there."""

    wish: Wish
    line: _Line
    first: int

    @property
    def end(self) -> int:
        return self.first + self.wish.end - self.wish.start

    def overlaps(self, other: _Found) -> bool:
        """Whether they mean the same words; of different lines, the same gap, too."""
        if self.first == self.end == other.first == other.end:
            return self.wish.line != other.wish.line
        return (
            max(self.first, other.first) < min(self.end, other.end) or self._is_inside(other) or other._is_inside(self)
        )

    def _is_inside(self, other: _Found) -> bool:
        return self.first == self.end and other.first < self.first < other.end


def place(doc: Doc[Any], found: Findings, name: Callable[[int], str]) -> tuple[list[Wish], list[Wish]]:
    """Make a suggestion of each wish that has one place; returns these and the others.

    `name` gives the suggestions their ids, by their number in the text.
    """
    sections = {node.attributes["key"]: node for node in doc.get(tree.ROOT, type=XmlFragment).children}
    placed: list[_Found] = []
    for key in found.sent:
        wishes = [wish for wish in found.wishes if wish.section == key]
        if wishes:
            live = [_Line(line) for line in lines_below(sections[key])]
            placed += _apart(_located(wishes, found.sent[key], live))
    _mark([(one, name(number)) for number, one in enumerate(placed)])
    done = {one.wish for one in placed}
    return [one.wish for one in placed], [wish for wish in found.wishes if wish not in done]


def _agreed(text: XmlText) -> str:
    """The agreed letters of a piece of text, composed (NFC) as `_spots` counts them."""
    return "".join(
        words if is_normalized("NFC", words) else "".join(normalize("NFC", letter) for letter in _composed(words))
        for _, _, words, attributes in tree.runs(text)
        if not attributes.get(INSERTION)
    )


def _spots(text: XmlText) -> Iterator[Spot]:
    """The place of each agreed letter; where accents made one letter of several, that of all of them."""
    for start, _, words, attributes in tree.runs(text):
        for letter in _composed(words):
            end = start + len(letter.encode())
            if not attributes.get(INSERTION):
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


def _located(wishes: Sequence[Wish], sent: Sequence[tuple[str, ...]], lines: Sequence[_Line]) -> Iterator[_Found]:
    """The wishes of a section that have one place in it."""
    same = dict(matches(sent, [line.keys for line in lines], lambda _: True))
    taken = set(same.values())
    index = _index_of([line for number, line in enumerate(lines) if number not in taken])
    for wish in wishes:
        if wish.line == EMPTY:
            yield from [_Found(wish, lines[0], 0)] if lines and not any(line.keys for line in lines) else []
        elif wish.line in same:
            yield _Found(wish, lines[same[wish.line]], wish.start)
        elif (found := _searched(wish, sent[wish.line], index)) and _has_its_edges(wish, len(sent[wish.line]), *found):
            yield _Found(wish, *found)


def _index_of(lines: Sequence[_Line]) -> _Index:
    index: _Index = {}
    for line in lines:
        for at, key in enumerate(line.keys):
            index.setdefault(key, []).append((line, at))
    return index


def _apart(found: Iterable[_Found]) -> Iterator[_Found]:
    """Without those that mean words which another wish means already."""
    by_line: dict[_Line, list[_Found]] = {}
    for one in found:
        others = by_line.setdefault(one.line, [])
        if not any(one.overlaps(other) for other in others):
            others.append(one)
            yield one


def _has_its_edges(wish: Wish, length: int, line: _Line, first: int) -> bool:
    """Where nothing is struck, what was put before or behind a whole line stays there: somebody may have written on."""
    if wish.start < wish.end:
        return True
    return (wish.start > 0 or first == 0) and (wish.end < length or first == len(line.keys))


def _searched(wish: Wish, sent: Sequence[str], index: _Index) -> tuple[_Line, int] | None:
    """Where the words of a wish stand with those around them, if that is one place."""
    for reach in _SURROUNDINGS:
        first, last = max(0, wish.start - reach), min(len(sent), wish.end + reach)
        words = tuple(sent[first:last])
        if sum(word.isalnum() for word in words) < _FEWEST_WORDS:
            return None
        places = list(islice(_places(words, index), 2))
        if len(places) == 1:
            line, at = places[0]
            return line, at + wish.start - first
        if places:
            return None
    return None


def _places(words: Sequence[str], index: _Index) -> Iterator[tuple[_Line, int]]:
    """Where all these tokens stand in a row, looked up by the rarest of them."""
    rarest = min(range(len(words)), key=lambda number: len(index.get(words[number], ())))
    for line, at in index.get(words[rarest], ()):
        start = at - rarest
        if start >= 0 and line.keys[start : start + len(words)] == words:
            yield line, start


@dataclass(frozen=True)
class _Insert:
    at: int
    words: str
    suggestion: str
    formats: Mapping[str, Any]


def _mark(named: Sequence[tuple[_Found, str]]) -> None:
    """Strike words and put others behind them: first the strikes, which move nothing, then words from the end on."""
    inserts: dict[XmlText, list[_Insert]] = {}
    for found, suggestion in named:
        cut = _cut(found)
        for spot in cut:
            spot.text.format(spot.start, spot.end, {mark_key(DELETION, suggestion): {"id": suggestion}})
        if found.wish.added:
            text, at, around = _gap(found, cut)
            new = _Insert(at, found.wish.added, suggestion, {} if found.wish.breaks else _formats(around))
            inserts.setdefault(text, []).append(new)
    for text, several in inserts.items():
        _insert(text, several)


def _insert(text: XmlText, several: Sequence[_Insert]) -> None:
    others = dict.fromkeys({BREAK, *(key for _, attributes in text.diff() for key in attributes or {})}, None)
    for one in sorted(several, key=lambda one: one.at)[::-1]:  # of several at one place the first comes first
        marks = {**others, **one.formats, INSERTION: {"id": one.suggestion}}
        for number, words in reversed(list(enumerate(one.words.split("\n")))):
            text.insert(one.at, words, marks)
            if number > 0:
                text.insert(one.at, SIGNS["paragraph"], {**marks, BREAK: {"kind": "paragraph"}})


def _cut(found: _Found) -> list[Spot]:
    """The letters to strike, neighbours joined."""
    line = found.line
    tokens = line.tokens[found.first : found.end]
    joined: list[Spot] = []
    for spot in line.spots[tokens[0].start : tokens[-1].end] if tokens else ():
        if spot is None:  # a wish with a line break is left over
            continue
        if joined and _follows(spot, joined[-1]):
            joined[-1] = joined[-1]._replace(end=spot.end)
        else:
            joined.append(spot)
    return joined


def _follows(spot: Spot, other: Spot) -> bool:
    return spot.text is other.text and spot.start <= other.end and spot.attributes == other.attributes


def _gap(found: _Found, cut: Sequence[Spot]) -> tuple[XmlText, int, Sequence[Spot]]:
    """Where new words come in, and the letters that they take their look from."""
    if cut:
        return cut[-1].text, cut[-1].end, cut
    tokens, spots = found.line.tokens, found.line.spots
    if not tokens:
        return found.line.first_text(), 0, []
    before = spots[tokens[found.first - 1].end - 1] if found.first else None
    after = spots[tokens[found.first].start] if found.first < len(tokens) else None
    near = [spot for spot in (before, after) if spot is not None]  # a line break is not at both of its ends
    return near[0].text, near[0].end if before is not None else near[0].start, near


def _formats(around: Sequence[Spot]) -> dict[str, Any]:
    """Bold, italic and link, where all letters around have them."""
    first = around[0].attributes if around else {}
    return {
        key: first[key]
        for key in _FORMATS
        if first.get(key) is not None and all(spot.attributes.get(key) == first[key] for spot in around)
    }
