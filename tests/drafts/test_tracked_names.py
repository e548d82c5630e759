"""Whose a tracked change is in a draft that was made of a file: the names as they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

import pytest
from pycrdt import Doc

from app.documents.manuscript import Tracked
from app.drafts.files.tracking import compared, suggested
from app.drafts.text.fingerprint import canonical
from app.drafts.text.tree import Tree, paragraph, read, seed, template_section

pytestmark = pytest.mark.row("D9")


def text(*lines: str) -> Tree:
    return canonical([{**template_section("goal", []), "content": [paragraph(line) for line in lines]}])


def names(before: Sequence[str], after: Sequence[str], changes: Sequence[Tracked]) -> list[str]:
    was = text(*before)
    return list(suggested(was, compared(was, text(*after)), "x", changes).authors.values())


def replaced(by: str, cut: str, added: str) -> list[Tracked]:
    return [Tracked(by, cut, is_struck=True), Tracked(by, added, is_struck=False)]


def test_d91_who_changed_the_same_words_elsewhere_is_not_said_to_have_changed_these() -> None:
    lines = [f"{who} sollen handeln." for who in ("Die Länder", "Der Bund", "Die Träger")]
    by = ["Kim", "Ada", "Kim"]
    changes = [one for name in by for one in replaced(name, "sollen", "müssen")]
    assert names(lines, [line.replace("sollen", "müssen") for line in lines], changes) == by
    in_the_order_of_an_odt = sorted(changes, key=lambda one: not one.is_struck)
    assert names(lines, [line.replace("sollen", "müssen") for line in lines], in_the_order_of_an_odt) == by


def test_d91_a_change_of_several_people_is_that_of_all_of_them_and_of_nobody_else() -> None:
    changes = [Tracked("Kim", "sollen", is_struck=True), *replaced("Ada", "", "müssen"), *replaced("Leo", "x", "y")]
    assert names(["Alle sollen handeln."], ["Alle müssen handeln."], changes) == ["Kim, Ada"]


def test_d91_thousands_of_names_take_no_longer_than_their_words() -> None:
    people = [replaced(f"Name {number}", "", f"wort{number}")[1] for number in range(3_000)]
    started = process_time()
    assert len(names(["Ziel"], ["Ziel " + " ".join(one.words for one in people)], people)) == 1
    assert process_time() - started < 5


def test_d91_a_text_begins_with_the_same_bytes_however_many_marks_its_words_bear() -> None:
    marks = {"bold": {}, "italic": {}, "link": {"href": "https://example.org"}}
    pieces = [{"type": "text", "text": "Alle", "marks": marks}, {"type": "text", "text": " sollen", "marks": {}}]
    whole: Tree = [{**template_section("goal", []), "content": [{"type": "paragraph", "content": pieces}]}]
    assert len({seed(whole) for _ in range(40)}) == 1
    assert canonical(read(loaded(seed(whole)))) == canonical(whole)


def loaded(update: bytes) -> Doc:
    doc: Doc = Doc()
    doc.apply_update(update)
    return doc
