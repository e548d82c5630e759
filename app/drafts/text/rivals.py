"""Open suggestions that cannot both come into a text: who accepts one closes the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from app.drafts.text.marks import DELETION, INSERTION, RESTYLED, break_of, ids_of, pieces, styled
from app.drafts.text.readings import lines

# What a sign decides about its line: of two that decide the same only one can come in.
_DECIDES = {
    "join": {"join"}, "heading1": {"line"}, "heading2": {"line"}, "plain": {"line"}, "bullets": {"list"},
    "numbers": {"list"}, "quote": {"quote"}, "out": {"list", "quote"},
}  # fmt: skip


def rivals_of(text: Sequence[Mapping[str, Any]], accepted: Collection[str]) -> set[str]:
    """The open suggestions that strike words which an accepted one strikes, too, wish them to look otherwise, or the
    same line to be otherwise.
    """
    stakes = [*_strikes(text), *_looks(text), *_shapes(text)]
    return set().union(*(ids for ids in stakes if not ids.isdisjoint(accepted))) - set(accepted)


def _strikes(text: Sequence[Mapping[str, Any]]) -> Iterator[set[str]]:
    return (set(ids_of(piece["marks"], DELETION)) for piece in pieces(text))


def _looks(text: Sequence[Mapping[str, Any]]) -> Iterator[set[str]]:
    for piece in pieces(text):
        stakes: dict[str, set[str]] = {}
        for wish in piece["marks"].get(RESTYLED, {}).get("wishes", ()):
            stakes.setdefault(styled(wish["style"])[0], set()).add(wish["id"])
        yield from stakes.values()


def _shapes(text: Sequence[Mapping[str, Any]]) -> Iterator[set[str]]:
    for line in lines(text):  # type: ignore[arg-type]  # it only reads
        stakes: dict[str, set[str]] = {}
        for piece in line["content"]:
            kind = break_of(piece.get("marks", {}))
            if kind == "paragraph":
                yield from stakes.values()
                stakes = {}
            for stake in _DECIDES.get(kind or "", ()):
                stakes.setdefault(stake, set()).update(ids_of(piece["marks"], INSERTION))
        yield from stakes.values()
