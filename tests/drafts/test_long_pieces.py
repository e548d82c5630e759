"""A comment in a paragraph too long to count letters in: the words themselves must say where it lies."""

from __future__ import annotations

import pytest

from app.drafts.live.passages import LONGEST_PIECE, Chosen, mark_comment
from app.drafts.live.refusing import Refused
from tests.drafts.test_passages import WORDS, Writer, before, marked

# Twice in the text, so that only positions tell which of them is meant.
DOUBLED = "geben"


def grown_to(length: int) -> Writer:
    """A writer whose paragraph of WORDS has so many letters."""
    writer = Writer()
    writer.type("goal", f" {DOUBLED}".ljust(length - len(WORDS), "x"))
    return writer


def ends(writer: Writer, words: str) -> tuple[dict, dict]:
    start = before(writer, words)
    clock = start["item"]["clock"] + len(words)
    return start, {"item": {**start["item"], "clock": clock}, "assoc": 0}


def test_d17_in_the_longest_paragraph_positions_still_count() -> None:
    writer = grown_to(LONGEST_PIECE)
    assert mark_comment(writer.doc, Chosen(ends(writer, DOUBLED), DOUBLED), "c1") == DOUBLED
    assert marked(writer) == [DOUBLED]


def test_d17_in_a_longer_one_words_that_stand_there_once_are_found_by_themselves() -> None:
    writer = grown_to(LONGEST_PIECE + 1)
    assert mark_comment(writer.doc, Chosen(ends(writer, "Mittel"), "Mittel"), "c1") == "Mittel"


def test_d17_in_a_longer_one_words_that_stand_there_twice_are_refused_and_nothing_is_marked() -> None:
    writer = grown_to(LONGEST_PIECE + 1)
    with pytest.raises(Refused, match="gap"):
        mark_comment(writer.doc, Chosen(ends(writer, DOUBLED), DOUBLED), "c1")
    assert marked(writer) == []
