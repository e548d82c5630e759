"""The same words in the same shape have the same fingerprint, however they came about."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical, fingerprint
from app.drafts.text.sections import SECTION_KEYS
from tests.drafts.editors import Editor


def text_with(*pieces: dict[str, object]) -> tree.Tree:
    text = tree.empty_tree()
    text[SECTION_KEYS.index("goal")]["content"] = [{"type": "paragraph", "content": list(pieces)}]
    return text


def piece(words: str, **marks: object) -> dict[str, object]:
    return {"type": "text", "text": words, "marks": marks}


def test_d13_the_fingerprint_of_the_empty_text_never_changes() -> None:
    """Sealed records hold fingerprints: if this value changes, the schema number has to rise."""
    assert fingerprint(tree.empty_tree()) == "e5a9ad99b45237f86be0bd8342752be88a47fd620f6e6859a38e0d3fdd8da5fc"


@given(st.lists(st.tuples(st.sampled_from("ab ä😀é"), st.integers(0, 99), st.booleans()), max_size=25))
@settings(max_examples=60, deadline=None)
def test_d13_texts_that_read_alike_have_one_fingerprint_whatever_their_history(
    steps: list[tuple[str, int, bool]],
) -> None:
    typed, expected = Editor(), ""
    for letter, place, deletes in steps:
        at = place % (len(expected) + 1)
        text = typed.text("goal")
        start = len(expected[:at].encode())
        if deletes and at < len(expected):
            del text[start : start + len(expected[at].encode())]
            expected = expected[:at] + expected[at + 1 :]
        else:
            text.insert(start, letter)
            expected = expected[:at] + letter + expected[at:]
    pasted = Editor()
    pasted.type("goal", expected)
    pasted.type("goal", "")
    assert fingerprint(typed.read()) == fingerprint(pasted.read())


def test_d13_pieces_with_equal_marks_are_one() -> None:
    assert fingerprint(text_with(piece("Wo"), piece(""), piece("rt"))) == fingerprint(text_with(piece("Wort")))
    assert fingerprint(text_with(piece("Wo", bold={}), piece("rt"))) != fingerprint(text_with(piece("Wort")))


@pytest.mark.parametrize("mark", ["comment", "deletion", "origin"])
def test_d13_marks_about_the_text_are_no_part_of_it(mark: str) -> None:
    marked = text_with(piece("Wo", **{mark: {"ids": ["a"]}}), piece("rt"))
    assert fingerprint(marked) == fingerprint(text_with(piece("Wort")))


def test_d13_what_is_only_suggested_is_no_part_of_it() -> None:
    marked = text_with(piece("Wo"), piece("hl", insertion={"id": "a"}), piece("rt"))
    assert fingerprint(marked) == fingerprint(text_with(piece("Wort")))


def test_d13_the_spelling_in_unicode_makes_no_difference() -> None:
    composed, taken_apart = (unicodedata.normalize(form, "Über Straße é") for form in ("NFC", "NFD"))
    assert composed != taken_apart
    assert fingerprint(text_with(piece(composed))) == fingerprint(text_with(piece(taken_apart)))
    split = text_with(piece(taken_apart[:1]), piece(taken_apart[1:]))
    assert fingerprint(split) == fingerprint(text_with(piece(composed)))


def test_d13_one_changed_character_changes_it() -> None:
    assert fingerprint(text_with(piece("sollte"))) != fingerprint(text_with(piece("sollten")))


def test_d13_the_canonical_text_is_its_own_canonical_text() -> None:
    text = text_with(piece("Wo", comment={"ids": ["a"]}), piece("rt"))
    assert canonical(canonical(text)) == canonical(text)
    assert fingerprint(canonical(text)) == fingerprint(text)
