"""Pure decisions about drafts: what a new one says, and what is missing before it can be voted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.drafts.sections import SECTION_KEYS, SECTIONS, TITLE, Section
from app.drafts.tree import Tree, plain_text, template_section

NEED_FOR_ACTION = "need_for_action"


def first_text(title: str, needs: Sequence[tuple[str, str]], more: Mapping[str, Sequence[str]] | None = None) -> Tree:
    """The text that a draft starts with: its title, and a paragraph for each need (title, text).

    `more` gives paragraphs for other sections, by key.
    """
    paragraphs = {
        TITLE: [title],
        NEED_FOR_ACTION: [f"{need}: {text}" if text else need for need, text in needs],
        **(more or {}),
    }
    return [template_section(key, paragraphs.get(key, [])) for key in SECTION_KEYS]


def missing_sections(text: Tree) -> list[Section]:
    """The required sections that hold no words yet."""
    words = {node["attrs"]["key"]: plain_text(node["content"]) for node in text}
    return [section for section in SECTIONS if section.required and not words.get(section.key)]


def section_text(text: Tree, key: str) -> str:
    """The words of one section."""
    return next((plain_text(node["content"]) for node in text if node["attrs"]["key"] == key), "")
