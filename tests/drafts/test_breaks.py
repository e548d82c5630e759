"""Suggested breaks: a sign in the text until they are accepted, then a real paragraph or line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import SUGGESTING
from app.drafts.live.refusing import Refused
from app.drafts.text import readings, tree
from app.drafts.text.deciding import decide
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import mark_key
from tests.drafts.editors import Editor

pytestmark = pytest.mark.row("D2")

OWN = {"insertion": {"id": "a"}}
PARAGRAPH = {**OWN, "break": {"kind": "paragraph"}}
LINE = {**OWN, "break": {"kind": "line"}}


def with_goal(*pieces: tuple[str, Any]) -> Editor:
    """A text whose goal has one paragraph of these pieces."""
    editor = Editor()
    text, at = editor.text("goal"), 0
    for words, marks in pieces:
        text.insert(at, words, marks)
        at += len(words.encode())
    return editor


def goal(editor: Editor) -> tree.Tree:
    return canonical(editor.read())[3]["content"]


def said(blocks: tree.Tree) -> list[tuple[str, str]]:
    """(type, words) of each block, lists taken apart."""
    found = []
    for block in blocks:
        if block["type"] in ("paragraph", "heading"):
            found.append((block["type"], tree.plain_text([block])))
        else:
            found += [(block["type"], one[1]) for one in said(block["content"])]
    return found


def accept(editor: Editor, *ids: str) -> None:
    with editor.doc.transaction():
        decide(editor.doc, dict.fromkeys(ids, True))


def test_d33_an_accepted_sign_is_a_new_paragraph_that_takes_the_rest_along() -> None:
    editor = with_goal(("Eins ", {}), ("¶", PARAGRAPH), ("zwei", {"bold": {}}), (" drei", {}))
    accept(editor, "a")
    assert said(goal(editor)) == [("paragraph", "Eins"), ("paragraph", "zwei drei")]
    assert [piece["marks"] for piece in goal(editor)[1]["content"]] == [{"bold": {}}, {}]


def test_d33_an_accepted_sign_for_a_line_is_a_hard_break() -> None:
    editor = with_goal(("Eins", {}), ("↵", LINE), ("zwei", {}))
    accept(editor, "a")
    assert [node["type"] for node in goal(editor)[0]["content"]] == ["text", "hardBreak", "text"]


def test_d33_a_rejected_sign_leaves_no_trace() -> None:
    editor = with_goal(("Eins ", {}), ("¶", PARAGRAPH), ("zwei", {}))
    with editor.doc.transaction():
        decide(editor.doc, {"a": False})
    assert said(goal(editor)) == [("paragraph", "Eins zwei")]


def test_d33_several_signs_are_several_breaks() -> None:
    editor = with_goal(("Eins", {}), ("¶¶", PARAGRAPH), ("zwei", {}), ("¶", PARAGRAPH), ("neu", OWN))
    accept(editor, "a")
    assert [words for _, words in said(goal(editor))] == ["Eins", "", "zwei", "neu"]


def test_d33_behind_an_accepted_sign_the_other_suggestions_stay_open() -> None:
    editor = with_goal(("Eins", {}), ("¶", PARAGRAPH), ("zwei", {"insertion": {"id": "b"}}), ("drei", {}))
    accept(editor, "a")
    assert editor.read()[3]["content"][1]["content"][0]["marks"] == {"insertion": {"id": "b"}}


def test_d33_a_heading_goes_on_as_a_paragraph() -> None:
    editor = Editor()
    heading = editor.add("goal", "heading", level=1.0)
    text = heading.children.append(tree.XmlText("Bis wann"))
    text.insert(8, "¶", PARAGRAPH)
    text.insert(11, "Morgen", OWN)
    accept(editor, "a")
    assert said(goal(editor))[1:] == [("heading", "Bis wann"), ("paragraph", "Morgen")]


def test_d33_in_a_list_the_rest_is_a_new_item() -> None:
    editor = Editor()
    item = editor.add("goal", "bulletList").children.append(tree.XmlElement("listItem"))
    text = item.children.append(tree.XmlElement("paragraph")).children.append(tree.XmlText("eins zwei"))
    text.insert(5, "¶", PARAGRAPH)
    accept(editor, "a")
    items = goal(editor)[1]["content"]
    assert [tree.plain_text([item]) for item in items] == ["eins", "zwei"]


def test_d33_a_break_moves_lines_behind_it_along() -> None:
    editor = with_goal(("Eins", {}), ("¶", PARAGRAPH), ("zwei", {}))
    paragraph = editor.section("goal").children[0]
    paragraph.children.append(tree.XmlElement("hardBreak"))
    paragraph.children.append(tree.XmlText("drei"))
    accept(editor, "a")
    assert said(goal(editor)) == [("paragraph", "Eins"), ("paragraph", "zwei\ndrei")]


pieces = st.lists(
    st.tuples(st.sampled_from(["x", "ü y", "¶", "¶¶", "↵"]), st.sampled_from([None, "a", "b"]), st.booleans()),
    max_size=8,
)


@settings(deadline=None)
@given(pieces)
def test_d33_accepting_everything_gives_the_reading_of_everything_accepted(drawn) -> None:
    """What people read as „all accepted“ is what they get."""
    editor = with_goal(*(piece for one in drawn if (piece := as_piece(*one))))
    expected = canonical(readings.accepted(editor.read()))
    accept(editor, "a", "b")
    assert canonical(editor.read()) == expected


def as_piece(words: str, by: str | None, strikes: bool) -> tuple[str, Any] | None:
    kind = {"¶": "paragraph", "↵": "line"}.get(words[0])
    if kind:
        return words, {"insertion": {"id": by or "a"}, "break": {"kind": kind}}
    marks = {"insertion": {"id": by}} if by else {}
    return words, {**marks, mark_key("deletion", "b"): {"id": "b"}} if strikes else marks


def test_d35_a_suggested_break_is_no_part_of_the_agreed_text() -> None:
    with_break = with_goal(("Eins ", {}), ("¶", PARAGRAPH), ("zwei", {}))
    assert canonical(with_break.read()) == canonical(with_goal(("Eins zwei", {})).read())


@pytest.mark.parametrize(
    ("key", "words", "marks"),
    [
        ("goal", "x", PARAGRAPH),
        ("goal", "¶", {"break": {"kind": "paragraph"}}),
        ("goal", "¶", {**OWN, "break": {"kind": "page"}}),
        ("title", "¶", PARAGRAPH),
    ],
    ids=["a letter as a sign", "a sign that nobody suggests", "another kind", "in the title"],
)
def test_d3_a_sign_that_is_none_is_refused(key: str, words: str, marks: Any) -> None:
    editor = Editor()
    shadow = Shadow(editor.doc.get_update(), Known())
    with pytest.raises(Refused):
        shadow.admit(editor.type(key, words, **marks), by=7)


def test_d3_the_title_stays_one_line_also_where_it_has_words_already() -> None:
    editor = Editor()
    editor.type("title", "Titel")
    shadow = Shadow(editor.doc.get_update(), Known())
    with pytest.raises(Refused):
        shadow.admit(editor.type("title", "¶", **PARAGRAPH), by=7, leave=SUGGESTING)


def test_d31_only_so_many_breaks_are_suggested_in_one_text() -> None:
    """To accept a thousand of them would hold everybody up for many seconds."""
    editor = Editor()
    shadow = Shadow(editor.doc.get_update(), Known())
    assert shadow.admit(editor.type("goal", "¶" * tree.MOST_BREAKS, **PARAGRAPH), by=7)
    with pytest.raises(Refused) as refused:
        shadow.admit(editor.type("goal", "¶", **PARAGRAPH), by=7)
    assert refused.value.reason == "document_full"


def test_d31_who_may_only_suggest_may_suggest_a_break() -> None:
    editor = Editor()
    shadow = Shadow(editor.doc.get_update(), Known())
    assert shadow.admit(editor.type("goal", "¶", **PARAGRAPH), by=7, leave=SUGGESTING)
