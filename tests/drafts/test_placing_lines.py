"""Lines that were divided, joined, taken out or made another kind of line, placed in the live text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.received import Line, lines_in
from app.drafts.files.repeated import without_known
from app.drafts.files.returned import findings
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.placing import place
from app.drafts.text.readings import accepted
from app.drafts.text.tokens import tokens_of
from app.drafts.text.tree import Tree
from app.drafts.text.wishes import Findings, Leftover, Why
from tests.drafts.returned_lines import (
    FIRST,
    NAMES,
    SECOND,
    THIRD,
    TITLES,
    check_whole,
    compared,
    goal,
    lines,
    live,
    rewritten,
)
from tests.drafts.texts import texts

pytestmark = pytest.mark.row("D9")


def divided(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, some of them cut at a space into several of their kind."""
    made: list[Line] = []
    for line in sent:
        words = line.text.split(" ")
        if line.text in TITLES or "\n" in line.text or "" in words or chance.random() < 0.4:
            made.append(line)
            continue
        cuts = sorted({0, *(chance.randrange(len(words)) for _ in range(2)), len(words)})
        further = "paragraph" if line.kind.startswith("heading") else line.kind
        parts = [" ".join(words[start:end]) for start, end in pairwise(cuts)]
        made += (Line(further if number else line.kind, part) for number, part in enumerate(parts))
    return made


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_d81_a_divided_paragraph_is_a_suggested_break_and_no_other_word(text: Tree, seed: int):
    returned = divided(lines(text), random.Random(seed))  # noqa: S311  # no secret
    check_whole(text, returned)


def test_d81_a_division_takes_the_space_at_it_and_comes_in_once() -> None:
    sent, returned = goal("Erster Satz. Zweiter Satz. Dritter."), goal("Erster Satz.", "Zweiter Satz.", "Dritter.")
    found = compared(sent, lines(returned))
    assert found is not None
    assert [(wish.cut, wish.added) for wish in found.wishes] == [(" ", "\n"), (" ", "\n")]
    doc = live(sent)
    with doc.transaction():
        place(doc, found, lambda number: f"s{number:04}")
    assert canonical(accepted(tree.read(doc))) == canonical(returned)
    again = compared(sent, lines(returned))
    assert again is not None
    without_known(again, found.wishes[:1])
    assert (again.wishes, again.known) == (found.wishes[1:], 1)


