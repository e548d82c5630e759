"""A decision taken back: the text is as it was, whatever the suggestions were and whatever was done elsewhere since."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlFragment

from app.drafts.text import readings, tree
from app.drafts.text.deciding import decide
from app.drafts.text.following import Lost
from app.drafts.text.marks import ids_in, mark_key, pieces, suggestions_of
from app.drafts.text.reopening import Entangled, linked, reopen
from app.drafts.text.rivals import rivals_of
from app.drafts.text.traces import Trace, from_json, trace_of
from tests.drafts.table import replace
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D2")

IDS = "abcd"
# Which text, from where, how long, what is done there, and whose it is.
_act_of_one = st.tuples(
    st.integers(0, 9), st.integers(0, 40), st.integers(1, 9), st.sampled_from("iiddc"), st.sampled_from(IDS)
)
_acts = st.lists(_act_of_one, min_size=1, max_size=12)


def suggested(text: tree.Tree, acts: list[Any]) -> Doc[Any]:
    """A text in which several people have suggested something."""
    doc: Doc[Any] = Doc()
    doc.apply_update(tree.seed(text))
    for number, start, length, act, one in acts:
        pieces = [piece for piece in tree.texts(doc) if len(piece)]
        if pieces:
            _act(pieces[number % len(pieces)], start, length, act, one)
    return doc


def _act(text: Any, start: int, length: int, act: str, one: str) -> None:
    letters = "".join(words for words, _ in text.diff())
    start = min(start, len(letters))
    at, end = (len(letters[:place].encode()) for place in (start, start + length))
    if act in "dc" and at < end:
        name = {"d": "deletion", "c": "comment"}[act]
        text.format(at, end, {mark_key(name, one): {"id": one}})
    elif act == "i":
        others = dict.fromkeys({key for _, attributes in text.diff() for key in attributes or {}}, None)
        text.insert(at, f"{one}ü{length}", {**others, "insertion": {"id": one}})


def said(doc: Doc[Any]) -> tree.Tree:
    """All of a text, with its marks."""
    return readings.with_pieces(tree.read(doc), lambda piece: piece)


def decided(doc: Doc[Any], chosen: list[str], *, comes_in: bool) -> tuple[Trace, set[str]]:
    """Decide as `suggestions.settle` does; returns what was kept of it, and which were decided."""
    text = tree.read(doc)
    was_open = ids_in(text, suggestions_of)
    rivals = rivals_of(text, chosen) if comes_in else set()
    verdicts = {**dict.fromkeys(chosen, comes_in), **dict.fromkeys(rivals, False)}
    trace = from_json(trace_of(doc, verdicts).as_json())
    with doc.transaction():
        decide(doc, verdicts)
    return trace, {one for one in was_open if one in chosen or one not in ids_in(tree.read(doc), suggestions_of)}


@settings(max_examples=80, deadline=None)
@given(texts(), _acts, st.sets(st.sampled_from(IDS), min_size=1), st.booleans())
def test_d58_a_decision_taken_back_leaves_the_text_as_it_was(
    text: tree.Tree, acts: Any, chosen: Any, comes_in: Any
) -> None:
    doc = suggested(text, acts)
    before = said(doc)
    chosen = sorted(chosen & ids_in(before, suggestions_of))
    if not chosen:
        return
    trace, all_of_them = decided(doc, chosen, comes_in=comes_in)
    assert not all_of_them & ids_in(tree.read(doc), suggestions_of)
    with doc.transaction():
        reopen(doc, trace, all_of_them)
    assert said(doc) == before


@settings(max_examples=80, deadline=None)
@given(texts(), _acts, st.sampled_from(IDS), st.booleans())
def test_d59_words_come_back_where_they_were_among_what_was_written_since_or_not_at_all(
    text: tree.Tree, acts: Any, chosen: str, comes_in: Any
) -> None:
    doc, untouched = suggested(text, acts), suggested(text, acts)
    if chosen not in ids_in(tree.read(doc), suggestions_of):
        return
    trace, all_of_them = decided(doc, [chosen], comes_in=comes_in)
    for one in (doc, untouched):
        write_elsewhere(one)
    try:
        with doc.transaction():
            reopen(doc, trace, all_of_them)
    except Lost:
        return
    assert said(doc) == said(untouched)


def write_elsewhere(doc: Doc[Any]) -> None:
    """A paragraph more before others, and some words at the start of each line."""
    for text in tree.texts(doc):
        if not list(text.parent.children).index(text):
            others = dict.fromkeys({key for _, attributes in text.diff() for key in attributes or {}}, None)
            text.insert(0, "Neu ist: ", others)
    for section in list(doc.get(tree.ROOT, type=XmlFragment).children)[1:]:
        tree.insert(section, 0, tree.paragraph("Davor noch ein Absatz."))


def with_goal(*lines: str) -> Doc[Any]:
    text = tree.empty_tree()
    text[3]["content"] = [tree.paragraph(line) for line in lines]
    doc: Doc[Any] = Doc()
    doc.apply_update(tree.seed(text))
    return doc


def line(doc: Doc[Any], number: int = 0) -> Any:
    return goal(doc).children[number].children[0]


def goal(doc: Doc[Any]) -> Any:
    return doc.get(tree.ROOT, type=XmlFragment).children[3]


def shown(doc: Doc[Any]) -> str:
    """The goal, what came in [so], what goes (so)."""
    signs = {"insertion": "[{}]", "deletion": "({})"}
    return "|".join(
        "".join(
            signs.get(next(iter(sorted(piece["marks"])), ""), "{}").format(piece["text"]) for piece in block["content"]
        )
        for block in said(doc)[3]["content"]
    )


def replaced(doc: Doc[Any], old: str, new: str, number: int = 0, one: str = "a") -> None:
    replace(old, new, one)(line(doc, number))


@settings(max_examples=80, deadline=None)
@given(texts(), _acts, st.permutations(IDS), st.booleans(), st.booleans())
def test_d59_two_decisions_are_taken_back_in_either_order_or_not_at_all(
    text: tree.Tree, acts: Any, ids: Any, comes_in: bool, is_last_first: bool
) -> None:
    doc = suggested(text, acts)
    before = said(doc)
    if not {*ids[:2]} <= ids_in(before, suggestions_of):
        return
    first = decided(doc, [ids[0]], comes_in=comes_in)
    if ids[1] not in ids_in(tree.read(doc), suggestions_of):
        return
    made = [first, decided(doc, [ids[1]], comes_in=not comes_in)]
    try:
        for trace, all_of_them in reversed(made) if is_last_first else made:
            reopen(doc, trace, all_of_them)
    except (Lost, Entangled):
        return
    assert letters(said(doc)) == letters(before)


def letters(text: tree.Tree) -> Counter[tuple[str, str]]:
    """Every letter with its marks; of two that came back to one place either may be first."""
    return Counter((letter, str(sorted(piece["marks"].items()))) for piece in pieces(text) for letter in piece["text"])


SENTENCE = "Die Länder sollen bis 2028 handeln und berichten."


@pytest.mark.parametrize("comes_in", [True, False])
def test_d59_words_come_back_in_the_part_of_a_line_that_somebody_has_split(comes_in: bool) -> None:
    doc = with_goal(SENTENCE)
    replaced(doc, "berichten", "prüfen")
    trace, ids = decided(doc, ["a"], comes_in=comes_in)
    words = "".join(words for words, _ in line(doc).diff())
    cut = len(words[: words.index("bis")].encode())
    tail = line(doc).diff()[0][0].encode()[cut:].decode(), line(doc).diff()[1:]
    del line(doc)[cut:]
    tree.insert(goal(doc), 1, tree.paragraph(tail[0]))
    for more, marks in tail[1]:
        line(doc, 1).insert(len(line(doc, 1)), more, marks or {"origin": None})
    reopen(doc, trace, ids)
    assert shown(doc) == "Die Länder sollen |bis 2028 handeln und (berichten)[prüfen]."


def test_d59_of_lines_that_say_the_same_the_right_one_gets_its_words_back() -> None:
    doc = with_goal("Gut so.", "Gut so.", "Gut so.")
    replaced(doc, "so", "ja", number=1)
    trace, ids = decided(doc, ["a"], comes_in=False)
    reopen(doc, trace, ids)
    assert shown(doc) == "Gut so.|Gut (so)[ja].|Gut so."


def test_d59_where_the_words_around_are_others_nothing_comes_back() -> None:
    doc = with_goal(SENTENCE)
    replaced(doc, "sollen", "müssen")
    trace, ids = decided(doc, ["a"], comes_in=True)
    del line(doc)[0:]
    line(doc).insert(0, "Der Bund zahlt das alles allein und berichtet nichts.")
    before = said(doc)
    with pytest.raises(Lost):
        reopen(doc, trace, ids)
    assert said(doc) == before


def test_d59_where_the_words_stand_twice_by_now_nothing_comes_back() -> None:
    doc = with_goal(SENTENCE)
    replaced(doc, "sollen", "müssen")
    trace, ids = decided(doc, ["a"], comes_in=False)
    del goal(doc).children[0]
    for begin in ("Erstens: ", "Zweitens: "):
        tree.insert(goal(doc), 0, tree.paragraph(begin + SENTENCE))
    with pytest.raises(Lost):
        reopen(doc, trace, ids)


def test_d59_what_an_editor_wrote_into_accepted_words_stays_agreed() -> None:
    doc = with_goal(SENTENCE)
    replaced(doc, "sollen", "müssen")
    trace, ids = decided(doc, ["a"], comes_in=True)
    words = "".join(words for words, _ in line(doc).diff())
    line(doc).insert(len(words[: words.index("müssen")].encode()) + 4, "(!)", {"origin": {"id": "a"}})
    reopen(doc, trace, ids)
    assert shown(doc) == "Die Länder (sollen)[müs](!)[sen] bis 2028 handeln und berichten."


def test_d60_what_another_decision_has_settled_since_is_taken_back_first() -> None:
    doc = with_goal(SENTENCE)
    line(doc).insert(0, "Ja: ", {"insertion": {"id": "a"}})
    line(doc).insert(len(line(doc)), " Gut.", {"insertion": {"id": "a"}})
    line(doc).format(0, 4, {mark_key("deletion", "b"): {"id": "b"}})
    trace, ids = decided(doc, ["b"], comes_in=True)
    then, also = decided(doc, ["a"], comes_in=True)
    assert (ids, also) == ({"b"}, {"a"})
    with pytest.raises(Entangled):
        reopen(doc, trace, ids)
    reopen(doc, then, also)
    reopen(doc, trace, ids)
    assert shown(doc) == f"(Ja: ){SENTENCE}[ Gut.]"


def test_d60_those_are_linked_that_were_decided_by_the_same_words() -> None:
    doc = with_goal(SENTENCE)
    replaced(doc, "sollen", "müssen", one="a")
    line(doc).format(4, 20, {mark_key("deletion", "b"): {"id": "b"}})
    replaced(doc, "berichten", "prüfen", one="c")
    trace, ids = decided(doc, ["a", "c"], comes_in=True)
    assert linked(trace, ["a"], ids) == linked(trace, ["b"], ids) == {"a", "b"}
    assert linked(trace, ["c"], ids) == {"c"}


def withdrawn(*lines: str, each: int = 1) -> tuple[Doc[Any], Trace, list[str]]:
    """In each line so many new words were suggested and withdrawn; since then a letter came into every line."""
    doc, ids = with_goal(*lines), [f"{at}-{number}" for at in range(len(lines)) for number in range(each)]
    for one in ids:
        at, number = map(int, one.split("-"))
        line(doc, at).insert(number * len(lines[at]) // each, "neu ", {"insertion": {"id": one}})
    trace, _ = decided(doc, ids, comes_in=False)
    for at in range(len(lines)):
        line(doc, at).insert(0, "x", {})
    return doc, trace, ids


def test_d59_many_words_in_one_long_paragraph_come_back_soon() -> None:
    doc, trace, ids = withdrawn(" ".join(f"Wort{number}" for number in range(20_000)), each=200)
    began = process_time()
    reopen(doc, trace, ids)
    assert process_time() - began < 5  # it was eleven


def test_d59_nobody_searches_for_ever_in_lines_that_are_made_to_look_alike() -> None:
    own = [[f"w{line}x{word}" for word in range(8)] for line in range(60)]
    backwards = " ".join(word for words in reversed(own) for word in reversed(words[:5]))
    doc, trace, ids = withdrawn(*map(" ".join, own), *(f"{backwards} {number}" for number in range(40)))
    searched = [one for one in ids if int(one.split("-")[0]) < len(own)]
    with pytest.raises(Lost):
        reopen(doc, trace, searched)
