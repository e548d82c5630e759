"""A comment lies on exactly the words that were chosen. The positions are what Yjs itself would send for them."""

from __future__ import annotations

from typing import Any

import pytest
from pycrdt import XmlElement, XmlText

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.passages import Chosen, mark_comment
from app.drafts.live.refusing import Refused
from app.drafts.text.wire import inspect_state
from tests.drafts.editors import Editor

WORDS = "Für Übergänge 😀 sollen Länder größere Mittel geben."


def utf16_length(text: str) -> int:
    """The length of a text as JavaScript and Yjs count it."""
    return len(text.encode("utf-16-le")) // 2


class Writer(Editor):
    """Types WORDS in one go, so that the clock of each character is known: the first letter's is `first`."""

    def __init__(self) -> None:
        super().__init__()
        self.type("title", "Ein Titel mit Ü")
        self.first = inspect_state(self.doc.get_state())[self.doc.client_id] + 1  # after the piece of text itself
        self.type("goal", WORDS)


@pytest.fixture
def editor() -> Writer:
    return Writer()


def before(editor: Writer, words: str) -> dict[str, Any]:
    """The relative position before the first letter of `words`, as Y.createRelativePositionFromTypeIndex makes it."""
    clock = editor.first + utf16_length(WORDS[: WORDS.index(words)])
    return {"item": {"client": editor.doc.client_id, "clock": clock}, "assoc": 0}


def at_the_end(editor: Writer) -> dict[str, Any]:
    """The relative position at the end of the text, which has no letter to hold on to."""
    return {"type": {"client": editor.doc.client_id, "clock": editor.first - 1}, "assoc": 0}


def marked(editor: Writer) -> list[str]:
    return [
        piece["text"]
        for section in editor.read()
        for block in section["content"]
        for piece in block["content"]
        if "comment" in piece["marks"]
    ]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("Für", " Übergänge", "Für"),
        ("Übergänge", " 😀", "Übergänge"),
        ("😀", " sollen", "😀"),
        ("größere", " Mittel", "größere"),
        ("geben", "Für", "Für Übergänge 😀 sollen Länder größere Mittel "),
    ],
)
def test_d17_the_mark_is_on_the_chosen_words(editor: Writer, start: str, end: str, words: str) -> None:
    assert mark_comment(editor.doc, Chosen((before(editor, start), before(editor, end)), ""), "c1") == words
    assert marked(editor) == [words]


def test_d17_a_passage_may_go_to_the_end_of_the_text(editor: Writer) -> None:
    assert mark_comment(editor.doc, Chosen((before(editor, "Mittel"), at_the_end(editor)), ""), "c1") == "Mittel geben."


def test_d17_the_words_are_found_again_after_others_have_written_around_and_in_them(editor: Writer) -> None:
    ends = before(editor, "Länder"), before(editor, " größere")
    with editor.doc.transaction():
        text = editor.text("goal")
        text.insert(len("Für Übergänge 😀 sollen Län".encode()), "—ä—")
        text.insert(0, "Ünd ")
        editor.section("goal").children.insert(0, XmlElement("paragraph", contents=[XmlText("Davor")]))
    assert mark_comment(editor.doc, Chosen(ends, ""), "c1") == "Län—ä—der"


def test_d17_a_passage_may_span_paragraphs(editor: Writer) -> None:
    with editor.doc.transaction():
        paragraph = editor.section("goal").children.append(XmlElement("paragraph"))
        clock = editor.first + utf16_length(WORDS) + 2  # after the two new nodes
        paragraph.children.append(XmlText("Zweiter Absatz"))
    head = {"item": {"client": editor.doc.client_id, "clock": clock + 7}, "assoc": 0}
    assert mark_comment(editor.doc, Chosen((before(editor, "geben"), head), ""), "c1") == "geben.\nZweiter"


def test_d17_a_deleted_passage_is_refused(editor: Writer) -> None:
    ends = before(editor, "Länder"), before(editor, " größere")
    editor.text("goal").clear()
    with pytest.raises(Refused, match="gap"):
        mark_comment(editor.doc, Chosen(ends, ""), "c1")


def test_d17_words_in_a_paragraph_that_was_written_anew_are_found_by_themselves(editor: Writer) -> None:
    ends = before(editor, "Länder"), before(editor, " größere")
    with editor.doc.transaction():
        del editor.section("goal").children[0]
        heading = editor.add("goal", "heading", level=3.0)
        heading.children.append(XmlText(WORDS))
    assert mark_comment(editor.doc, Chosen(ends, "Länder"), "c1") == "Länder"
    with pytest.raises(Refused, match="gap"):
        mark_comment(editor.doc, Chosen(ends, "e"), "c2")  # stands there more than once


@pytest.mark.parametrize(
    "position",
    [
        {"assoc": 0},
        {"tname": "body", "assoc": 0},
        {"item": {"client": 99, "clock": 0}, "assoc": 0},
        {"item": {"client": 1, "clock": 10_000}, "assoc": 0},
        {"type": {"client": 1, "clock": 0}, "assoc": 0},
    ],
)
def test_d17_positions_outside_the_text_are_refused_and_the_text_stays(
    editor: Writer, position: dict[str, Any]
) -> None:
    shadow = Shadow(editor.doc.get_update(), Known())
    with pytest.raises(Refused):
        shadow.change(lambda doc: mark_comment(doc, Chosen((position, before(editor, "geben")), ""), "c1"), by=1)
    assert marked(editor) == []


def test_d17_the_mark_bears_the_name_that_the_editor_would_give_it(editor: Writer) -> None:
    """y-tiptap names a mark that may overlap after the hash of its JSON; each editor would rewrite another name."""
    mark_comment(editor.doc, Chosen((before(editor, "Länder"), before(editor, " größere")), ""), "c1")
    names = {name for _words, marks in editor.text("goal").diff() for name in marks or {}}
    assert names == {"comment--1tiVU/zO"}
