"""A live text made to say what another one says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import mark_key
from app.drafts.text.rewriting import rewrite
from app.drafts.text.tree import Tree
from tests.drafts.editors import Editor
from tests.drafts.texts import pairs_of_texts, texts

MARK = {mark_key("comment", "Ab3_x"): {"id": "Ab3_x"}}


def rewritten(doc: Doc[Any], wanted: Tree) -> Tree:
    with doc.transaction():
        rewrite(doc, wanted)
    return canonical(tree.read(doc))


@given(pairs_of_texts(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_d44_whatever_a_text_said_it_says_the_other_one_after_it(both: tuple[Tree, Tree], is_commented: bool) -> None:
    old, new = both
    editor = Editor(tree.seed(old))
    if is_commented:
        for text in tree.texts(editor.doc):
            text.format(0, len(text), MARK)
    assert rewritten(editor.doc, new) == new


@given(texts())
@settings(max_examples=30, deadline=None)
def test_d44_a_text_that_says_it_already_is_not_touched(text: Tree) -> None:
    editor = Editor(tree.seed(text))
    rewritten(editor.doc, text)
    assert editor.unsent == []


@given(pairs_of_texts())
@settings(max_examples=50, deadline=None)
def test_d44_a_section_that_the_other_text_does_not_have_stays(both: tuple[Tree, Tree]) -> None:
    old, new = both
    assert rewritten(Editor(tree.seed(old)).doc, new[:4]) == [*new[:4], *old[4:]]


LINK = {"link": {"href": "https://example.org/"}}


@pytest.mark.parametrize("was", [{}, {"bold": {}}, {"italic": {}}, LINK])
@pytest.mark.parametrize("shall", [{}, {"bold": {}}, {"italic": {}}, LINK])
def test_d44_words_that_stay_get_the_looks_that_they_had(was: dict[str, Any], shall: dict[str, Any]) -> None:
    editor, wanted = Editor(), Editor()
    for one, marks in ((editor, was), (wanted, shall)):
        one.type("goal", "Vorher ")
        one.type("goal", "Länder", **marks)
        one.type("goal", " nachher")
    assert rewritten(editor.doc, canonical(wanted.read())) == canonical(wanted.read())


def test_d44_words_that_look_as_they_shall_are_not_written_again() -> None:
    editor, wanted = Editor(), Editor()
    for one in (editor, wanted):
        one.type("goal", "Wort " * 2_000)
    wanted.text("goal").insert(0, "Neu ")
    editor.take()
    rewritten(editor.doc, canonical(wanted.read()))
    assert len(editor.take()) < 100


def test_d45_words_that_stay_keep_their_comments_and_take_in_what_is_being_typed() -> None:
    editor = Editor()
    editor.type("goal", "Die Länder sollen alle Angebote fördern.")
    editor.text("goal").format(len(b"Die "), len("Die Länder".encode()), MARK)
    state = editor.doc.get_update()
    wanted = Editor()
    wanted.type("goal", "Die Länder können Angebote fördern.")
    away = Editor(state)
    at = len("Die Länder sollen alle Angebote".encode())
    away.text("goal").insert(at, " im Ganztag")
    rewritten(editor.doc, canonical(wanted.read()))
    editor.receive(away.take())
    assert editor.words("goal") == "Die Länder können Angebote im Ganztag fördern."
    pieces = editor.read()[3]["content"][0]["content"]
    assert [piece["text"] for piece in pieces if piece["marks"]] == ["Länder"]
