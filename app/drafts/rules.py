"""Pure decisions about drafts: who may change the text, what a new one says, what is missing before a vote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from app.drafts.live.leave import Leave
from app.drafts.text.sections import SECTIONS, TITLE, Section, Writing
from app.drafts.text.tree import Tree, plain_text, template_section
from app.workshops.rules import Right

NEED_FOR_ACTION = "need_for_action"


class Editing(StrEnum):
    """Who changes the agreed text: everybody who may write, or only who reviews suggestions."""

    DIRECT = "direct"
    SUGGESTIONS = "suggestions"


class Outcome(StrEnum):
    """What becomes of a suggestion. Overtaken: another one for the same words was accepted, or took its words away."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"


class Treatment(StrEnum):
    """What editors propose to do with a suggestion."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"  # take it over, changed


def may_write(rights: Collection[Right], editing: str) -> bool:
    """Whether somebody with these rights may change the agreed text of a draft."""
    return Right.WRITE_DRAFT in rights and (editing == Editing.DIRECT or Right.REVIEW_DRAFT in rights)


def may_suggest(rights: Collection[Right]) -> bool:
    return Right.WRITE_DRAFT in rights


def leave(rights: Collection[Right], editing: str, sections: Sequence[Section]) -> Leave:
    """Where somebody with these rights, who may suggest at least, may do what."""
    may = {Writing.REVIEWERS: Right.REVIEW_DRAFT in rights, Writing.MODERATORS: Right.PREPARE in rights}

    def kept_from(writing: Writing) -> frozenset[str]:
        return frozenset(one.key for one in sections if one.writing == writing and not may[writing])

    return Leave(not may_write(rights, editing), kept_from(Writing.REVIEWERS), kept_from(Writing.MODERATORS))


def first_text(
    title: str,
    needs: Sequence[tuple[str, str]],
    more: Mapping[str, Sequence[str]] | None = None,
    sections: Sequence[Section] = SECTIONS,
) -> Tree:
    """The text that a draft with these `sections` starts with: its title, and a paragraph for each need (title, text).

    `more` gives paragraphs for other sections, by key.
    """
    paragraphs = {
        TITLE: [title],
        NEED_FOR_ACTION: [f"{need}: {text}" if text else need for need, text in needs],
        **(more or {}),
    }
    return [template_section(one.key, paragraphs.get(one.key, [])) for one in sections]


def missing_sections(text: Tree, sections: Sequence[Section]) -> list[Section]:
    """The required sections that hold no words yet."""
    words = {node["attrs"]["key"]: plain_text(node["content"]) for node in text}
    return [section for section in sections if section.required and not words.get(section.key)]


def section_text(text: Tree, key: str) -> str:
    """The words of one section."""
    return next((plain_text(node["content"]) for node in text if node["attrs"]["key"] == key), "")
