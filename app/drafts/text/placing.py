"""Wishes in the live text: where their words stand by now, and the marks of suggestions there.

The agreed text is what is compared: inserted words of open suggestions are skipped, struck ones are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pycrdt import Doc, XmlFragment, XmlText

from app.drafts.text import tree
from app.drafts.text.alignment import matches
from app.drafts.text.lines import lines_below
from app.drafts.text.marks import BREAK, DELETION, INSERTION, RESTYLED, SIGNS, mark_key
from app.drafts.text.signing import Signing
from app.drafts.text.spots import Line, Spot, index_of, searched
from app.drafts.text.wishes import EMPTY, GONE, JOIN, Findings, Wish

_FORMATS = ("bold", "italic", "link")


class _Found(NamedTuple):
    """A wish in the live text, with the index of its first token there, and the lines that get its signs."""

    wish: Wish
    line: Line
    first: int
    signed: Sequence[Line] = ()

    @property
    def end(self) -> int:
        return self.first + self.wish.end - self.wish.start

    def overlaps(self, other: _Found) -> bool:
        """Whether they mean the same words; of different lines, the same gap, too. Words can look otherwise in several
        ways, whatever becomes of others beside them.
        """
        if self.wish.line == other.wish.line and self.wish.style != other.wish.style:
            return False
        if self.first == self.end == other.first == other.end:
            return self.wish.line != other.wish.line
        return (
            max(self.first, other.first) < min(self.end, other.end) or self._is_inside(other) or other._is_inside(self)
        )

    def _is_inside(self, other: _Found) -> bool:
        return self.first == self.end and other.first < self.first < other.end


def place(doc: Doc[Any], found: Findings, name: Callable[[int], str]) -> tuple[list[Wish], list[Wish]]:
    """Make a suggestion of each wish that has one place; returns these and the others.

    `name` gives the suggestions their ids, by the number of their wish among all.
    """
    names = {wish: name(number) for number, wish in enumerate(found.wishes)}
    sections = {node.attributes["key"]: node for node in doc.get(tree.ROOT, type=XmlFragment).children}
    placed: list[_Found] = []
    for key in found.sent:
        wishes = [wish for wish in found.wishes if wish.section == key]
        if wishes and key in sections:
            live = [Line(line) for line in lines_below(sections[key])]
            placed += _apart(_located(wishes, found.sent[key], live))
    _mark([(one, names[one.wish]) for one in placed])
    done = {one.wish for one in placed}
    return [one.wish for one in placed], [wish for wish in found.wishes if wish not in done]


def _located(wishes: Sequence[Wish], sent: Sequence[tuple[str, ...]], lines: Sequence[Line]) -> Iterator[_Found]:
    """The wishes of a section that have one place in it."""
    same = dict(matches(sent, [line.keys for line in lines], lambda _: True))
    taken = set(same.values())
    index = index_of([line for number, line in enumerate(lines) if number not in taken])
    signing = Signing(lines, same, wishes)
    for wish in wishes:
        if wish.line == EMPTY:
            yield from [_Found(wish, lines[0], 0)] if lines and not any(line.keys for line in lines) else []
        elif wish.sign == JOIN:
            signed = signing.joining(wish.line)
            yield from [_Found(wish, signed[-1], 0, signed)] if signed else []
        elif wish.line in same:
            yield _Found(wish, lines[same[wish.line]], wish.start, signing.of(wish))
        elif found := searched(range(wish.start, wish.end), sent[wish.line], index):
            is_kind = wish.sign and wish.sign != GONE  # a line that says more by now does not go
            signed = [found[0]] if is_kind else []
            is_there = _has_its_edges(wish, len(sent[wish.line]), *found)
            yield from [_Found(wish, *found, signed)] if is_there else []


def _apart(found: Iterable[_Found]) -> Iterator[_Found]:
    """Without those that mean words which another wish means already."""
    by_line: dict[Line, list[_Found]] = {}
    for one in found:
        others = by_line.setdefault(one.line, [])
        if not any(one.overlaps(other) for other in others):
            others.append(one)
            yield one


def _has_its_edges(wish: Wish, length: int, line: Line, first: int) -> bool:
    """Where nothing is struck, what was put before or behind a whole line stays there: somebody may have written on."""
    if wish.start < wish.end:
        return True
    return (wish.start > 0 or first == 0) and (wish.end < length or first == len(line.keys))


@dataclass(frozen=True)
class _Insert:
    """Words, or the `sign` for a change of the line (marks.SIGNS)."""

    at: int
    words: str
    suggestion: str
    formats: Mapping[str, Any] = field(default_factory=dict)
    sign: str | None = None


def _mark(named: Sequence[tuple[_Found, str]]) -> None:
    """Strike words and put others behind them: first the strikes, which move nothing, then words from the end on."""
    inserts: dict[XmlText, list[_Insert]] = {}
    for found, suggestion in named:
        wish, cut = found.wish, found.line.pieces(found.first, found.end)
        key, mark = _mark_of(wish, suggestion)
        for spot in cut:
            spot.text.format(spot.start, spot.end, {key: mark})
        for line in found.signed:
            inserts.setdefault(line.first_text(), []).extend(_signs(wish, suggestion))
        if wish.sign == JOIN and wish.added:
            inserts[found.line.first_text()].append(_Insert(0, wish.added, suggestion))
        elif wish.added:
            text, at, around = _gap(found, cut)
            new = _Insert(at, wish.added, suggestion, {} if wish.breaks else _formats(around))
            inserts.setdefault(text, []).append(new)
    for text, several in inserts.items():
        _insert(text, several)


def _mark_of(wish: Wish, suggestion: str) -> tuple[str, dict[str, str]]:
    """What the words of a wish bear: they are struck, or are to look otherwise."""
    if wish.style:
        return mark_key(RESTYLED, suggestion, wish.style), {"id": suggestion, "style": wish.style}
    return mark_key(DELETION, suggestion), {"id": suggestion}


def _signs(wish: Wish, suggestion: str) -> list[_Insert]:
    kinds = wish.sign.replace(GONE, JOIN).split(" ")
    return [_Insert(0, SIGNS[kind], suggestion, sign=kind) for kind in kinds if kind]


def _insert(text: XmlText, several: Sequence[_Insert]) -> None:
    others = dict.fromkeys({BREAK, *(key for _, attributes in text.diff() for key in attributes or {})}, None)
    for one in sorted(several, key=lambda one: one.at)[::-1]:  # of several at one place the first comes first
        marks = {**others, **one.formats, INSERTION: {"id": one.suggestion}}
        if one.sign:
            text.insert(one.at, one.words, {**marks, BREAK: {"kind": one.sign}})
            continue
        for number, words in reversed(list(enumerate(one.words.split("\n")))):
            text.insert(one.at, words, marks)
            if number > 0:
                text.insert(one.at, SIGNS["paragraph"], {**marks, BREAK: {"kind": "paragraph"}})


def _gap(found: _Found, cut: Sequence[Spot]) -> tuple[XmlText, int, Sequence[Spot]]:
    """Where new words come in, and the letters that they take their look from."""
    if cut:
        return cut[-1].text, cut[-1].end, cut
    tokens, spots = found.line.tokens, found.line.spots
    if not tokens:
        return found.line.first_text(), 0, []
    if found.wish.breaks and found.end == len(found.line.tokens):  # behind what others put in there
        last = found.line.last_text()
        return last, len(last), []
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
