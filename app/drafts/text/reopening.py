"""Taking back what was decided on suggestions: their words and marks stand in the text again, where that is by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from app.drafts.text import tree
from app.drafts.text.alignment import matches
from app.drafts.text.following import Followed, Place, follow
from app.drafts.text.lines import Letter, letters_of, lines_below, words_of
from app.drafts.text.marks import DELETION, INSERTION, ORIGIN, ids_in, keys_by_id, suggestions_of
from app.drafts.text.traces import Line, Piece, Trace, digest
from app.drafts.text.wording import split


class Lost(Exception):
    """Where the words stood was changed too much since."""


class Entangled(Exception):
    """Somebody has decided since on another suggestion for the same words."""


@dataclass(frozen=True)
class _Format:
    """Attributes that change on letters that are there."""

    text: XmlText
    start: int
    end: int
    changes: dict[str, Any]


@dataclass(frozen=True)
class _Insert:
    """Words that come back."""

    text: XmlText
    at: int
    words: str
    attributes: Mapping[str, Any]


_Change = _Format | _Insert


def linked(trace: Trace, chosen: Collection[str], decided: Collection[str]) -> set[str]:
    """The chosen ones of the `decided` suggestions, with those that were decided by the same words."""
    shared = [piece.suggestions.intersection(decided) for line in trace.lines for piece in line.pieces]
    found: set[str] = set()
    wanted = set(chosen)
    while wanted != found:
        found = wanted
        wanted = found.union(*(ids for ids in shared if not ids.isdisjoint(found)))
    return found


def reopen(doc: Doc[Any], trace: Trace, ids: Collection[str]) -> None:
    """Let these decided suggestions, all that are linked to each other, be open again. Raises Lost or Entangled."""
    _require_untangled(doc, trace, ids)
    changes = [change for line, place in _places(doc, trace, ids) for change in _changes(line, place, ids)]
    _apply(changes)
    if not ids_in(tree.read(doc), suggestions_of).issuperset(ids):
        raise Lost


def _require_untangled(doc: Doc[Any], trace: Trace, ids: Collection[str]) -> None:
    """What comes back bears the marks of other suggestions, too: only those that are open may be brought back."""
    known = ids_in(tree.read(doc), suggestions_of).union(ids)
    coming = (piece for line in trace.lines for piece in line.pieces if piece.is_gone)
    if any(not piece.suggestions.isdisjoint(ids) and not piece.suggestions <= known for piece in coming):
        raise Entangled


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
    """The lines that these suggestions were in, each with its place."""
    for section in doc.get(tree.ROOT, type=XmlFragment).children:
        key = section.attributes["key"]
        wanted = [
            line for line in trace.lines if line.section == key and any(_concerns(one, ids) for one in line.pieces)
        ]
        if wanted:
            elements = [_Element(one, words_of(one)) for one in lines_below(section)]
            same = dict(matches(trace.sections[key], [digest(one.words) for one in elements], lambda _: True))
            others = [one for number, one in enumerate(elements) if number not in set(same.values())]
            for line in wanted:
                found = elements[same[line.number]] if line.number in same else None
                yield line, _unchanged(line, found) if found else _searched(line, others, ids)


def _unchanged(line: Line, element: _Element) -> _Place:
    return _Place(element.line, letters_of(element.line), follow(line.words, element.words))


def _concerns(piece: Piece, ids: Collection[str]) -> bool:
    return not piece.suggestions.isdisjoint(ids)


def _searched(line: Line, elements: Sequence[_Element], ids: Collection[str]) -> _Place:
    """Where a line is by now that says something else, if that is one place."""
    places = [(piece, _around(line, start, piece)) for start, piece in _starts(line, ids)]
    found = []
    for element in elements:
        followed = _followed(line, element, places)
        if followed is not None:
            found.append(_Place(element.line, letters_of(element.line), followed))
    if len(found) != 1:
        raise Lost
    return found[0]


def _around(line: Line, start: int, piece: Piece) -> Place:
    return Place(line.words, start, start if piece.is_gone else start + len(piece.words))


def _followed(line: Line, element: _Element, places: Sequence[tuple[Piece, Place]]) -> Followed | None:
    """Where the letters of a line are in another one, if all of these places are in there."""
    if not all(place.may_be_in(element.tokens) for _, place in places):
        return None
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


def _changes(line: Line, place: _Place, ids: Collection[str]) -> Iterator[_Change]:
    for start, piece in _starts(line, ids):
        if piece.is_gone:
            text, at = _gap(place, place.followed.gap(start))
            yield _Insert(text, at, piece.words, piece.attributes or {})
        else:
            letters = [place.letters[at] for at in place.followed.letters(start, start + len(piece.words))]
            yield from _marked_again(letters, piece.attributes or {}, ids)


def _marked_again(letters: Sequence[Letter], attributes: Mapping[str, Any], ids: Collection[str]) -> Iterator[_Format]:
    strikes = {key: attributes[key] for one, key in keys_by_id(attributes, DELETION).items() if one in ids}
    inserted = attributes.get(INSERTION, {}).get("id")
    for text, origin, start, end in _stretches(letters):
        is_taken = inserted in ids and origin == inserted
        marks = {INSERTION: attributes[INSERTION], ORIGIN: attributes.get(ORIGIN)} if is_taken else {}
        if strikes or marks:
            yield _Format(text, start, end, {**strikes, **marks})


def _stretches(letters: Sequence[Letter]) -> Iterator[tuple[XmlText, str | None, int, int]]:
    """Text, origin and bytes of letters that stand beside each other: so that they get one mark together."""
    at = 0
    while at < len(letters):
        first, end = letters[at], at + 1
        while end < len(letters) and _follows(letters[end], letters[end - 1]):
            end += 1
        if isinstance(first.home, XmlText):
            yield first.home, _origin_of(first), first.start, letters[end - 1].end
        at = end


def _follows(letter: Letter, other: Letter) -> bool:
    return letter.home is other.home and letter.start == other.end and _origin_of(letter) == _origin_of(other)


def _origin_of(letter: Letter) -> str | None:
    identity: str | None = letter.attributes.get(ORIGIN, {}).get("id")
    return identity


def _gap(place: _Place, after: int | None) -> tuple[XmlText, int]:
    """Where words come in behind so many letters of a line; a text is made where there is none."""
    number = after or 0
    before, behind = place.letters[:number][-1:], place.letters[number:][:1]
    if before and isinstance(before[0].home, XmlText):
        return before[0].home, before[0].end
    if behind and isinstance(behind[0].home, XmlText):
        return behind[0].home, behind[0].start
    children: list[Any] = list(place.element.children)
    index = children.index(before[0].home) + 1 if before else 0
    if index < len(children) and isinstance(children[index], XmlText):
        return children[index], 0
    return place.element.children.insert(index, XmlText("")), 0


def _apply(changes: Sequence[_Change]) -> None:
    """First the marks, which move nothing, then words from the end on: so that places before them stay the same."""
    inserts: dict[XmlText, list[_Insert]] = {}
    for change in changes:
        if isinstance(change, _Format):
            change.text.format(change.start, change.end, change.changes)
        else:
            inserts.setdefault(change.text, []).append(change)
    for text, several in inserts.items():
        for one in sorted(several, key=lambda one: one.at)[::-1]:  # of two at one place the later first
            others = dict.fromkeys({key for _, _, _, attributes in tree.runs(text) for key in attributes}, None)
            text.insert(one.at, one.words, {**others, **one.attributes})
