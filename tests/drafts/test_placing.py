"""Changes of words in returned lines, placed in the live text: for texts of all shapes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.received import Line
from app.drafts.files.repeated import without_known
from app.drafts.files.returned import findings
from app.drafts.text import tree
from app.drafts.text.deciding import words_of
from app.drafts.text.fingerprint import canonical
from app.drafts.text.placing import place
from app.drafts.text.readings import accepted
from app.drafts.text.tokens import keys_in
from app.drafts.text.tree import Tree
from tests.drafts.returned_lines import (
    NAMES,
    TITLES,
    check_whole,
    compared,
    goal,
    lines,
    live,
    rewritten,
    with_another_word,
    with_other_paragraphs,
)
from tests.drafts.texts import long_text, pairs_of_texts, texts

pytestmark = pytest.mark.row("D9")
pytestmark = pytest.mark.row("D9")


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_d51_whatever_the_text_all_accepted_is_what_came_back_and_all_rejected_what_was_sent(text: Tree, seed: int):
    returned = rewritten(lines(text), random.Random(seed))  # noqa: S311  # no secret
    check_whole(text, returned)


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_d51_new_paragraphs_and_those_that_are_gone_are_suggestions_or_listed(text: Tree, seed: int):
    returned = with_other_paragraphs(rewritten(lines(text), random.Random(seed)), random.Random(seed))  # noqa: S311  # no secret
    check_whole(text, returned)


@given(pair=pairs_of_texts(), seed=st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_d52_however_the_draft_went_on_a_change_strikes_its_own_words_or_is_missed(pair: tuple[Tree, Tree], seed: int):
    sent, now = pair
    chance = random.Random(seed)  # noqa: S311  # no secret
    found = compared(sent, with_other_paragraphs(rewritten(lines(sent), chance), chance))
    if found is None:
        return
    doc = live(now)
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert sorted([*placed, *missed], key=str) == sorted(found.wishes, key=str)
    assert canonical(tree.read(doc)) == canonical(now)
    made = words_of(tree.read(doc))
    for wish in placed:
        struck = made[f"s{found.wishes.index(wish):04}"]
        added = wish.added.replace("\n", "¶")
        assert (keys_in(struck.deleted), struck.inserted) == (keys_in(wish.cut), added)


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_d74_with_an_earlier_file_and_what_is_new_the_text_is_that_of_the_later_one(text: Tree, seed: int):
    chance = random.Random(seed)  # noqa: S311  # no secret
    earlier = rewritten(lines(text), chance)
    later = with_other_paragraphs(rewritten(earlier, chance), chance)
    first, second = compared(text, earlier), compared(text, later)
    if first is None or second is None:
        return
    without_known(second, first.wishes)
    doc = live(text)
    with doc.transaction():
        place(doc, first, lambda number: f"a{number:04}")
        _, missed = place(doc, second, lambda number: f"b{number:04}")
    assert missed == []
    assert canonical(tree.read(doc)) == canonical(text)
    if second.known == len(first.wishes) and not first.leftovers + second.leftovers:
        assert letters(lines(canonical(accepted(tree.read(doc))))) == letters(later)


def test_d52_a_section_at_another_place_is_listed_and_what_is_in_it_is_compared() -> None:
    head, other = Line("heading 1", NAMES["goal"]), Line("heading 1", NAMES["rationale"])
    first, second = Line("paragraph", SENTENCE), Line("paragraph", NEXT)
    found = findings([head, first, other, second], [other, second, head, Line("paragraph", OTHER)], TITLES)
    assert [(wish.section, wish.cut, wish.added) for wish in found.wishes] == [("goal", "sollen", "müssen")]
    assert [one.why for one in found.leftovers] == ["section_moved"]


def letters(of: Sequence[Line]) -> Counter[str]:
    """In whatever order, and without spaces: of two insertions at one place, either may be first."""
    return Counter(letter for line in of for letter in line.text if not letter.isspace())


SENTENCE = "Die Länder sollen bis 2030 einheitliche Verfahren einführen."
OTHER = SENTENCE.replace("sollen", "müssen")
NEXT = "Mitte bleibt hier stehen."


@pytest.mark.parametrize(
    ("sent", "returned", "now", "struck"),
    [
        ((f"Zum Bund: {SENTENCE}", SENTENCE), (f"Zum Bund: {SENTENCE}", OTHER), (f"Zum Bund: {SENTENCE}",), []),
        ((SENTENCE, NEXT, SENTENCE), (SENTENCE, NEXT, OTHER), (SENTENCE, NEXT), []),
        ((SENTENCE, NEXT, SENTENCE), (OTHER, NEXT, OTHER), (f"Neu. {SENTENCE}", NEXT), ["sollen"]),
        ((SENTENCE,), (f"Sofort: {SENTENCE}",), (f"Nicht wahr: {SENTENCE}",), []),
        ((SENTENCE[:-1],), (f"{SENTENCE[:-1]} und Kitas",), (f"{SENTENCE[:-1]} und mehr",), []),
        ((SENTENCE,), (f"Sofort: {SENTENCE}",), (SENTENCE,), [""]),
    ],
)
def test_d52_of_sentences_that_stand_there_twice_none_takes_the_other_s_change(sent, returned, now, struck) -> None:
    found = compared(goal(*sent), lines(goal(*returned)))
    assert found is not None
    doc = live(goal(*now))
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert [wish.cut for wish in placed] == struck
    assert len(placed) + len(missed) == len(found.wishes) > 0


def test_d51_signs_that_nobody_sees_are_no_change() -> None:
    sent = goal("\ufeffDie Sprachstandserhebung per E-Mail gilt \u200b.", "Ganz ohne.")
    found = compared(
        sent, lines(goal("Die Sprach\u00adstands\u200berhebung per E\u2011Mail\u2060 gilt \u200b.", "Ganz ohne."))
    )
    assert found is not None
    assert (found.wishes, found.leftovers) == ([], [])


def test_d51_another_kind_of_list_is_no_change() -> None:
    head = Line("heading 1", NAMES["goal"])
    found = findings([head, Line("number", "Erstens")], [head, Line("bullet", "Erstens")], TITLES)
    assert (found.wishes, found.leftovers) == ([], [])


def test_d51_the_same_lines_have_no_change():
    text = long_text(pages=10, seed=1)
    found = compared(text, lines(text))
    assert found is not None
    assert (found.wishes, found.leftovers) == ([], [])


@pytest.mark.parametrize("moved_on", [False, True])
def test_d52_placing_stops_the_others_for_a_moment_only(moved_on: bool):
    """All of them wait while it runs; the clock is that of the process, which a busy machine does not slow."""
    text, chance = long_text(pages=40, seed=2), random.Random(3)  # noqa: S311  # no secret
    found = compared(text, [line if line.text in TITLES else with_another_word(line, chance) for line in lines(text)])
    assert found is not None
    doc = live(text)
    if moved_on:
        for one in tree.texts(doc):
            one.insert(0, "Neu. ", {})
    began = process_time()
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert (len(placed), missed) == (200, [])
    assert process_time() - began < 5
