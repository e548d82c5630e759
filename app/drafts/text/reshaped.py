"""Which signs (marks.SHAPES) make of a line of one kind one of another. Pure."""

from __future__ import annotations

from app.documents.received import BULLET, NUMBER, PARAGRAPH, heading, is_heading

_HEADINGS = {heading(1): "heading1", heading(2): "heading2"}
_LISTS = {BULLET: "bullets", NUMBER: "numbers"}


def signs_for(sent: str, returned: str) -> str:
    """With a space between; none if there are none for it. The kinds are those of `received.Line`."""
    if returned != PARAGRAPH and returned not in _HEADINGS and returned not in _LISTS:
        return ""
    if sent in _LISTS and returned in _LISTS:
        return ""
    signs = ["out"] if sent in _LISTS else []
    signs += ["plain"] if is_heading(sent) and not is_heading(returned) else []
    signs += [names[returned] for names in (_HEADINGS, _LISTS) if returned in names]
    return " ".join(signs)
