"""What an organisation changed in a file: the parts that came back, each against the one that was sent. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.received import SECTION, Line, heading, level_of
from app.drafts.text.alignment import matches, with_gaps
from app.drafts.text.divided import compare_divided
from app.drafts.text.sections import TITLE
from app.drafts.text.tokens import keys_in
from app.drafts.text.wishes import Findings, Leftover, Why
from app.drafts.text.wishing import compare_section


class NotThisFile(Exception):
    """None of the sections that were sent is in the file."""


def without_unread(found: Findings, unread: Sequence[str]) -> None:
    """Words that the file has, but the reader did not hand on, are missing in its lines: nobody struck them."""
    missing = {key for words in unread for key in keys_in(words) if not key.isspace()}
    wrong = [wish for wish in found.wishes if not missing.isdisjoint(keys_in(wish.cut))]
    found.wishes = [wish for wish in found.wishes if wish not in wrong]
    found.leftovers += (Leftover(Why.MISSED, wish.cut, wish.added) for wish in wrong)


def findings(sent: Sequence[Line], returned: Sequence[Line], titles: Mapping[str, str]) -> Findings:
    """`titles` are the headings of the sections that a draft can have, and their keys."""
    before, after = _parts(sent), _parts(returned)
    after, moved = _in_order(before, after)
    same = matches([one.heading for one in before], [one.heading for one in after], lambda _: True)
    if len(before) > 1 and len(same) == 1:  # only what is above all headings
        raise NotThisFile
    found = Findings({titles.get(part.heading, TITLE): [keys_in(line.text) for line in part.lines] for part in before})
    found.leftovers += (Leftover(Why.SECTION_MOVED, added=heading) for heading in moved)
    for gap, pair in with_gaps(same, len(before), len(after)):
        _compare_parts(found, [before[i] for i in gap.old], [after[j] for j in gap.new], titles)
        if pair:
            old, new = before[pair[0]], after[pair[1]]
            compare_divided(found, titles.get(old.heading, TITLE), old.lines, new.lines)
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
            parts[-1].lines.append(_below_section(line))
    return parts


def _below_section(line: Line) -> Line:
    """With the level that a heading has in a draft."""
    level = level_of(line.kind)
    return replace(line, kind=heading(level - 1)) if level else line


def _in_order(sent: Sequence[_Part], returned: Sequence[_Part]) -> tuple[list[_Part], list[str]]:
    """The returned parts, those that were sent in that order; and the headings of those that stood elsewhere."""
    places = {part.heading: number for number, part in enumerate(sent)}
    headings = [part.heading for part in returned]
    known = [part for part in returned if part.heading in places and headings.count(part.heading) == 1]
    ordered = sorted(known, key=lambda part: places[part.heading])
    following = iter(ordered)
    parts = [next(following) if part in known else part for part in returned]
    stay = matches([part.heading for part in known], [part.heading for part in ordered], lambda _: True)
    kept = {number for number, _ in stay}
    return parts, [part.heading for number, part in enumerate(known) if number not in kept]


def _compare_parts(
    found: Findings, sent: Sequence[_Part], returned: Sequence[_Part], titles: Mapping[str, str]
) -> None:
    """Parts between others that have the same heading: as many of both are the same ones, renamed."""
    if len(sent) == len(returned) and not any(part.heading in titles for part in returned):
        for old, renamed in zip(sent, returned, strict=True):
            found.leftovers.append(Leftover(Why.RENAMED, old.heading, renamed.heading))
            compare_divided(found, titles[old.heading], old.lines, renamed.lines)
        return
    for part in sent:
        found.leftovers.append(Leftover(Why.SECTION_MISSING, cut=part.heading))
        found.leftovers += (Leftover(Why.REMOVED, cut=line.text) for line in part.lines)
    for part in returned:
        if part.heading in titles and titles[part.heading] not in found.sent:
            found.sent[titles[part.heading]] = []
            compare_section(found, titles[part.heading], [], part.lines)
        else:
            why = Why.ADDED if part.heading in titles else Why.OUTSIDE
            texts = (part.heading, *(line.text for line in part.lines))
            found.leftovers += (Leftover(why, added=text) for text in texts)
