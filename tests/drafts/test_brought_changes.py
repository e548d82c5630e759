"""Tracked changes of a brought file as suggestions: for texts of all shapes, and for the files that we write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pycrdt import Doc

from app.documents.document import Document
from app.documents.manuscript import Manuscript, Tracked
from app.documents.reader import read_manuscript
from app.documents.worker import write
from app.drafts.files.exporting import View
from app.drafts.files.sectioning import Division
from app.drafts.files.tracking import Suggested, compared, suggested
from app.drafts.text import tree
from app.drafts.text.fingerprint import canonical
from app.drafts.text.readings import accepted
from app.drafts.text.tree import Tree, seed
from tests.drafts.returned_lines import FIRST, SECOND, THIRD, goal, lines, words
from tests.drafts.test_tracked_files import JOINED, RESTYLED, SHAPED, Node, made
from tests.drafts.texts import pairs_of_texts

pytestmark = pytest.mark.row("D9")


def live(before: Tree, tracked: Suggested) -> Tree:
    doc: Doc = Doc()
    doc.apply_update(seed(before))
    doc.apply_update(tracked.update)
    return tree.read(doc)


@given(pair=pairs_of_texts())
@settings(max_examples=60, deadline=None)
def test_d91_whatever_was_changed_all_rejected_is_the_text_before_and_all_accepted_the_one_after(
    pair: tuple[Tree, Tree],
) -> None:
    before, after = map(canonical, pair)
    tracked = suggested(before, compared(before, after), "b", [])
    text = live(before, tracked)
    assert canonical(text) == before
    if not tracked.leftovers:
        assert words(lines(canonical(accepted(text)))) == words(lines(after))


@pytest.mark.parametrize("blocks", [JOINED, SHAPED, RESTYLED], ids=["joined", "shaped", "restyled"])
def test_d91_what_we_write_as_tracked_is_read_as_the_text_with_and_without_it(blocks: list[Node]) -> None:
    tracked = read_manuscript(write(made(View.TRACKED, *blocks), "docx"))
    assert tracked.before is not None
    assert tracked.before.blocks == _read(made(View.AGREED, *blocks)).blocks
    assert tracked.blocks == _read(made(View.ACCEPTED, *blocks)).blocks


def _read(clean: Document) -> Manuscript:
    return read_manuscript(write(clean, "docx"))


def test_d91_joined_paragraphs_of_our_own_file_are_suggested_joins_again() -> None:
    brought = read_manuscript(write(made(View.TRACKED, *JOINED), "docx"))
    assert brought.before is not None
    before, after = Division(brought.before, "Titel").text, Division(brought, "Titel").text
    tracked = suggested(before, compared(before, after), "b", brought.changes)
    assert tracked.leftovers == []
    assert said_in(accepted(live(before, tracked))) == said_in(after)


def said_in(text: Tree) -> list[tuple[str, str]]:
    """The lines with their kinds; the space at a division goes with it."""
    return [(line.kind, line.text.strip()) for line in lines(canonical(text))]


def test_d91_a_change_is_theirs_whose_words_it_has_and_one_without_words_theirs_who_have_such() -> None:
    before = goal(FIRST, SECOND, THIRD)
    after = goal(FIRST.replace("sollen", "müssen"), f"{SECOND} {THIRD.replace('Jahr', 'Quartal')}")
    struck = [Tracked(by, words, is_struck=True) for by, words in (("Kim", "sollen"), ("Lea", ""), ("Kim", "Jahr"))]
    changes = [*struck, *(Tracked(by, words, is_struck=False) for by, words in (("Kim", "müssen"), ("Ada", "Quartal")))]
    tracked = suggested(before, compared(before, after), "b", changes)
    assert list(tracked.authors.values()) == ["Kim", "Lea", "Kim, Ada"]
