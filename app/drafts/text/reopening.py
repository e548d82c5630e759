"""Taking back what was decided on suggestions: their words and marks stand in the text again, where that is by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from app.drafts.text import changes, tree
from app.drafts.text.alignment import matches
from app.drafts.text.changes import Change, Format, Insert, Remove
from app.drafts.text.following import Followed, Lost, Place, PlacedWord, follow, placed_words
from app.drafts.text.lines import Letter, letters_of, lines_below, words_of
from app.drafts.text.marks import (
    DELETION,
    INSERTION,
    ORIGIN,
    ids_in,
    keys_by_id,
    styled,
    suggestions_of,
    wishes_of,
)
from app.drafts.text.readings import lines
from app.drafts.text.rebuilding import BORDER, rebuild, reshaped_by
from app.drafts.text.traces import Line, Piece, Trace, digest
from app.drafts.text.wording import split

# Places and letters of lines that are compared to find the lines of one request again: several times those of a long
# text.
MOST_COMPARED = 600_000


class Entangled(Exception):
    """Somebody has decided since on another suggestion for the same words."""


def linked(trace: Trace, chosen: Collection[str], decided: Collection[str]) -> set[str]:
    """The chosen ones of the `decided` suggestions, with those that were decided by the same words, or that changed the
    same lines or blocks.
    """
    words = (piece.suggestions for line in trace.lines for piece in line.pieces)
    together = (*words, *(line.shapes for line in trace.lines), *(set(one.suggestions) for one in trace.reshaped))
    shared = [ids.intersection(decided) for ids in together]
    found: set[str] = set()
    wanted = set(chosen)
    while wanted != found:
        found = wanted
        wanted = found.union(*(ids for ids in shared if not ids.isdisjoint(found)))
    return found


def reopen(doc: Doc[Any], trace: Trace, ids: Collection[str]) -> None:
    """Let these decided suggestions, all that are linked to each other, be open again. Raises Lost or Entangled."""
    _require_untangled(doc, trace, ids)
    places = list(_places(doc, trace, ids))
    changes.apply([one for line, place in places for one in _changes(trace, line, place, ids)])
    rebuild(doc, trace, ids, {(line.section, line.number): place.element for line, place in places})
    if not ids_in(tree.read(doc), suggestions_of).issuperset(ids):
        raise Lost


def _require_untangled(doc: Doc[Any], trace: Trace, ids: Collection[str]) -> None:
    """What comes back bears the marks of other suggestions, too: only those that are open may be brought back."""
    known = ids_in(tree.read(doc), suggestions_of).union(ids)
    coming = (piece for line in trace.lines for piece in line.pieces if piece.is_gone)
    if any(not piece.suggestions.isdisjoint(ids) and not piece.suggestions <= known for piece in coming):
        raise Entangled


class _Patience:
    """Nobody searches for ever where the lines are by now: everybody who writes waits for that."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise Lost


@dataclass(frozen=True)
class _Element:
    """A line of the text as it stands, with its words."""

    line: XmlElement
    words: str

    @cached_property
    def tokens(self) -> set[str]:
        return set(split(self.words))


@dataclass(frozen=True)
class _Place:
    """A line of the text as it stands, and where in it the letters are that were left by the decision."""

    element: XmlElement
    letters: Sequence[Letter]
    followed: Followed


def _places(doc: Doc[Any], trace: Trace, ids: Collection[str]) -> Iterator[tuple[Line, _Place]]:
    """The lines that these suggestions were in, each with its place, and of those in the same blocks the unchanged."""
    patience = _Patience()
    for section in doc.get(tree.ROOT, type=XmlFragment).children:
        wanted = list(_wanted(trace, section.attributes["key"], ids))
        if wanted:
            elements = [_Element(one, words_of(one)) for one in lines_below(section)]
            before = trace.sections[section.attributes["key"]]
            same = dict(matches(before, [digest(one.words) for one in elements], lambda _: True))
            taken = set(same.values())
            others = [one for number, one in enumerate(elements) if number not in taken]
            for line, is_concerned in wanted:
                if line.number in same:
                    yield line, _unchanged(line, elements[same[line.number]])
                elif not line.words and (found := _between(line.number, same, len(before), elements)):
                    yield line, _unchanged(line, found)
                elif is_concerned:
                    yield line, _searched(line, others, ids, patience)


def _between(number: int, same: Mapping[int, int], count: int, elements: Sequence[_Element]) -> _Element | None:
    """The only line between those that were beside line `number` of `count`, if both are still there."""
    ends = {**same, -1: -1, count: len(elements)}
    first, last = ends.get(number - 1), ends.get(number + 1)
    return elements[first + 1] if first is not None and last is not None and last - first == 2 else None


def _wanted(trace: Trace, section: str, ids: Collection[str]) -> Iterator[tuple[Line, bool]]:
    """The lines that these suggestions were in (True), or that are in blocks that became others."""
    blocks = (one.after for one in reshaped_by(trace, section, ids))
    inside = {line["line"] for outlines in blocks for line in lines(outlines)}
    for line in trace.lines:
        is_concerned = any(_concerns(one, ids) for one in line.pieces)
        if line.section == section and (is_concerned or line.number in inside):
            yield line, is_concerned


