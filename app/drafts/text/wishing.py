"""Lines against lines: what somebody wrote otherwise, as wishes, and what can be none by name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents.received import BULLET, NUMBER, PARAGRAPH, Line, is_heading
from app.drafts.text.alignment import Pair
from app.drafts.text.blocks import aligned, blocks_of
from app.drafts.text.joined import one_line, wishes_of_joined, with_joined
from app.drafts.text.reshaped import signs_for
from app.drafts.text.restyled import list_looks, list_other_looks, restyled
from app.drafts.text.sections import TITLE
from app.drafts.text.tokens import keys_in, keys_of, letters_of, tokens_of
from app.drafts.text.tree import Node, paragraph
from app.drafts.text.wishes import EMPTY, GONE, Findings, Leftover, Why, Wish
from app.drafts.text.wording import steps


def compare_section(found: Findings, key: str, sent: Sequence[Line], returned: Sequence[Line]) -> None:
    """Add what a section says otherwise. The levels of headings are those of a draft."""
    old, new = blocks_of([_node(line) for line in sent], [_node(line) for line in returned])
    pairs = list(with_joined(aligned(old, new), sent, returned))
    before, i, j = None if sent else EMPTY, 0, 0
    for numbers, at in [*pairs, (range(len(sent), len(sent)), len(returned))]:
        for number in range(i, numbers.start):
            _remove_line(found, key, number, sent[number].text)
        _add_lines(found, key, before, sent, returned[j:at])
        if numbers:
            _compare_lines(found, key, numbers, sent, returned[at])
            before, i, j = numbers[-1], numbers.stop, at + 1


def _remove_line(found: Findings, key: str, number: int, text: str) -> None:
    """The line goes with all its words."""
    if key == TITLE or "\n" in text:
        found.leftovers.append(Leftover(Why.REMOVED, cut=text))
    else:
        keys = keys_in(text)
        found.wishes.append(Wish(key, number, 0, len(keys), "".join(keys), "", GONE))


def _add_lines(found: Findings, key: str, before: int | None, sent: Sequence[Line], new: Sequence[Line]) -> None:
    """New lines behind the line `before`: a paragraph behind one or a heading, an item behind one of its list."""
    kind = PARAGRAPH if before is None or before == EMPTY or is_heading(sent[before].kind) else sent[before].kind
    is_simple = all(line.kind == kind and "\n" not in line.text for line in new)
    if before is None or key == TITLE or not is_simple:
        why = Why.OUTSIDE if key == TITLE else Why.ADDED
        found.leftovers += (Leftover(why, added=line.text) for line in new)
    elif new:
        end = len(keys_in(sent[before].text)) if before != EMPTY else 0
        begin = "\n" if before != EMPTY else ""
        found.wishes.append(Wish(key, before, end, end, "", begin + "\n".join(line.text for line in new)))
        for line in new:
            list_looks(found, line, tokens_of(line.text))


def _node(line: Line) -> Node:
    return {**paragraph("".join(keys_in(line.text))), "attrs": {"kind": line.kind}}


def _compare_lines(found: Findings, key: str, numbers: range, sent: Sequence[Line], returned: Line) -> None:
    _compare_kinds(found, key, numbers.start, sent[numbers.start], returned)
    if len(numbers) > 1:
        found.wishes += wishes_of_joined(key, numbers, sent, returned.text)
        list_other_looks(found, one_line([sent[number] for number in numbers]), returned)
        return
    _compare_words(found, (key, numbers.start), sent[numbers.start], returned)


def _compare_words(found: Findings, place: tuple[str, int], sent: Line, returned: Line) -> None:
    new = tokens_of(returned.text)
    kept: list[Pair] = []
    i = j = 0
    for step in steps(keys_in(sent.text), keys_of(new)):
        cut, added = "".join(step.cut), letters_of(returned.text, new[j : j + len(step.added)])
        if "\n" in cut + added:
            found.leftovers.append(Leftover(Why.LINE_BREAK, cut, added))
        elif cut or added:
            found.wishes.append(Wish(*place, i, i + len(step.cut), cut, added))
        i, j = i + len(step.cut), j + len(step.added)
        kept += ((i + number, j + number) for number in range(len(step.kept)))
        i, j = i + len(step.kept), j + len(step.kept)
    has_wishes = sent.kind == returned.kind and not is_heading(sent.kind)  # a heading is bold as it is
    if has_wishes:
        restyled(found, place, (sent, returned), kept)
    list_other_looks(found, sent, returned, are_kept_done=has_wishes)


def _compare_kinds(found: Findings, key: str, number: int, sent: Line, returned: Line) -> None:
    if sent.kind == returned.kind or (_is_item(sent) and _is_item(returned) and sent.text == returned.text):
        return
    signs = signs_for(sent.kind, returned.kind) if key != TITLE else ""
    if signs:
        found.wishes.append(Wish(key, number, 0, 0, "", "", signs, about=returned.text))
    else:
        found.leftovers.append(Leftover(Why.RESHAPED, added=returned.text))


def _is_item(line: Line) -> bool:
    """Which kind of list it is in, is lost on the way: an item's second paragraph ends a numbered list."""
    return line.kind in (BULLET, NUMBER)
