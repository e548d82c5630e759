"""What an organisation changed in a file: the returned lines against those that were sent. Pure.

Words changed inside a line become wishes, which can be placed in the live text. Everything else is left over, by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.documents.received import BULLET, NUMBER, PARAGRAPH, SECTION, Line, is_heading
from app.drafts.text.alignment import matches, with_gaps
from app.drafts.text.blocks import aligned, blocks_of
from app.drafts.text.sections import TITLE
from app.drafts.text.tokens import Token, keys_in, keys_of, tokens_of
from app.drafts.text.tree import Node, paragraph
from app.drafts.text.wording import steps


class Why(StrEnum):
    """What could not become a suggestion. The names of `received.Extra` are among them."""

    ADDED = "added"  # a new paragraph
    REMOVED = "removed"
    RESHAPED = "reshaped"  # the same paragraph as a heading, list item or the like
    SECTION_MISSING = "section_missing"
    RENAMED = "renamed"  # the heading of a section
    OUTSIDE = "outside"  # belongs to no section
    MOVED_ON = "moved_on"  # the draft says something else there by now
    LINE_BREAK = "line_break"
    TABLE = "table"
    IMAGE = "image"
    FOOTNOTE = "footnote"
    FORMULA = "formula"
    STRIKEOUT = "strikeout"  # struck by hand, not tracked
    MISSED = "missed"  # words of a field or the like, which the reader does not hand on
    BOX = "box"  # a text box
    HIDDEN = "hidden"
    TOO_LONG = "too_long"
    OTHER = "other"


# Instead of a line's number: the section had no words.
EMPTY = -1


@dataclass(frozen=True)
class Leftover:
    """Words that were taken out and words that were put in, and why they are no suggestion."""

    why: Why
    cut: str = ""
    added: str = ""


@dataclass(frozen=True)
class Wish:
    """Other words for tokens `start` to `end` of the line `line` of a section as it was sent.

    In `added` a line feed begins a new paragraph: behind the end of the line, or of an `EMPTY` section between its
    paragraphs.
    """

    section: str
    line: int
    start: int
    end: int
    cut: str
    added: str

    @property
    def breaks(self) -> bool:
        return "\n" in self.added


@dataclass
class Findings:
    """`sent` has the lines that were sent, by section: the keys of their tokens."""

    sent: dict[str, list[tuple[str, ...]]]
    wishes: list[Wish] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)


class NotThisFile(Exception):
    """None of the sections that were sent is in the file."""


def without_unread(found: Findings, unread: Sequence[str]) -> None:
    """Words that the file has, but the reader did not hand on, are missing in its lines: nobody struck them."""
    missing = {key for words in unread for key in keys_in(words) if not key.isspace()}
    wrong = [wish for wish in found.wishes if not missing.isdisjoint(keys_in(wish.cut))]
    found.wishes = [wish for wish in found.wishes if wish not in wrong]
    found.leftovers += (Leftover(Why.MISSED, wish.cut, wish.added) for wish in wrong)


def without_too_long(found: Findings, each: int, together: int) -> None:
    """Of what is put in, a suggestion has so many letters at most, and so have all of a file; the rest is listed."""
    wishes, found.wishes = found.wishes, []
    for wish in wishes:
        together -= len(wish.added)
        if len(wish.added) <= each and together >= 0:
            found.wishes.append(wish)
        else:
            together += len(wish.added)
            found.leftovers.append(Leftover(Why.TOO_LONG, wish.cut, wish.added))


def findings(sent: Sequence[Line], returned: Sequence[Line], titles: Mapping[str, str]) -> Findings:
    """`titles` are the headings of the sections that a draft can have, and their keys."""
    before, after = _parts(sent), _parts(returned)
    same = matches([one.heading for one in before], [one.heading for one in after], lambda _: True)
    if len(before) > 1 and len(same) == 1:  # only what is above all headings
        raise NotThisFile
    found = Findings({titles.get(part.heading, TITLE): [keys_in(line.text) for line in part.lines] for part in before})
    for gap, pair in with_gaps(same, len(before), len(after)):
        _compare_parts(found, [before[i] for i in gap.old], [after[j] for j in gap.new], titles)
        if pair:
            _compare(found, titles.get(before[pair[0]].heading, TITLE), before[pair[0]].lines, after[pair[1]].lines)
    return found


@dataclass(frozen=True)
class _Part:
    """The lines below a section's heading; what is above all of them has none."""

    heading: str
    lines: list[Line]


