"""Two texts compared word by word."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings

from app.drafts import compared
from app.drafts.models import DraftVersion
from app.drafts.text.comparison import Kind, compare, without
from app.drafts.text.fingerprint import canonical, fingerprint
from app.drafts.text.tree import Node, Tree, count_characters, plain_text
from tests.drafts.texts import long_text, pairs_of_texts, paragraph_of, texts

Change = tuple[str, str]


def text_of(*blocks: Node | str) -> Tree:
    """A text of one section."""
    content = [paragraph_of(block) if isinstance(block, str) else block for block in blocks]
    return [{"type": "section", "attrs": {"key": "goal"}, "content": content}]


def block(kind: str, *content: Node, **attrs: Any) -> Node:
    return {"type": kind, **({"attrs": attrs} if attrs else {}), "content": list(content)}


def piece(words: str, **marks: dict[str, Any]) -> Node:
    return {"type": "text", "text": words, "marks": marks}


def changes(old: Sequence[Node | str], new: Sequence[Node | str]) -> list[Change]:
    (section,) = compare(text_of(*old), text_of(*new))
    return [(change.kind.value, change.words) for change in section.changes]


def unmarked(nodes: Sequence[Node]) -> Tree:
    """A text that holds both, without what the comparison says about it; its pieces joined as ever."""
    plain = []
    for node in nodes:
        marks = {name: value for name, value in node.get("marks", {}).items() if name not in {*Kind}}
        bare = {name: value for name, value in node.items() if name not in ("marks", "content")}
        content = {"content": unmarked(node["content"])} if "content" in node else {}
        plain.append({**bare, **content, **({"marks": marks} if node["type"] == "text" else {})})
    return canonical(plain)


@pytest.mark.row("D6")
@given(pairs_of_texts())
@settings(max_examples=50, deadline=None)
def test_d40_without_what_went_it_is_the_new_text_and_without_what_came_it_has_the_old_words(
    both: tuple[Tree, Tree],
) -> None:
    old, new = both
    for was, now, section in zip(old, new, compare(old, new), strict=True):
        assert unmarked(without(Kind.CUT, section.content)) == now["content"]
        assert plain_text(without(Kind.ADDED, section.content)) == plain_text(was["content"])


@given(pairs_of_texts())
@settings(max_examples=50, deadline=None)
def test_d40_only_equal_texts_have_no_changes(both: tuple[Tree, Tree]) -> None:
    old, new = both
    for was, now, section in zip(old, new, compare(old, new), strict=True):
        assert (was == now) == (not section.changes)


@given(pairs_of_texts())
@settings(max_examples=50, deadline=None)
def test_d40_the_other_way_round_what_came_in_is_what_went(both: tuple[Tree, Tree]) -> None:
    there, back = compare(*both), compare(*reversed(both))
    for section, reverse in zip(there, back, strict=True):
        assert plain_text(without(Kind.ADDED, section.content)) == plain_text(without(Kind.CUT, reverse.content))


@given(texts())
@settings(max_examples=50, deadline=None)
def test_d40_a_text_compared_with_itself_is_itself(text: Tree) -> None:
    assert [section.content for section in compare(text, text)] == [node["content"] for node in text]


@pytest.mark.row("D6")
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Bund und Länder sollen Angebote in eine mehrjährige Förderung überführen.",
            "Bund und Länder sollten prüfen, wie Angebote in eine mehrjährige Förderung überführt werden können.",
            [
                ("cut", "sollen"), ("added", "sollten prüfen, wie"), ("cut", "überführen"),
                ("added", "überführt werden können"),
            ],
        ),
        (
            "Ein Grundangebot, das an Kitas angebunden ist.",
            "Ein Grundangebot, das an Kitas oder Familienzentren angebunden ist.",
            [("added", "oder Familienzentren ")],
        ),
        ("Die Länder handeln", "Die Länder handeln.", [("added", ".")]),
        ("E-Mail an alle Kitas", "E-Mails an alle Kitas", [("cut", "Mail"), ("added", "Mails")]),
        ("Etwas anderes", "Sprache früh fördern", [("cut", "Etwas anderes"), ("added", "Sprache früh fördern")]),
        ("Alt", "", [("cut", "Alt"), ("added", "")]),
    ],
)  # fmt: skip
def test_d40_changes_are_words_and_not_letters_or_lines(old: str, new: str, expected: list[Change]) -> None:
    was, now = ([paragraph_of(words)] if words else [block("paragraph")] for words in (old, new))
    assert changes(was, now) == expected


def test_d40_a_few_words_that_stay_between_larger_changes_count_as_changed() -> None:
    was = "Am Anfang stehen Träger und auch die Kommunen. Am Ende steht derselbe Satz wie bisher auch."
    now = was.replace("Träger", "Länder").replace("Kommunen", "Verbände")
    assert changes([was], [now]) == [("cut", "Träger"), ("added", "Länder"), ("cut", "Kommunen"), ("added", "Verbände")]
    now = was.replace("Träger", "Migrationsverbände").replace("Kommunen", "Jugendmigrationsdienste")
    assert changes([was], [now]) == [
        ("cut", "Träger und auch die Kommunen"),
        ("added", "Migrationsverbände und auch die Jugendmigrationsdienste"),
    ]


def test_d40_paragraphs_find_their_counterparts_around_one_that_came_in() -> None:
    was = ["Die Länder fördern Angebote.", "Der Bund zahlt mit."]
    now = ["Ganz neu ist dieser Absatz.", "Die Länder fördern alle Angebote.", "Der Bund zahlt mit."]
    assert changes(was, now) == [("added", "Ganz neu ist dieser Absatz."), ("added", "alle ")]


def test_d40_items_of_a_list_are_compared_one_by_one() -> None:
    def bullets(*items: str) -> Node:
        return block("bulletList", *(block("listItem", paragraph_of(words)) for words in items))

    was = bullets("Die Länder fördern Angebote", "Der Bund zahlt", "Kommunen planen")
    now = bullets("Die Länder fördern Angebote", "Kommunen planen gemeinsam", "Träger berichten")
    assert changes([was], [now]) == [("cut", "Der Bund zahlt"), ("added", " gemeinsam"), ("added", "Träger berichten")]


@pytest.mark.row("D6")
def test_d41_what_only_looks_otherwise_is_no_other_words() -> None:
    plain = paragraph_of("Bis 2030 handeln")
    bold = block("paragraph", piece("Bis "), piece("2030", bold={}), piece(" handeln"))
    assert changes([plain], [bold]) == [("reshaped", "2030")]
    assert changes([plain], [block("heading", piece("Bis 2030 handeln"), level=1)]) == [
        ("reshaped", "Bis 2030 handeln")
    ]
    half = block("paragraph", piece("Förder"), piece("mittel", bold={}))
    assert changes(["Fördermittel"], [half]) == [("reshaped", "Fördermittel")]


def test_d41_a_list_that_counts_otherwise_is_named_once() -> None:
    items = [block("listItem", paragraph_of("eins")), block("listItem", paragraph_of("zwei"))]
    was, now = block("bulletList", *items), block("orderedList", *items, start=3)
    assert changes([was], [now]) == [("reshaped", "eins\nzwei")]


def test_d40_a_section_that_one_text_does_not_have_is_all_new_or_all_gone() -> None:
    old, new = text_of("Ziel"), [{"type": "section", "attrs": {"key": "sources"}, "content": [paragraph_of("Beleg")]}]
    found = [(section.key, [(one.kind, one.words) for one in section.changes]) for section in compare(old, new)]
    assert found == [("sources", [("added", "Beleg")]), ("goal", [("cut", "Ziel")])]


def edited(text: Tree, share: float) -> Tree:
    """A text with a share of its words replaced, all over."""
    chance = random.Random(1)  # noqa: S311  # no secret

    def other(words: str) -> str:
        return " ".join("neu" if chance.random() < share else word for word in words.split(" "))

    lines = [[other(plain_text([line])) for line in section["content"]] for section in text]
    return [
        {**section, "content": [paragraph_of(words) for words in words_of_it]}
        for section, words_of_it in zip(text, lines, strict=True)
    ]


PAGES = 40
LONG = long_text(PAGES, seed=1)
LINE = " ".join(plain_text([line]) for section in LONG for line in section["content"])
PAIRS = {
    "wholly different": (LONG, long_text(PAGES, seed=2)),
    "a word in a hundred": (LONG, edited(LONG, 0.01)),
    "a word in three": (LONG, edited(LONG, 0.33)),
    "one paragraph": (text_of(LINE), edited(text_of(LINE), 0.33)),
    "two words only": (text_of("x y " * 25_000), text_of("y x x " * 16_000)),
    "short lines": (text_of(*(f"{one} alt" for one in range(4_000))), text_of(*(f"{one} neu" for one in range(4_000)))),
}


@pytest.mark.parametrize("name", PAIRS)
def test_d42_forty_pages_are_compared_in_under_two_seconds_whatever_they_say(name: str) -> None:
    old, new = PAIRS[name]
    began = time.process_time()
    compare(old, new)
    assert time.process_time() - began < 2
    assert name == "short lines" or count_characters(old) > PAGES * 2_400


def frozen(*blocks: str) -> DraftVersion:
    text = text_of(*blocks)
    return DraftVersion(tree=text, fingerprint=fingerprint(text))


def test_d42_two_versions_are_compared_once_for_the_whole_room(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(compared, "compare", lambda old, new: asked.append((old, new)) or compare(old, new))
    first, second = frozen("Nur hier verglichen"), frozen("Und nur hier")
    answers = [compared.compare_versions(first, second) for _ in range(200)]
    assert answers == [compare(first.tree, second.tree)] * 200
    assert len(asked) == 1


def test_d42_of_the_comparisons_only_the_last_ones_are_kept() -> None:
    first, *others = [frozen(f"{number} Fassung") for number in range(3 * compared.MOST_KEPT)]
    for other in others:
        compared.compare_versions(first, other)
    assert len(compared._kept) == compared.MOST_KEPT
