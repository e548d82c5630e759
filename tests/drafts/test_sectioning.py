"""Where the parts of a text from outside belong, and that a draft as Markdown reads as exactly the same draft."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from app.documents.manuscript import Manuscript
from app.documents.markdown_reader import read_markdown
from app.documents.received import Extra
from app.drafts.files.markdown_file import markdown_of
from app.drafts.files.sectioning import NAMES, Division
from app.drafts.live.room import load
from app.drafts.text.readings import accepted
from app.drafts.text.sections import SECTION_KEYS, SECTIONS
from app.drafts.text.tree import Tree, paragraph, plain_text, read, seed
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D9")


def divided(markdown: str, title: str = "datei") -> dict[str, str]:
    """The words of each section that has any."""
    text = Division(read_markdown(markdown), title).text
    words = {node["attrs"]["key"]: plain_text(node["content"]) for node in text}
    return {key: said for key, said in words.items() if said}


def test_d64_headings_with_the_name_of_a_section_open_it() -> None:
    markdown = "# Frühe Bildung\n\nSofort.\n\n## Ziele\n\nAlle.\n\n## 3. Quellen:\n\nBuch.\n\n## Ziel\n\nMehr."
    assert divided(markdown) == {
        "title": "Frühe Bildung", "recommendation": "Sofort.", "goal": "Alle.\nMehr.", "sources": "Buch.",
    }  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS[1:], ids=lambda one: one.key)
def test_d64_every_section_opens_by_its_own_title(section) -> None:
    assert divided(f"# T\n\n## {section.title}\n\nWorte")[section.key] == "Worte"


def test_d64_no_name_opens_two_sections() -> None:
    names = [name.casefold() for several in NAMES.values() for name in several]
    assert len(names) == len(set(names))
    assert list(NAMES) == list(SECTION_KEYS)


def test_d64_headings_below_the_sections_stay_in_them() -> None:
    text = Division(read_markdown("# T\n\n## Begründung\n\n### Ziel\n\nWorte\n\n##### Tief\n\n## Anhang"), "").text
    levels = [(one["attrs"]["level"], plain_text([one])) for one in text[5]["content"] if one["type"] == "heading"]
    assert levels == [(1, "Ziel"), (3, "Tief"), (1, "Anhang")]


def test_d64_a_heading_that_is_too_deep_is_named() -> None:
    division = Division(read_markdown("# T\n\n## Ziel\n\n###### Tief"), "")
    assert division.extras == [Extra("level", "Tief")]


def test_d64_bold_paragraphs_are_headings_where_there_are_no_others() -> None:
    assert divided("**Ziel**\n\nAlle.\n\n**Begründung:**\n\nDarum.")["rationale"] == "Darum."
    assert "rationale" not in divided("## Ziel\n\nAlle.\n\n**Begründung:**\n\nDarum.")


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("Vorab.\n\n# Frühe Bildung", "Frühe Bildung"),
        ("# Titel\n\nFrühe Bildung\n\n# Ziel", "Frühe Bildung"),
        ("# Ziel\n\nAlle.\n\n# Danach", "datei"),
        ("Nur ein Satz.", "datei"),
    ],
)
def test_d64_the_title_is_the_first_heading_or_what_the_file_is_called(markdown: str, title: str) -> None:
    assert divided(markdown)["title"] == title


def test_d64_the_title_that_the_file_names_comes_first() -> None:
    manuscript = Manuscript(read_markdown("# Einleitung").blocks, title="Frühe Bildung")
    text = Division(manuscript, "datei").text
    assert [plain_text(text[at]["content"]) for at in (0, 4)] == ["Frühe Bildung", "Einleitung"]


@pytest.mark.parametrize("title", ["&nbsp;", "&shy;", "&#x200b;"])
def test_d64_a_draft_whose_title_nobody_sees_is_called_as_its_file(title: str) -> None:
    assert Division(read_markdown(f"# {title}\n\nText"), "brief").title == "brief"


def test_d64_what_our_own_files_say_above_the_text_is_no_part_of_it() -> None:
    assert divided("# T\n\nEntwurf – noch nicht beschlossen\n\nEntwurf\n\n## Ziel\n\nEntwurf") == {
        "title": "T",
        "goal": "Entwurf",
    }


def as_begun(text: Tree) -> Tree:
    """Every section has at least a paragraph, as in a draft that somebody begins."""
    return [{**one, "content": one["content"] or [paragraph("")]} for one in text]


@settings(max_examples=200, deadline=None)
@given(texts().map(as_begun))
def test_d65_a_draft_as_markdown_reads_as_exactly_the_same_draft(text: Tree) -> None:
    written = markdown_of(text, SECTIONS)
    again = Division(read_markdown(written), fallback="").text
    assert again == text
    assert markdown_of(again, SECTIONS) == written
    assert read(load([seed(again)])) == again


def test_d65_a_draft_with_suggestions_reads_as_if_they_were_accepted() -> None:
    changes = (("sollen", {"deletion": {"ids": ["a"]}}), ("müssen", {"insertion": {"id": "a"}}))
    text = Division(read_markdown("# T\n\n## Ziel\n\nDie Länder handeln"), "").text
    text[3]["content"][0]["content"] += [{"type": "text", "text": words, "marks": marks} for words, marks in changes]
    assert Division(read_markdown(markdown_of(text, SECTIONS)), "").text == accepted(text)
