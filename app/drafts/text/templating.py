"""What becomes of a list of sections: moved, removed, added, and a draft's brought up to its template. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.drafts.text.sections import CORE, TITLE, Section, Words

Sections = tuple[Section, ...]


def moved(sections: Sections, key: str, by: int) -> Sections:
    """One section is one place further up (-1) or down (1). The title stays the first."""
    place = next(index for index, one in enumerate(sections) if one.key == key)
    other = place + by
    if TITLE in (key, sections[max(other, 0)].key) or not 0 <= other < len(sections):
        return sections
    order = list(sections)
    order[place], order[other] = order[other], order[place]
    return tuple(order)


def removed(sections: Sections, key: str) -> Sections:
    """Without a section; what a recommendation is made of stays."""
    return tuple(one for one in sections if one.key != key or key in CORE)


def reworded(was: Words, said: str) -> Words:
    """What somebody wrote for words; the standard list's own stay those, in every language."""
    return was if str(was) == said else said


def brought_up(draft: Sequence[Section], template: Sequence[Section]) -> Sections:
    """A draft's sections as the template wants them now: what was added comes after its neighbour; help, hint, required
    words and rights are the template's; titles and order stay, and nothing goes.
    """
    wanted = {one.key: one for one in template}
    kept = [_renewed(one, wanted.get(one.key, one)) for one in draft]
    for before, one in zip([None, *template], template, strict=False):
        keys = [each.key for each in kept]
        if one.key not in keys:
            kept.insert(keys.index(before.key) + 1 if before else len(kept), one)
    return tuple(kept)


def _renewed(section: Section, wanted: Section) -> Section:
    return replace(wanted, title=section.title)


def added(draft: Sequence[Section], wanted: Sequence[Section]) -> dict[str, int]:
    """The keys of the sections that a draft lacks, and where they come: to be put in one after the other."""
    keys = {one.key for one in draft}
    return {one.key: index for index, one in enumerate(wanted) if one.key not in keys}
