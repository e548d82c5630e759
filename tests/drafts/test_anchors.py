"""A comment stays on its words, whatever is edited, split, suggested and decided around and among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlText

from app.drafts import comment_store, service, views
from app.drafts.live.passages import Chosen, mark_comment
from app.drafts.service import Words
from app.drafts.text import tree
from app.drafts.text.deciding import decide
from app.drafts.text.marks import BREAK, DELETION, INSERTION, comments_of, mark_key, marks_of
from tests.drafts.conftest import Desk
from tests.drafts.editors import Editor
from tests.drafts.table import Table, replace

pytestmark = pytest.mark.row("D3")
# Each letter stands there once, so that it is known again: the passage in capitals, what is around it in small ones.
BEFORE, PASSAGE, AFTER = "äbc def", "GHIJÖ LMNOP", "qrs tuv"
COMMENT = "Ab3_x"
Change = Callable[[Doc[Any], st.DataObject], None]


def commented() -> Doc[Any]:
    editor = Editor()
    editor.type("goal", BEFORE + PASSAGE + AFTER)
    mark_comment(editor.doc, Chosen(({}, {}), PASSAGE), COMMENT)
    return editor.doc


def letters(text: XmlText) -> str:
    return "".join(piece for piece, _ in text.diff())


def some(doc: Doc[Any], data: st.DataObject) -> tuple[XmlText, int, int]:
    """A piece of text with two places in it, in bytes."""
    text = data.draw(st.sampled_from(tree.texts(doc)), label="text")
    words = letters(text)
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2), label="ends"))
    start, end = (len(words[:place].encode()) for place in ends)
    return text, start, end


def suggestion(data: st.DataObject) -> str:
    return data.draw(st.sampled_from("st"), label="suggestion")


def type_words(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, _ = some(doc, data)
    text.insert(start, data.draw(st.sampled_from(["1", "2 3", "😀"]), label="words"))


def suggest_words(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, _ = some(doc, data)
    text.insert(start, "45", {INSERTION: {"id": suggestion(data)}})


def suggest_break(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, _ = some(doc, data)
    text.insert(start, "¶", {INSERTION: {"id": suggestion(data)}, BREAK: {"kind": "paragraph"}})


def strike(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, end = some(doc, data)
    one = suggestion(data)
    if start < end:
        text.format(start, end, {mark_key(DELETION, one): {"id": one}})


def delete(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, end = some(doc, data)
    del text[start:end]


def make_bold(doc: Doc[Any], data: st.DataObject) -> None:
    text, start, end = some(doc, data)
    if start < end:
        text.format(start, end, {"bold": {}})


def split(doc: Doc[Any], data: st.DataObject) -> None:
    """As an editor does: what stands behind is written anew, with its marks, into a paragraph of its own."""
    text, at, _ = some(doc, data)
    behind = [(words[max(0, at - start) :], marks) for start, words, marks in _runs(text) if start + len(words) > at]
    del text[at : len(text)]
    body = text.parent.parent
    place = next(index for index, child in enumerate(body.children) if child == text.parent)
    fresh = XmlText("")
    body.children.insert(place + 1, XmlElement("paragraph")).children.append(fresh)
    for words, marks in behind:
        fresh.insert(len(fresh), words.decode(), dict(marks))


def _runs(text: XmlText) -> list[tuple[int, bytes, Mapping[str, Any]]]:
    return [(start, words.encode(), marks) for start, _, words, marks in tree.runs(text)]


def settle(doc: Doc[Any], data: st.DataObject) -> None:
    decide(doc, {suggestion(data): data.draw(st.booleans(), label="accepted")})


CHANGES: list[Change] = [type_words, suggest_words, suggest_break, strike, delete, make_bold, split, settle]


def check(doc: Doc[Any]) -> None:
    """Of the letters that are left, those of the passage bear the mark and no others of the first text do."""
    kept = ""
    for text in tree.texts(doc):
        for _, _, words, marks in tree.runs(text):
            is_marked = COMMENT in comments_of(marks_of(marks))
            assert not set(words) & set(PASSAGE) - {" "} or is_marked, words
            assert not set(words) & set(BEFORE + AFTER) - {" "} or not is_marked, words
            kept += words
    order = [letter for letter in kept if letter in PASSAGE and letter != " "]
    assert order == sorted(order, key=PASSAGE.index)


@given(st.data())
def test_d63_whatever_happens_around_and_in_the_passage_the_mark_stays_on_its_words(data: st.DataObject) -> None:
    doc = commented()
    check(doc)
    for change in data.draw(st.lists(st.sampled_from(CHANGES), max_size=12), label="changes"):
        with doc.transaction():
            change(doc, data)
        check(doc)


@given(st.data())
def test_d63_two_people_who_edit_at_once_leave_the_mark_on_its_words(data: st.DataObject) -> None:
    one = commented()
    other: Doc[Any] = Doc()
    other.apply_update(one.get_update())
    for doc in (one, other):
        for change in data.draw(st.lists(st.sampled_from([type_words, suggest_words, strike, delete]), max_size=4)):
            change(doc, data)
    states = one.get_update(), other.get_update()
    one.apply_update(states[1])
    other.apply_update(states[0])
    check(one)
    check(other)


@dataclass
class Anchor:
    """A comment in a live text, by its id."""

    desk: Desk
    comment: str

    def row(self) -> dict[str, Any]:
        with self.desk.people.database.reading() as db:
            return views.comment(comment_store.get_comment(db, self.desk.draft_id, self.comment))

    def words(self) -> str:
        """The words that bear its mark."""
        pieces = [piece for block in self.desk.text()[3]["content"] for piece in block["content"]]
        return "".join(one["text"] for one in pieces if self.comment in comments_of(one["marks"]))


@pytest.fixture
def anchor(table: Table) -> Anchor:
    """„Die Länder sollen handeln.“ with a comment on „Länder sollen“."""
    desk = table.desk
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
    desk.hub.start()
    what = {"chosen": Chosen(({}, {}), "Länder sollen"), "words": Words("Wirklich?"), "request_key": "schlüssel-1"}
    return Anchor(desk, service.comment(desk.hub.pipeline, seen=seen, **what))


def test_d63_accepting_and_rejecting_suggestions_leaves_the_rest_of_the_passage(table: Table, anchor: Anchor) -> None:
    assert anchor.words() == "Länder sollen"
    table.suggest(table.leyla, replace("sollen", "müssen", "s1"))
    table.suggest(table.jonas, replace("Länder", "Kommunen", "s2"))
    table.accept("s1")
    table.reject("s2")
    assert anchor.words().startswith("Länder")
    assert "sollen" not in anchor.words()


def test_d63_without_its_passage_a_comment_is_kept_with_the_words_it_stood_on(table: Table, anchor: Anchor) -> None:
    table.suggest(table.leyla, replace("Die Länder sollen handeln.", "Neu.", "s1"))
    table.accept("s1")
    assert anchor.words() == ""
    assert (anchor.row()["quote"], anchor.row()["body"]) == ("Länder sollen", "Wirklich?")