def _parts(lines: Sequence[Line]) -> list[_Part]:
    parts = [_Part("", [])]
    for line in lines:
        if line.kind == SECTION:
            parts.append(_Part(" ".join(line.text.split()), []))
        elif line.text.strip():
            parts[-1].lines.append(line)
    return parts


def _compare_parts(
    found: Findings, sent: Sequence[_Part], returned: Sequence[_Part], titles: Mapping[str, str]
) -> None:
    """Parts between others that have the same heading: as many of both are the same ones, renamed."""
    if len(sent) == len(returned) and not any(part.heading in titles for part in returned):
        for old, renamed in zip(sent, returned, strict=True):
            found.leftovers.append(Leftover(Why.RENAMED, old.heading, renamed.heading))
            _compare(found, titles[old.heading], old.lines, renamed.lines)
        return
    for part in sent:
        found.leftovers.append(Leftover(Why.SECTION_MISSING, cut=part.heading))
        found.leftovers += (Leftover(Why.REMOVED, cut=line.text) for line in part.lines)
    for part in returned:
        if part.heading in titles and titles[part.heading] not in found.sent:
            found.sent[titles[part.heading]] = []
            _compare(found, titles[part.heading], [], part.lines)
        else:
            why = Why.ADDED if part.heading in titles else Why.OUTSIDE
            texts = (part.heading, *(line.text for line in part.lines))
            found.leftovers += (Leftover(why, added=text) for text in texts)


def _compare(found: Findings, key: str, sent: Sequence[Line], returned: Sequence[Line]) -> None:
    old, new = blocks_of([_node(line) for line in sent], [_node(line) for line in returned])
    before = None if sent else EMPTY
    for gap, pair in with_gaps(aligned(old, new), len(old), len(new)):
        for number in gap.old:
            _remove_line(found, key, number, sent[number].text)
        _add_lines(found, key, before, sent, [returned[j] for j in gap.new])
        before = pair[0] if pair else before
        if pair:
            _compare_lines(found, key, pair[0], sent[pair[0]], returned[pair[1]])


def _remove_line(found: Findings, key: str, number: int, text: str) -> None:
    """All its words are struck; the paragraph stays, empty."""
    if key == TITLE or "\n" in text:
        found.leftovers.append(Leftover(Why.REMOVED, cut=text))
    else:
        keys = keys_in(text)
        found.wishes.append(Wish(key, number, 0, len(keys), "".join(keys), ""))


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


def _node(line: Line) -> Node:
    return {**paragraph("".join(keys_in(line.text))), "attrs": {"kind": line.kind}}


def _compare_lines(found: Findings, key: str, number: int, sent: Line, returned: Line) -> None:
    if sent.kind != returned.kind and not (_is_item(sent) and _is_item(returned) and sent.text == returned.text):
        found.leftovers.append(Leftover(Why.RESHAPED, added=returned.text))
    for wish in _wishes(key, number, sent.text, returned.text) if sent.text != returned.text else ():
        if wish.breaks or "\n" in wish.cut:
            found.leftovers.append(Leftover(Why.LINE_BREAK, wish.cut, wish.added))
        else:
            found.wishes.append(wish)


def _is_item(line: Line) -> bool:
    """Which kind of list it is in, is lost on the way: an item's second paragraph ends a numbered list."""
    return line.kind in (BULLET, NUMBER)


def _wishes(key: str, number: int, sent: str, returned: str) -> Iterator[Wish]:
    old, new = keys_in(sent), tokens_of(returned)
    i = j = 0
    for step in steps(old, keys_of(new)):
        cut, added = "".join(step.cut), _letters(returned, new[j : j + len(step.added)])
        if cut or added:
            yield Wish(key, number, i, i + len(step.cut), cut, added)
        i += len(step.cut) + len(step.kept)
        j += len(step.added) + len(step.kept)


def _letters(text: str, tokens: Sequence[Token]) -> str:
    """What was typed, with its own spaces."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
