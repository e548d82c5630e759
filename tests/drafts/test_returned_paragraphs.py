"""Paragraphs that are new, gone or moved in a returned file."""

from __future__ import annotations

import re

import pytest

from app.drafts.text.deciding import words_of
from app.drafts.text.readings import accepted
from app.drafts.text.tree import plain_text
from tests.drafts.editors import Editor
from tests.drafts.post import FIRST, GOAL, SECOND, Post, changed, paragraph_xml, rewritten

pytestmark = pytest.mark.row("D9")
# What the database has no part in.
ONCE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
BY = 'w:author="Kim" w:date="2026-11-23T10:00:00Z"'


def wishes(post: Post) -> list[list[str]]:
    """What each open suggestion wishes besides words."""
    return [[wish["kind"] for wish in one.wishes] for one in words_of(post.desk.text()).values()]


def accepted_goal(post: Post) -> list[str]:
    """What stands in the goal once all is accepted, empty paragraphs included."""
    blocks = accepted(post.desk.text())[GOAL]["content"]
    return [plain_text([block]) for block in blocks]


def with_properties(xml: str, words: str, properties: str) -> str:
    """The text with these properties of the paragraph that has these words."""
    start = xml.rindex("<w:p>", 0, xml.index(words)) + len("<w:p>")
    rest = re.sub(r"^<w:pPr>.*?</w:pPr>", "", xml[start:])
    return f"{xml[:start]}<w:pPr>{properties}</w:pPr>{rest}"


def test_d89_a_struck_paragraph_mark_is_a_suggested_join(post: Post) -> None:
    mark = f'<w:rPr><w:del w:id="801" {BY}/></w:rPr>'
    answer = post.take_back(rewritten(post.send(), lambda xml: with_properties(xml, "Die Länder", mark)))
    assert (wishes(post), post.leftovers()) == ([["join"]], [])
    assert accepted_goal(post) == [f"{FIRST}{SECOND}"]
    assert post.agreed() == f"{FIRST}\n{SECOND}"
    assert "kein Vorschlag" not in answer.text


@ONCE
def test_d89_so_are_paragraphs_that_somebody_joined_without_tracking(post: Post) -> None:
    def join(xml: str) -> str:
        return re.sub(r"einführen\..*Mindestens", "einführen und mindestens", xml, flags=re.DOTALL)

    post.take_back(rewritten(post.send(), join))
    assert accepted_goal(post) == [f"{FIRST[:-1]} und m{SECOND[1:]}"]
    assert post.leftovers() == []


@ONCE
def test_d89_a_paragraph_that_is_gone_leaves_no_empty_one_once_that_is_accepted(post: Post) -> None:
    def strike(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("Die Länder"))
        return xml[:start] + xml[xml.index("</w:p>", start) + len("</w:p>") :]

    post.take_back(rewritten(post.send(), strike))
    assert post.suggestions() == [(FIRST, "")]
    [made] = [one["id"] for one in post.client.get(f"/drafts/{post.desk.draft_id}/suggestions").json["suggestions"]]
    decision = {"suggestions": [made], "outcome": "accepted", "request_key": "schlüssel-1"}
    assert post.client.post(f"/drafts/{post.desk.draft_id}/decisions", json=decision).status_code == 201
    assert [plain_text([block]) for block in post.desk.text()[GOAL]["content"]] == [SECOND]


def test_d90_a_tracked_heading_and_bold_words_are_suggestions_of_that(post: Post) -> None:
    style = f'<w:pStyle w:val="Heading2"/><w:pPrChange w:id="801" {BY}><w:pPr/></w:pPrChange>'
    look = f'<w:rPr><w:b/><w:rPrChange w:id="802" {BY}><w:rPr/></w:rPrChange></w:rPr>'
    space = '<w:t xml:space="preserve">'
    bold = f"</w:t></w:r><w:r>{look}{space}der Mittel</w:t></w:r><w:r>{space}"
    file = rewritten(post.send(), lambda xml: with_properties(xml, "Die Länder", style))
    answer = post.take_back(changed(file, ("der Mittel", bold)))
    assert (wishes(post), post.leftovers()) == ([["heading1"], ["bold"]], [])
    made = accepted(post.desk.text())[GOAL]["content"]
    assert [block["type"] for block in made] == ["heading", "paragraph"]
    assert [piece["text"] for piece in made[1]["content"] if "bold" in piece["marks"]] == ["der Mittel"]
    assert "2 Änderungen sind jetzt Vorschläge" in answer.text


@ONCE
@pytest.mark.parametrize("saved_as", ["docx:MS Word 2007 XML", "odt"])
def test_d90_libreoffice_changes_nothing_in_them(post: Post, soffice, saved_as: str) -> None:
    def change(xml: str) -> str:
        mark = f'<w:rPr><w:del w:id="801" {BY}/></w:rPr>'
        return with_properties(xml, "Die Länder", f'<w:pStyle w:val="Heading2"/>{mark}')

    post.take_back(soffice.convert(rewritten(post.send(), change), "docx", saved_as))
    assert (wishes(post), post.leftovers()) == ([["heading1"], ["join"]], [])
    made = accepted(post.desk.text())[GOAL]["content"]
    assert [(block["type"], plain_text([block]).replace("\xa0", " ")) for block in made] == [
        ("heading", f"{FIRST}{SECOND}".replace("\xa0", " ")),
    ]  # fmt: skip


@ONCE
def test_d90_what_the_schema_has_no_word_for_is_listed_by_name(post: Post) -> None:
    style = '<w:pStyle w:val="Heading4"/>'
    answer = post.take_back(rewritten(post.send(), lambda xml: with_properties(xml, "Die Länder", style)))
    assert (post.suggestions(), post.leftovers()) == ([], [("reshaped", "", FIRST)])
    assert "Anders gegliedert" in answer.text


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
