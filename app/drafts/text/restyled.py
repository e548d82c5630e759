"""Words of a line that stay, but are bold or italic by now, or no longer: wishes for another look. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.received import LOOKS, Line
from app.drafts.text.alignment import Pair
from app.drafts.text.tokens import Token, tokens_of
from app.drafts.text.wishes import Findings, Leftover, Why, Wish

_MARKS = {sign: marks for marks, sign in LOOKS.items()}
_PARTLY = "partly"


def restyled(found: Findings, place: tuple[str, int], both: tuple[Line, Line], kept: Sequence[Pair]) -> None:
    """Add what looks otherwise of a line that was sent, its section and number; `kept`: which words stayed, by their
    numbers before and after.
    """
    sent, returned = both
    if sent.looks is None or returned.looks is None or not (sent.looks + returned.looks).strip():
        return
    old, new = tokens_of(sent.text), tokens_of(returned.text)
    for mark in ("bold", "italic"):
        styles = [
            (i, None if old[i].key.isspace() else _style(mark, _signs(sent, old[i]), _signs(returned, new[j])))
            for i, j in kept
        ]
        for style, start, end in _runs(styles):
            words = sent.text[old[start].start : old[end - 1].end]
            if style == _PARTLY:
                found.leftovers.append(Leftover(Why.RESTYLED, added=words))
            else:
                found.wishes.append(Wish(*place, start, end, "", "", style=style, about=words))


def _signs(line: Line, token: Token) -> str:
    return (line.looks or "")[token.start : token.end]


def _style(mark: str, sent: str, returned: str) -> str:
    """What the letters of a word have become; nothing if they look as they did."""
    was, now = ([mark in _MARKS[sign] for sign in signs] for signs in (sent, returned))
    if was == now:
        return ""
    if any(now) != all(now):
        return _PARTLY
    return mark if all(now) else f"-{mark}"


def _runs(styles: Sequence[tuple[int, str | None]]) -> Iterator[tuple[str, int, int]]:
    """The styles of words in a row, from which to which; spaces, which have none, are between words of one style."""
    run: tuple[str, int, int] | None = None
    last = -1
    for number, style in styles:
        if run and (number != last + 1 or style not in (None, run[0])):
            yield run
            run = None
        if style:
            run = (style, run[1] if run else number, number + 1)
        last = number
    if run:
        yield run
