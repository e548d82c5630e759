"""The sections of a text: the standard list, and what a workshop's template or a draft has made of it. Pure.

A draft keeps the sections that it was made with as rows of JSON; so does a template. None stands for the standard list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

Words: TypeAlias = LazyString | str
Row: TypeAlias = Mapping[str, Any]


class Writing(StrEnum):
    """Who changes a section: all who may write, reviewers while the others suggest, or moderators only."""

    EVERYBODY = "everybody"
    REVIEWERS = "reviewers"
    MODERATORS = "moderators"


@dataclass(frozen=True)
class Section:
    """A keyed part of the text. `required`: must hold words before a vote can be about the text.

    `help` says what belongs there, `hint` how long it should be: a hint, nothing is refused for it.
    """

    key: str
    title: Words
    required: bool = False
    help: Words = ""
    hint: Words = ""
    writing: Writing = Writing.EVERYBODY


SECTIONS = (
    Section("title", _l("Titel"), True, _l("Worum geht es, in einem Satz?")),
    Section("starting_situation", _l("Ausgangslage"), True, _l("Wie ist es heute?")),
    Section("need_for_action", _l("Handlungsbedarf"), False, _l("Was fehlt, und wen betrifft es?")),
    Section("goal", _l("Ziel"), True, _l("Was soll erreicht sein?")),
    Section(
        "recommendation", _l("Empfehlung"), True, _l("Wer soll, sollte oder kann was tun?"), _l("ein bis drei Sätze")
    ),
    Section("rationale", _l("Begründung"), True, _l("Warum ist das der richtige Weg?")),
    Section("addressees", _l("Adressaten"), True, _l("An wen richtet sich die Empfehlung?")),
    Section("implementation", _l("Umsetzung"), False, _l("Welche Maßnahmen, bis wann?")),
    Section("sources", _l("Belege"), False, _l("Worauf stützt sich der Text?")),
)
SECTION_KEYS = tuple(section.key for section in SECTIONS)
TITLE, RECOMMENDATION = "title", "recommendation"
# What a recommendation is made of: no template can be without these, and none can do without words in them.
CORE = frozenset(section.key for section in SECTIONS if section.required)
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[ivx]+\.|\(?[a-z]\))\s+")
_STANDARD = {section.key: section for section in SECTIONS}


def sections_of(rows: Sequence[Row] | None) -> tuple[Section, ...]:
    """The sections that these rows say."""
    return SECTIONS if rows is None else tuple(_section(row) for row in rows)


def rows_of(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """The sections as JSON. Words of the standard list are left out: so they speak the reader's language."""
    return [_row(section) for section in sections]


def titles_of(sections: Iterable[Section]) -> dict[str, Words]:
    """What each section is called."""
    return {section.key: section.title for section in sections}


def told_apart_by(title: str) -> str:
    """What of a title tells sections apart in a file: neither its number nor its case, nor signs at its end."""
    return _NUMBERING.sub("", " ".join(title.split()).casefold()).rstrip(":. ")


def _section(row: Row) -> Section:
    standard = _STANDARD.get(row["key"], Section(row["key"], row["key"]))
    words = {name: row.get(name, getattr(standard, name)) for name in ("title", "help", "hint")}
    return Section(row["key"], required=row["required"], writing=Writing(row["writing"]), **words)


def _row(section: Section) -> dict[str, Any]:
    own = {name: words for name in ("title", "help", "hint") if isinstance(words := getattr(section, name), str)}
    return {"key": section.key, "required": section.required, "writing": str(section.writing), **own}