def _unchanged(line: Line, element: _Element) -> _Place:
    return _Place(element.line, letters_of(element.line), follow(line.words, element.words))


def _concerns(piece: Piece, ids: Collection[str]) -> bool:
    return not piece.suggestions.isdisjoint(ids)


def _searched(line: Line, elements: Sequence[_Element], ids: Collection[str], patience: _Patience) -> _Place:
    """Where a line is by now that says something else, if that is one place."""
    words = placed_words(line.words)
    places = [(piece, _around(words, start, piece)) for start, piece in _starts(line, ids)]
    found = []
    for element in elements:
        followed = _followed(line, element, places, patience)
        if followed is not None:
            found.append(_Place(element.line, letters_of(element.line), followed))
    if len(found) != 1:
        raise Lost
    return found[0]


def _around(words: Sequence[PlacedWord], start: int, piece: Piece) -> Place:
    return Place(words, start, start if piece.is_gone else start + len(piece.words))


def _followed(
    line: Line, element: _Element, places: Sequence[tuple[Piece, Place]], patience: _Patience
) -> Followed | None:
    """Where the letters of a line are in another one, if all of these places are in there."""
    patience.spend(len(places))
    if not all(place.may_be_in(element.tokens) for _, place in places):
        return None
    patience.spend(len(line.words) + len(element.words))
    followed = follow(line.words, element.words)
    return followed if all(_is_there(followed, piece, place) for piece, place in places) else None


def _starts(line: Line, ids: Collection[str]) -> Iterator[tuple[int, Piece]]:
    """The pieces of these suggestions, and before which of the letters that were left each one stood."""
    start = 0
    for piece in line.pieces:
        if _concerns(piece, ids):
            yield start, piece
        start += 0 if piece.is_gone else len(piece.words)


def _is_there(followed: Followed, piece: Piece, place: Place) -> bool:
    if piece.is_gone:
        return followed.gap(place.start) is not None and place.is_in(followed)
    found = len(followed.letters(place.start, place.end))
    return 2 * found > place.end - place.start and place.is_in(followed)


def _changes(trace: Trace, line: Line, place: _Place, ids: Collection[str]) -> Iterator[Change]:
    for start, piece in _starts(line, ids):
        letters = [place.letters[at] for at in place.followed.letters(start, start + len(piece.words))]
        if piece.is_gone:
            is_end = line.goes_on and piece is line.pieces[-1]  # what was written since at the end stands before it
            yield _insert(place, len(place.letters) if is_end else place.followed.gap(start), piece)
        elif piece.has_come:
            yield from (Remove(place.element, one.home) for one in letters if isinstance(one.home, XmlElement))
        else:
            yield from _marked_again(letters, piece.attributes or {}, ids, trace.accepted)


def _insert(place: _Place, after: int | None, piece: Piece) -> Insert:
    text, at = _gap(place, after)
    if piece.words:
        return Insert(text, at, piece.words, piece.attributes or {})
    return Insert(text, at, "\n", BORDER)


def _marked_again(
    letters: Sequence[Letter], attributes: Mapping[str, Any], ids: Collection[str], accepted: Collection[str]
) -> Iterator[Format]:
    strikes = {key: attributes[key] for one, key in keys_by_id(attributes, DELETION).items() if one in ids}
    wishes = {key: wish for key, wish in wishes_of(attributes).items() if wish["id"] in ids}
    looks = dict(styled(wish["style"]) for wish in wishes.values() if wish["id"] in accepted)
    inserted = attributes.get(INSERTION, {}).get("id")
    for text, present, start, end in _stretches(letters):
        is_taken = inserted in ids and inserted == present.get(ORIGIN, {}).get("id")
        marks = {INSERTION: attributes[INSERTION], ORIGIN: attributes.get(ORIGIN)} if is_taken else {}
        former = {name: attributes.get(name) for name, mark in looks.items() if present.get(name) == mark}
        if changed := {**strikes, **wishes, **former, **marks}:
            yield Format(text, start, end, changed)


def _stretches(letters: Sequence[Letter]) -> Iterator[tuple[XmlText, Mapping[str, Any], int, int]]:
    """Text, attributes and bytes of letters that stand beside each other: so that they get one mark together."""
    at = 0
    while at < len(letters):
        first, end = letters[at], at + 1
        while end < len(letters) and _follows(letters[end], letters[end - 1]):
            end += 1
        if isinstance(first.home, XmlText):
            yield first.home, first.attributes, first.start, letters[end - 1].end
        at = end


def _follows(letter: Letter, other: Letter) -> bool:
    return letter.home is other.home and letter.start == other.end and letter.attributes is other.attributes


def _gap(place: _Place, after: int | None) -> tuple[XmlText, int]:
    """Where words come in behind so many letters of a line; a text is made where there is none."""
    number = after or 0
    before, behind = place.letters[max(number - 1, 0) : number], place.letters[number : number + 1]
    if before and isinstance(before[0].home, XmlText):
        return before[0].home, before[0].end
    if behind and isinstance(behind[0].home, XmlText):
        return behind[0].home, behind[0].start
    children: list[Any] = list(place.element.children)
    index = children.index(before[0].home) + 1 if before else 0
    if index < len(children) and isinstance(children[index], XmlText):
        return children[index], 0
    return place.element.children.insert(index, XmlText("")), 0
