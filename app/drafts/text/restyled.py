"""Words of a line that stay, but are bold or italic by now, or no longer: wishes for another look. What else looks
otherwise than it will as a suggestion is listed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.received import LOOKS, Line, is_heading
from app.drafts.text.alignment import Pair
from app.drafts.text.tokens import Token, keys_of, tokens_of
from app.drafts.text.wishes import Findings, Leftover, Why, Wish
from app.drafts.text.wording import steps

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


def list_looks(found: Findings, line: Line, tokens: Sequence[Token], sign: str = " ") -> None:
    """List which of these words of a returned line look otherwise than by `sign`, as they will where they come in."""
    if line.looks is not None and not is_heading(line.kind):
        _list(found, line, tokens, [set(_signs(line, token)) == {sign} for token in tokens])


def list_other_looks(found: Findings, sent: Line, returned: Line, *, are_kept_done: bool = False) -> None:
    """List the words of a returned line that look otherwise than they will once its suggestions are accepted.

    `are_kept_done`: those that stayed have their wishes already.
    """
    if sent.looks is None or returned.looks is None or is_heading(returned.kind):
        return
    old, new = tokens_of(sent.text), tokens_of(returned.text)
    i = j = 0
    for step in steps(keys_of(old), keys_of(new)):
        end = i + len(step.cut)
        list_looks(found, returned, new[j : j + len(step.added)], _sign_around(sent, old, i, end))
        i, j, length = end, j + len(step.added), len(step.kept)
        stayed = list(zip(old[i : i + length], new[j : j + length], strict=True))
        as_before = [are_kept_done or set(_signs(sent, was)) == set(_signs(returned, now)) for was, now in stayed]
        _list(found, returned, new[j : j + length], as_before)
        i, j = i + length, j + length


def _sign_around(sent: Line, tokens: Sequence[Token], start: int, end: int) -> str:
    """How words look that come in for the tokens `start` to `end`, or between two: as all letters there do."""
    if start < end:
        span = [(tokens[start].start, tokens[end - 1].end)]
    else:
        span = [(token.end - 1, token.end) for token in tokens[:start][-1:]]
        span += [(token.start, token.start + 1) for token in tokens[start:][:1]]
    signs = "".join((sent.looks or "")[first:last] for first, last in span)
    return LOOKS[frozenset.intersection(*(_MARKS[sign] for sign in signs)) if signs else frozenset()]


def _list(found: Findings, line: Line, tokens: Sequence[Token], is_as_it_will: Sequence[bool]) -> None:
    styles = [
        (number, None if token.key.isspace() else "" if is_so else _PARTLY)
        for number, (token, is_so) in enumerate(zip(tokens, is_as_it_will, strict=True))
    ]
    for _, start, end in _runs(styles):
        words = line.text[tokens[start].start : tokens[end - 1].end]
        found.leftovers.append(Leftover(Why.RESTYLED, added=words))


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
