"""Changes of words in returned lines, placed in the live text: for texts of all shapes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from app.documents.document import Document, Heading, Part, Text, prepared
from app.documents.received import Line, lines_in, lines_of
from app.drafts.files.repeated import without_known
from app.drafts.files.returned import NotThisFile, findings
from app.drafts.text import tree
from app.drafts.text.deciding import words_of
from app.drafts.text.fingerprint import canonical
from app.drafts.text.placing import place
from app.drafts.text.readings import accepted
from app.drafts.text.sections import SECTION_KEYS, TITLE
from app.drafts.text.tokens import keys_in, tokens_of
from app.drafts.text.tree import Tree
from app.drafts.text.wishes import Findings, Leftover, Why
from tests.drafts.texts import long_text, pairs_of_texts, texts

pytestmark = pytest.mark.row("D9")

TITLES = {f"Abschnitt {key}": key for key in SECTION_KEYS}
NAMES = {key: title for title, key in TITLES.items()}


def lines(text: Tree) -> list[Line]:
    """The lines of a file of this text, without title and notice."""
    parts: list[Part] = []
    for section in text:
        if section["attrs"]["key"] != TITLE:
            parts += [Heading(1, NAMES[section["attrs"]["key"]]), Text(section["content"])]
    return lines_of(prepared(Document("Titel", parts, 0)))[3:]


def rewritten(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, in some of them a word more, less or another."""
    return [line if line.text in TITLES or chance.random() < 0.5 else _rewritten(line, chance) for line in sent]


def with_other_paragraphs(sent: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines, some of them left out, and behind some a new one of their kind."""
    made: list[Line] = []
    for line in sent:
        is_kept = line.kind != "paragraph" or chance.random() < 0.8
        made += [line] if is_kept else []
        if line.kind in ("paragraph", "bullet", "number") and is_kept and chance.random() < 0.4:
            made.append(Line(line.kind, f"Ganz neu und anders ist Nummer {len(made)}."))
    return made


def _rewritten(line: Line, chance: random.Random) -> Line:
    words = [token for token in tokens_of(line.text) if not token.key.isspace()]
    if not words:
        return line
    word = chance.choice(words)
    new = chance.choice(["", "neu", "ganz neu", f"{line.text[word.start : word.end]} „dazu“"])
    return Line(line.kind, line.text[: word.start] + new + line.text[word.end :])


def compared(text: Tree, returned: Sequence[Line]) -> Findings | None:
    try:
        return findings(lines(text), returned, TITLES)
    except NotThisFile:
        return None


def live(text: Tree) -> Doc:
    doc: Doc = Doc()
    doc.apply_update(tree.seed(text))
    return doc


def words(of: Sequence[Line]) -> list[tuple[str, ...]]:
    return [keys for keys in (keys_in(line.text) for line in of) if keys]


def check_whole(text: Tree, returned: Sequence[Line]) -> None:
    """All rejected is what was sent; all accepted is what came back, if nothing was left over."""
    found = compared(text, returned)
    if found is None:
        return
    doc = live(text)
    with doc.transaction():
        placed, missed = place(doc, found, lambda number: f"s{number:04}")
    assert (placed, missed) == (found.wishes, [])
    assert canonical(tree.read(doc)) == canonical(text)
    if not found.leftovers:
        made = canonical(accepted(tree.read(doc)))
        assert words(lines(made)) == words(returned)
        for before, after in zip(blank_lines(text), blank_lines(made), strict=True):
            assert after.count(True) <= max(before.count(True), all(after))  # where all words go, one stays


def blank_lines(text: Tree) -> list[list[bool]]:
    """Which lines of each section have no words."""
    return [[not line.text.strip() for line in lines_in(section["content"])] for section in text]


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


FIRST = "Die Länder sollen handeln."
SECOND = "Die Träger vor Ort bekommen Mittel."
THIRD = "Der Bund berichtet jedes Jahr."


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


def goal(*paragraphs: str) -> Tree:
    blocks = [{"type": "paragraph", "content": [{"type": "text", "text": one, "marks": {}}]} for one in paragraphs]
    empty = [{"type": "paragraph", "content": []}]
    return [
        {"type": "section", "attrs": {"key": key}, "content": blocks if key == "goal" else empty}
        for key in SECTION_KEYS
    ]


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
    found = compared(text, [line if line.text in TITLES else _rewritten(line, chance) for line in lines(text)])
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
