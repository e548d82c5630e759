"""Changes of words in returned lines, placed in the live text: for texts of all shapes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from app.documents.document import Document, Heading, Part, Text, prepared
from app.documents.received import Line, lines_of
from app.drafts.files.placing import place
from app.drafts.files.returned import Findings, NotThisFile, findings
from app.drafts.text import tree
from app.drafts.text.deciding import words_of
from app.drafts.text.fingerprint import canonical
from app.drafts.text.readings import accepted
from app.drafts.text.sections import SECTION_KEYS, TITLE
from app.drafts.text.tokens import keys_in, tokens_of
from app.drafts.text.tree import Tree
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
        assert words(lines(canonical(accepted(tree.read(doc))))) == words(returned)


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
    for number, wish in enumerate(placed):
        struck = made[f"s{number:04}"]
        added = wish.added.replace("\n", "¶")
        assert (keys_in(struck.deleted), struck.inserted) == (keys_in(wish.cut), added)


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