def joined(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, some of them together with the one before."""
    made: list[Line] = []
    for line in sent:
        is_whole = line.text in TITLES or not made or made[-1].text in TITLES or "\n" in line.text + made[-1].text
        if is_whole or not line.text.strip() or chance.random() < 0.6:
            made.append(line)
        else:
            made[-1] = Line(made[-1].kind, f"{made[-1].text}{chance.choice(['', ' ', ' und '])}{line.text}")
    return made


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=100, deadline=None)
def test_d89_whatever_was_joined_all_accepted_is_what_came_back(text: Tree, seed: int):
    chance = random.Random(seed)  # noqa: S311  # no secret
    check_whole(text, joined(rewritten(lines(text), chance), chance))


def made_of(sent: Tree, *returned: str) -> tuple[Tree, Findings]:
    """What all accepted is once these paragraphs came back for the goal."""
    found = compared(sent, lines(goal(*returned)))
    assert found is not None
    doc = live(sent)
    with doc.transaction():
        _, missed = place(doc, found, lambda number: f"s{number:04}")
    assert missed == []
    return canonical(accepted(tree.read(doc))), found


@pytest.mark.parametrize(
    ("returned", "signs"),
    [
        ((f"{FIRST} {SECOND}", THIRD), ["join"]),
        ((f"{FIRST}{SECOND}", THIRD), ["join"]),
        ((f"{FIRST} {SECOND} {THIRD}",), ["join", "join"]),
        ((FIRST, f"{SECOND[:-1]} und {THIRD}"), ["", "join"]),
        ((SECOND, THIRD), ["gone"]),
        ((FIRST, THIRD), ["gone"]),
        ((FIRST, SECOND), ["gone"]),
        ((THIRD,), ["gone", "gone"]),
        ((FIRST,), ["gone", "gone"]),
        ((SECOND,), ["gone", "gone"]),
    ],
)
def test_d89_joined_and_removed_paragraphs_leave_no_empty_one(returned, signs) -> None:
    made, found = made_of(goal(FIRST, SECOND, THIRD), *returned)
    assert [wish.sign for wish in found.wishes] == signs
    assert made == canonical(goal(*returned))


def test_d89_the_empty_paragraphs_between_joined_ones_go_with_them() -> None:
    made, _ = made_of(goal(FIRST, "", "", SECOND), f"{FIRST} {SECOND}")
    assert made == canonical(goal(f"{FIRST} {SECOND}"))


def test_d89_lines_are_not_joined_to_what_stands_between_them_by_now() -> None:
    found = compared(goal(FIRST, SECOND), lines(goal(f"{FIRST} {SECOND}")))
    assert found is not None
    doc = live(goal(FIRST, "Ganz neu dazwischen.", SECOND))
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert (placed, [wish.missed for wish in missed]) == ([], [Leftover(Why.JOINED, "", SECOND)])


def test_d89_a_paragraph_that_says_more_by_now_loses_only_the_words_that_were_sent() -> None:
    found = compared(goal(FIRST, SECOND), lines(goal(FIRST)))
    assert found is not None
    doc = live(goal(FIRST, f"{SECOND} Und mehr."))
    with doc.transaction():
        place(doc, found, lambda number: f"s{number:04}")
    assert canonical(accepted(tree.read(doc))) == canonical(goal(FIRST, " Und mehr."))


@pytest.mark.parametrize("earlier", [(FIRST, "Die Träger bekommen Mittel.", THIRD), (FIRST, THIRD)])
def test_d74_what_goes_whole_after_some_of_it_went_has_one_sign(earlier) -> None:
    """A part of a wish for a line is no wish for the line."""
    sent = goal(FIRST, SECOND, THIRD)
    first, second = compared(sent, lines(goal(*earlier))), compared(sent, lines(goal(FIRST, THIRD)))
    assert first is not None
    assert second is not None
    without_known(second, first.wishes)
    doc = live(sent)
    with doc.transaction():
        place(doc, first, lambda number: f"a{number:04}")
        place(doc, second, lambda number: f"b{number:04}")
    assert canonical(accepted(tree.read(doc))) == canonical(goal(FIRST, THIRD))
    assert second.known + len(second.wishes) == 1


KINDS = ("paragraph", "heading 2", "heading 3", "bullet")


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_d90_whatever_a_line_became_all_accepted_has_its_kind(text: Tree, seed: int):
    chance = random.Random(seed)  # noqa: S311  # no secret
    returned = [line if line.text in TITLES else Line(chance.choice(KINDS), line.text) for line in lines(text)]
    check_whole(text, returned)


@pytest.mark.parametrize("before", ["paragraph", "heading 2", "heading 3", "bullet", "number"])
@pytest.mark.parametrize("after", ["paragraph", "heading 2", "heading 3", "bullet", "number"])
def test_d90_a_line_of_another_kind_is_a_suggestion_of_that_kind(before: str, after: str) -> None:
    head = Line("heading 1", NAMES["goal"])
    found = findings([head, Line(before, FIRST)], [head, Line(after, FIRST)], TITLES)
    doc = live([{**one, "content": [of_kind(before)]} if one["attrs"]["key"] == "goal" else one for one in goal()])
    with doc.transaction():
        place(doc, found, lambda number: f"s{number:04}")
    lists = {"bullet", "number"}
    expected = before if {before, after} == lists else after
    assert (kinds_of(tree.read(doc)), found.leftovers) == ([before], [])
    assert kinds_of(accepted(tree.read(doc))) == [expected]


def of_kind(kind: str) -> tree.Node:
    line = {"type": "paragraph", "content": [{"type": "text", "text": FIRST, "marks": {}}]}
    if kind.startswith("heading"):
        return {**line, "type": "heading", "attrs": {"level": int(kind[-1]) - 1}}
    lists = {"bullet": {"type": "bulletList"}, "number": {"type": "orderedList", "attrs": {"start": 1}}}
    return {**lists[kind], "content": [{"type": "listItem", "content": [line]}]} if kind in lists else line


def kinds_of(text: Tree) -> list[str]:
    """Of the lines of the goal, with the level that a heading has in a file."""
    found = [
        line.kind for section in text if section["attrs"]["key"] == "goal" for line in lines_in(section["content"])
    ]
    return [f"heading {int(kind[-1]) + 1}" if kind.startswith("heading") else kind for kind in found]


@given(text=texts(), seed=st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_d90_words_that_are_bold_or_italic_by_now_or_no_longer_look_so_once_all_is_accepted(text: Tree, seed: int):
    chance = random.Random(seed)  # noqa: S311  # no secret
    returned = [restyled(line, chance) for line in lines(text)]
    found = compared(text, returned)
    if found is None:
        return
    doc = live(text)
    with doc.transaction():
        placed, _ = place(doc, found, lambda number: f"s{number:04}")
    assert placed == found.wishes
    assert canonical(tree.read(doc)) == canonical(text)
    assert looks(lines(accepted(tree.read(doc)))) == looks(returned)


def restyled(line: Line, chance: random.Random) -> Line:
    """With other looks of some words, but for headings, which are bold as they are."""
    signs = list(line.looks or "")
    for token in tokens_of(line.text):
        if chance.random() < 0.5 and not line.kind.startswith("heading"):
            signs[token.start : token.end] = chance.choice(" bix") * (token.end - token.start)
    return Line(line.kind, line.text, "".join(signs))


def looks(of: Sequence[Line]) -> list[str]:
    """How all letters look but spaces."""
    found = (zip(line.text, line.looks or "", strict=True) for line in of if not line.kind.startswith("heading"))
    return ["".join(sign for letter, sign in one if not letter.isspace()) for one in found]


def test_d90_a_word_that_is_bold_in_part_is_listed() -> None:
    head = Line("heading 1", NAMES["goal"])
    found = findings(
        [head, Line("paragraph", "Sollen", " " * 6)], [head, Line("paragraph", "Sollen", "bbb   ")], TITLES
    )
    assert (found.wishes, found.leftovers) == ([], [Leftover(Why.RESTYLED, added="Sollen")])
