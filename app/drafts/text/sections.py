"""The sections of a recommendation draft: one list for the template, the gate, the record and the exports."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Section:
    """A keyed part of the text. `required`: must hold words before a vote can be about the text."""

    key: str
    title: LazyString
    required: bool


SECTIONS = (
    Section("title", _l("Titel"), required=True),
    Section("starting_situation", _l("Ausgangslage"), required=True),
    Section("need_for_action", _l("Handlungsbedarf"), required=False),
    Section("goal", _l("Ziel"), required=True),
    Section("recommendation", _l("Empfehlung"), required=True),
    Section("rationale", _l("Begründung"), required=True),
    Section("addressees", _l("Adressaten"), required=True),
    Section("implementation", _l("Umsetzung"), required=False),
    Section("sources", _l("Belege"), required=False),
)
SECTION_KEYS = tuple(section.key for section in SECTIONS)
TITLE = "title"
_TITLES = {section.key: section.title for section in SECTIONS}


def title_of(key: str) -> LazyString | str:
    """What a section is called; its key if a text has one that the template does not know."""
    return _TITLES.get(key, key)
