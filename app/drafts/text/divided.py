"""Lines that somebody divided without another word: each division is a wish for a break. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.received import PARAGRAPH, Line, is_heading
from app.drafts.text.sections import TITLE
from app.drafts.text.tokens import keys_in
from app.drafts.text.wishes import Findings, Wish
from app.drafts.text.wishing import compare_section

MOST_PARTS = 20  # of one line


def compare_divided(found: Findings, key: str, sent: Sequence[Line], returned: Sequence[Line]) -> None:
    """Add what a section says otherwise, and which of its lines are several by now."""
    lines, divisions = put_together(key, sent, returned) if key != TITLE else (returned, [])
    compare_section(found, key, sent, lines)
    found.wishes += divisions


def put_together(key: str, sent: Sequence[Line], returned: Sequence[Line]) -> tuple[list[Line], list[Wish]]:
    """The returned lines, those that were one line when they were sent as that one; and the wishes to divide it."""
    there = {keys_in(line.text) for line in returned}
    whole = {_solid(line): number for number, line in enumerate(sent) if keys_in(line.text) not in there}
    begins = {words[:1] for words in whole if words}
    lines: list[Line] = []
    wishes: list[Wish] = []
    at = 0
    while at < len(returned):
        found = _whole_from(returned[at : at + MOST_PARTS], whole) if _solid(returned[at])[:1] in begins else None
        number, length = found or (-1, 1)
        if found and _is_divided(sent[number], returned[at : at + length]):
            wishes += _wishes(key, number, keys_in(sent[number].text), returned[at : at + length])
            lines.append(sent[number])
        else:
            lines += returned[at : at + 1]
            length = 1
        at += length
    return lines, wishes


def _solid(line: Line) -> tuple[str, ...]:
    """What a line says, without the spaces."""
    return tuple(one for one in keys_in(line.text) if not one.isspace())


def _whole_from(returned: Sequence[Line], whole: dict[tuple[str, ...], int]) -> tuple[int, int] | None:
    """Which line that was sent the first several of these are, and how many."""
    words: tuple[str, ...] = ()
    for length, line in enumerate(returned, start=1):
        words += _solid(line)
        if length > 1 and words in whole:
            return whole[words], length
    return None


def _is_divided(sent: Line, parts: Sequence[Line]) -> bool:
    """Whether accepting breaks would give lines of these kinds, too."""
    further = PARAGRAPH if is_heading(sent.kind) else sent.kind
    is_simple = "\n" not in sent.text and all(_solid(part) and "\n" not in part.text for part in parts)
    return is_simple and parts[0].kind == sent.kind and all(part.kind == further for part in parts[1:])


def _wishes(key: str, number: int, keys: Sequence[str], parts: Sequence[Line]) -> Iterator[Wish]:
    """One for each break; the space at it goes."""
    solid = [at for at, one in enumerate(keys) if not one.isspace()]
    count = 0
    for part in parts[:-1]:
        count += len(_solid(part))
        start, end = solid[count - 1] + 1, solid[count]
        yield Wish(key, number, start, end, "".join(keys[start:end]), "\n")
