"""Paragraphs that are new, gone or moved in a returned file."""

from __future__ import annotations

import re

import pytest

from app.drafts.text.readings import accepted
from app.drafts.text.tree import plain_text
from tests.drafts.editors import Editor
from tests.drafts.post import FIRST, GOAL, SECOND, Post, paragraph_xml, rewritten

pytestmark = pytest.mark.row("D9")


def test_d51_new_paragraphs_begin_behind_the_one_before_them(post: Post) -> None:
    new = paragraph_xml("Erstens ist das neu.") + paragraph_xml("Zweitens auch.")

    def change(xml: str) -> str:
        end = xml.index("</w:p>", xml.index("Mindestens")) + len("</w:p>")
        return xml[:end] + new + xml[end:]

    file = rewritten(post.send(), change)
    post.edit(lambda editor: editor.text("goal").insert(0, "Vorn: ", {}))
    post.take_back(file)
    assert post.suggestions() == [("", "¶Erstens ist das neu.¶Zweitens auch.")]
    assert plain_text(accepted(post.desk.text())[GOAL]["content"]).splitlines()[1:] == [
        SECOND, "Erstens ist das neu.", "Zweitens auch.",
    ]  # fmt: skip


def test_d52_no_paragraph_is_cut_in_two_where_somebody_has_written_on(post: Post) -> None:
    def change(xml: str) -> str:
        end = xml.index("</w:p>", xml.index("Mindestens")) + len("</w:p>")
        return xml[:end] + paragraph_xml("Ganz neu.") + xml[end:]

    file = rewritten(post.send(), change)

    def write_on(editor: Editor) -> None:
        last = list(editor.section("goal").children)[-1].children[0]
        last.insert(len(SECOND.encode()), " Und mehr.", {})

    post.edit(write_on)
    post.take_back(file)
    assert post.suggestions() == []
    assert post.leftovers() == [("moved_on", "", "\nGanz neu.")]


def test_d51_of_paragraphs_that_word_moved_past_each_other_one_is_struck_and_new(post: Post) -> None:
    by = 'w:author="Kim" w:date="2026-11-23T10:00:00Z"'
    came = f'<w:p><w:moveTo w:id="801" {by}><w:r><w:t>{SECOND}</w:t></w:r></w:moveTo></w:p>'

    def move(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("Mindestens"))
        end = xml.index("</w:p>", start) + len("</w:p>")
        went = re.sub(
            r"<w:r>.*</w:r>", lambda run: f'<w:moveFrom w:id="800" {by}>{run[0]}</w:moveFrom>', xml[start:end]
        )
        first = xml.rindex("<w:p>", 0, xml.index("Die Länder"))
        return xml[:first] + came + xml[first:start] + went + xml[end:]

    post.take_back(rewritten(post.send(), move))
    assert (sorted(post.suggestions()), post.leftovers()) == ([("", f"¶{FIRST}"), (FIRST, "")], [])
