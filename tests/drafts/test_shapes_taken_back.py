"""Accepted signs and looks taken back: blocks, breaks and marks are what they were, with the words of by now."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlFragment, XmlText

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.following import Lost
from app.drafts.text.lines import lines_below, words_of
from app.drafts.text.marks import SIGNS, ids_in, mark_key, suggestions_of
from app.drafts.text.readings import accepted, lines, rejected, with_pieces
from app.drafts.text.reopening import Entangled, linked, reopen
from tests.drafts.editors import Editor
from tests.drafts.test_reopening import decided, letters, said
from tests.drafts.test_shapes import SHAPES, STYLES, items, line, sign, suggested, with_goal
from tests.drafts.test_shapes import said as in_short
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D2")

IDS = "abc"
_acts = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(0, 12), st.integers(1, 9), st.sampled_from(["i", "d", *SIGNS, *SIGNS, *STYLES]),
        st.sampled_from(IDS),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


def readings_of(doc: Doc[Any]) -> tuple[tree.Tree, ...]:
    """The text as it stands, all accepted, all rejected."""
    return said(doc), canonical(accepted(tree.read(doc))), canonical(rejected(tree.read(doc)))


@settings(max_examples=12, deadline=None)
@given(texts(), _acts, st.sets(st.sampled_from(IDS), min_size=1), st.booleans())
def test_d92_signs_and_looks_taken_back_leave_every_reading_as_it_was_and_are_decided_again(
    text: tree.Tree, acts: Any, wanted: Any, comes_in: Any
) -> None:
    doc = suggested(text, acts)
    chosen = sorted(wanted & ids_in(said(doc), suggestions_of))
    if not chosen:
        return
    before = readings_of(doc)
    trace, all_of_them = decided(doc, chosen, comes_in=comes_in)
    after = readings_of(doc)
    with doc.transaction():
        reopen(doc, trace, all_of_them)
    assert readings_of(doc) == before
    decided(doc, chosen, comes_in=comes_in)
    assert readings_of(doc) == after


@settings(max_examples=12, deadline=None)
@given(texts(), _acts, st.sampled_from(IDS), st.booleans())
def test_d92_among_what_was_written_since_they_are_where_they_were_or_nothing_changes(
    text: tree.Tree, acts: Any, chosen: str, comes_in: Any
) -> None:
    doc, untouched = suggested(text, acts), suggested(text, acts)
    if chosen not in ids_in(tree.read(doc), suggestions_of):
        return
    trace, all_of_them = decided(doc, [chosen], comes_in=comes_in)
    for one in (doc, untouched):
        add_paragraphs(one)
    try:
        reopen(doc, trace, all_of_them)
    except Lost:
        return
    assert said(doc) == said(untouched)


def add_paragraphs(doc: Doc[Any]) -> None:
    """One more before and behind the others."""
    for section in list(doc.get(tree.ROOT, type=XmlFragment).children)[1:]:
        tree.insert(section, 0, tree.paragraph("Davor noch ein Absatz."))
        tree.insert(section, len(section.children), tree.paragraph("Dahinter noch ein Absatz."))


@settings(max_examples=12, deadline=None)
@given(texts(), _acts, st.sampled_from(IDS))
def test_d92_of_one_request_what_hangs_together_is_taken_back_by_itself_and_then_the_rest(
    text: tree.Tree, acts: Any, first: str
) -> None:
    doc = suggested(text, acts)
    before, chosen = said(doc), sorted(ids_in(said(doc), suggestions_of))
    if first not in chosen:
        return
    trace, all_of_them = decided(doc, chosen, comes_in=True)
    after, part = canonical(tree.read(doc)), linked(trace, [first], all_of_them)
    try:
        reopen(doc, trace, part)
        assert not ids_in(said(doc), suggestions_of) & (all_of_them - part)
        assert canonical(accepted(tree.read(doc))) == after
        if all_of_them - part:
            reopen(doc, trace, all_of_them - part)
    except (Lost, Entangled):
        return
    assert letters(said(doc)) == letters(before)
    assert len(list(lines(said(doc)))) == len(list(lines(before)))


TOGETHER = {name: blocks for name, (blocks, _) in SHAPES.items()} | {
    "two paragraphs": [line("eins ", sign("paragraph"), "zwei ", sign("paragraph"), sign("heading1"), "drei")],
    "an empty one": [line("eins", (SIGNS["paragraph"] * 2, sign("paragraph")[1]), "zwei")],
    "a line": [line("eins", sign("line"), "zwei ", sign("line"))],
    "an item": [items(line("eins ", sign("paragraph"), "zwei"), line("drei"))],
    "cut and joined": [line("eins"), line(sign("join"), "zwei ", sign("paragraph"), "drei")],
    "a whole list": [items(line(sign("out"), "eins"), line(sign("out"), "zwei"))],
}


@pytest.mark.parametrize("blocks", TOGETHER.values(), ids=TOGETHER)
def test_d92_what_was_typed_since_at_the_ends_of_these_lines_stays_in_them(blocks: list[tree.Node]) -> None:
    editor = with_goal(line("Davor."), *blocks)
    before = said(editor.doc)
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    for one in filter(words_of, lines_below(editor.section("goal"))):
        write_behind(one)
    reopen(editor.doc, trace, ids)
    assert said(editor.doc) != before
    assert with_pieces(said(editor.doc), lambda piece: {**piece, "text": piece["text"].replace("!", "")}) == before


@pytest.mark.parametrize("blocks", TOGETHER.values(), ids=TOGETHER)
def test_d92_the_server_takes_what_taking_back_writes(blocks: list[tree.Node]) -> None:
    editor = with_goal(line("Davor."), *blocks)
    before = said(editor.doc)
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    shadow = Shadow(editor.doc.get_update(), Known())
    editor.receive(shadow.change(lambda doc: reopen(doc, trace, ids), 1))
    assert said(editor.doc) == before


def write_behind(one: Any) -> None:
    children = list(one.children)
    text = children[-1] if children and isinstance(children[-1], XmlText) else one.children.append(XmlText(""))
    text.insert(len(text), "!", dict.fromkeys(text.diff()[-1][1] or {}) if len(text) else {})


@pytest.mark.parametrize("kind", ["bullets", "heading1"])
def test_d92_a_line_that_was_empty_is_found_between_those_beside_it(kind: str) -> None:
    editor = with_goal(line("Davor."), line(sign(kind)), line("Dahinter."))
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    write_behind(list(lines_below(editor.section("goal")))[1])
    reopen(editor.doc, trace, ids)
    assert in_short(said(editor.doc)[3]["content"]) == f"p(Davor.) p({SIGNS[kind]}!) p(Dahinter.)"


def taken_back_after(blocks: list[tree.Node], change: Any) -> None:
    """Accept, change the goal, and take back what was accepted."""
    editor = with_goal(*blocks)
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    change(editor.section("goal"))
    shadow: Doc[Any] = Doc()
    shadow.apply_update(editor.doc.get_update())
    reopen(shadow, trace, ids)


def split_first(goal: Any) -> None:
    tree.insert(goal, 1, tree.paragraph("Von Hand dazwischen."))


def drop_last(goal: Any) -> None:
    del goal.children[len(goal.children) - 1]


def put_in_a_quote(goal: Any) -> None:
    del goal.children[0]
    tree.insert(goal, 0, {"type": "blockquote", "content": [tree.paragraph("eins")]})


def join_first_two(goal: Any) -> None:
    first, second = (goal.children[number].children[0] for number in (0, 1))
    first.insert(len(first), str(second))
    del goal.children[1]


CHANGED = {
    "two lines are one": ([line(sign("heading1"), "eins zwei"), line(sign("heading1"), " drei vier")], join_first_two),
    "a paragraph between the parts": ([line("eins ", sign("paragraph"), "zwei")], split_first),
    "one part is gone": ([line("eins ", sign("paragraph"), "zwei")], drop_last),
    "another kind of block": ([line(sign("bullets"), "eins")], put_in_a_quote),
}


@pytest.mark.parametrize(("blocks", "change"), CHANGED.values(), ids=CHANGED)
def test_d92_where_the_blocks_are_others_by_now_nothing_is_taken_back(blocks: list[tree.Node], change: Any) -> None:
    with pytest.raises(Lost):
        taken_back_after(blocks, change)


def test_d92_one_item_is_taken_back_while_the_list_goes_on_to_change() -> None:
    kinds = [sign("paragraph", one) for one in "ab"]
    editor = with_goal(items(line("eins", kinds[0], "zwei"), line("drei", kinds[1], "vier"), line("fünf")))
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    decided(editor.doc, ["b"], comes_in=True)
    del editor.section("goal").children[0].children[4]
    reopen(editor.doc, trace, ids)
    assert in_short(said(editor.doc)[3]["content"]) == "ul(li(p(eins¶zwei)) li(p(drei)) li(p(vier)))"


def test_d92_paragraphs_that_were_divided_beside_each_other_are_taken_back_one_by_one() -> None:
    kinds = [sign("paragraph", one) for one in "ab"]
    editor = with_goal(line("eins", kinds[0], "zwei"), line("drei", kinds[1], "vier"))
    trace, ids = decided(editor.doc, ["a", "b"], comes_in=True)
    assert linked(trace, ["a"], ids) == {"a"}
    reopen(editor.doc, trace, {"a"})
    assert in_short(said(editor.doc)[3]["content"]) == "p(eins¶zwei) p(drei) p(vier)"


def test_d92_new_words_before_the_sign_of_a_join_are_taken_back_with_it() -> None:
    """Agreed, they would take its meaning away."""
    editor = with_goal(line("eins"), line(("neu ", {"insertion": {"id": "b"}}), sign("join"), "zwei"))
    trace, ids = decided(editor.doc, ["a", "b"], comes_in=True)
    assert linked(trace, ["a"], ids) == {"a", "b"}


def test_d92_with_a_shape_come_back_those_that_wished_the_line_otherwise() -> None:
    editor = with_goal(line(sign("bullets", "a"), sign("numbers", "b"), "eins"))
    before = said(editor.doc)
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    assert linked(trace, ["a"], ids) == {"a", "b"}
    reopen(editor.doc, trace, ids)
    assert said(editor.doc) == before


def test_d92_lines_that_stay_are_not_written_anew() -> None:
    """Who is writing there meanwhile loses nothing."""
    editor = with_goal(items(line("eins"), line(sign("join"), "zwei"), line("drei")))
    trace, ids = decided(editor.doc, ["a"], comes_in=True)
    other = Editor(editor.doc.get_update())
    for number in (0, 1):
        with other.doc.transaction():
            other.section("goal").children[0].children[number].children[0].children[0].insert(0, "!")
    reopen(editor.doc, trace, ids)
    editor.receive(other.take())
    assert in_short(said(editor.doc)[3]["content"]) == "ul(li(p(!eins)) li(p(⤴zwei)) li(p(!drei)))"


@pytest.mark.parametrize("comes_in", [True, False])
def test_d92_a_look_is_a_wish_again_and_what_somebody_has_changed_by_hand_stays(comes_in: bool) -> None:
    editor = with_goal(line("eins zwei drei"))
    text = editor.text("goal")
    text.format(0, 14, {mark_key("restyled", "a", "bold"): {"id": "a", "style": "bold"}})
    trace, ids = decided(editor.doc, ["a"], comes_in=comes_in)
    text.format(0, 4, {"bold": None, "italic": {}})
    text.format(10, 14, {"bold": {}})
    reopen(editor.doc, trace, ids)
    looks = [(one["text"], set(one["marks"]) - {"restyled"}) for one in said(editor.doc)[3]["content"][0]["content"]]
    rest = [(" zwei drei", set())] if comes_in else [(" zwei ", set()), ("drei", {"bold"})]
    assert looks == [("eins", {"italic"}), *rest]
    assert ids_in(said(editor.doc), suggestions_of) == {"a"}
