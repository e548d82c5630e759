"""Sentences and the accepted suggestions behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.html import blocks_html
from app.drafts.text import tree
from app.drafts.text.origins import Origin, origins_of, sentences
from app.drafts.text.ways import with_ways
from tests.drafts.table import Table, replace

pytestmark = pytest.mark.row("E9")


@pytest.mark.parametrize(
    "parts",
    [
        ["Die Länder handeln. ", "Der Bund hilft."],
        ["Wer handelt? ", "Alle! ", "Gut."],
        ["Sie sagen „Ja.“ ", "Dann gilt es."],
        ["Das gilt z. B. für Kitas. ", "Auch für Schulen."],
        ["Nach § 45 Abs. 1 Nr. 3 AufenthG ist das so."],
        ["Bis zum 3. Quartal wird geprüft. ", "2030 ist Schluss."],
        ["Das endet 2030. ", "Danach nicht mehr."],
        ["Dr. Beispiel rät ab."],
        ["ohne großen Anfang. so geht es weiter."],
        ["Erste Zeile.\n", "Zweite Zeile"],
    ],
)
def test_d48_a_text_has_its_sentences(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


@given(st.text(alphabet="Az. !?„“()\n3", max_size=60))
def test_d48_joined_again_the_sentences_are_the_text(words: str) -> None:
    assert "".join(sentences(words)) == words


def text_of(*pieces: tuple[str, str | None]) -> tree.Tree:
    """A text whose goal is one paragraph of these pieces: (words, suggestion that they came by)."""
    text = tree.empty_tree()
    content = [
        {"type": "text", "text": words, "marks": {"origin": {"id": origin}} if origin else {}}
        for words, origin in pieces
    ]
    text[3]["content"] = [{"type": "paragraph", "content": content}]
    return text


def test_d48_a_sentence_knows_the_suggestions_that_its_words_came_by() -> None:
    text = text_of(
        ("Alt bleibt. Die ", None), ("Länder", "a"), (" müssen", "b"), (" handeln. Ende", None), (" gut.", "a")
    )
    assert origins_of(text) == [
        Origin("goal", "Die Länder müssen handeln.", ["a", "b"]),
        Origin("goal", "Ende gut.", ["a"]),
    ]


def test_d48_words_across_two_sentences_belong_to_both() -> None:
    found = origins_of(text_of(("Eins", None), (" zwei. Drei", "a"), (" vier.", None)))
    assert [one.sentence for one in found] == ["Eins zwei.", "Drei vier."]


def test_d48_sentences_in_lists_and_after_a_hard_break_are_found() -> None:
    text = text_of(("Eins.", "a"))
    paragraph = text[3]["content"][0]
    paragraph["content"] += [{"type": "hardBreak"}, {"type": "text", "text": "Zwei.", "marks": {"origin": {"id": "b"}}}]
    text[3]["content"] = [{"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph]}]}]
    assert [(one.sentence, one.suggestions) for one in origins_of(text)] == [("Eins.", ["a"]), ("Zwei.", ["b"])]


def pairs(origins: list[Origin]) -> list[tuple[str, str]]:
    return [(one.section, one.sentence) for one in origins]


WORDS, ORIGINS = st.sampled_from(["Eins. ", "Zwei", " drei. ", "Vier! Fünf"]), st.sampled_from([None, "a", "b"])


@given(st.lists(st.tuples(WORDS, ORIGINS)))
def test_d48_every_sentence_with_an_origin_leads_to_it_and_no_word_changes(
    pieces: list[tuple[str, str | None]],
) -> None:
    text = text_of(*pieces)
    origins = origins_of(text)
    line = with_ways(text, pairs(origins), "#origin-{}")[3]["content"][0]["content"]
    told: dict[int, str] = {}
    for piece in line:
        if "way" in piece["marks"]:
            number = piece["marks"]["way"]["number"]
            told[number] = told.get(number, "") + piece["text"]
    assert {number: words.strip() for number, words in told.items()} == {
        number: one.sentence for number, one in enumerate(origins, start=1)
    }
    assert "".join(piece["text"] for piece in line) == "".join(words for words, _ in pieces)


def test_d48_a_link_in_a_sentence_stays_a_link_beside_the_way() -> None:
    text = text_of(("Siehe ", "a"), ("hier", "a"), (". Ende.", None))
    text[3]["content"][0]["content"][1]["marks"]["link"] = {"href": "https://example.org"}
    shown = str(blocks_html(with_ways(text, pairs(origins_of(text)), "#origin-{}")[3]["content"]))
    assert shown.startswith(
        '<p dir="auto"><a class="kw-way" id="sentence-1" href="#origin-1">Siehe </a><a href="https://example.org"'
    )
    assert shown.count('id="sentence-1"') == 1
    assert shown.endswith('<a class="kw-way" href="#origin-1">. </a>Ende.</p>')


def test_d49_a_frozen_version_keeps_them_for_good(table: Table) -> None:
    table.desk.fill()
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, lambda text: text.insert(0, "Sofort. ", {"insertion": {"id": "b"}}))
    table.accept("a")
    table.decide(table.desk.people.moderator, "accepted", "b", key="request-2")
    number = table.desk.freeze()
    page = table.desk.people.client(table.jonas)
    path = f"/drafts/{table.desk.draft_id}/versions/{number}"
    told = page.get(path, headers={"Accept": "application/json"}).json["origins"]
    assert [(one["section"], one["sentence"], [by["number"] for by in one["suggestions"]]) for one in told] == [
        ("goal", "Sofort.", [2]),
        ("goal", "Die Länder müssen handeln.Wörter in goal", [1]),
    ]
    shown = page.get(path).text
    assert 'href="#origin-2">Die Länder müssen handeln.' in shown
    assert 'id="origin-2"' in shown
    for words in ("Die Länder müssen handeln.", "Vorschlag 1", "Leyla", "Vorschlag 2", "Jonas"):
        assert words in shown


def test_d49_accepted_strikes_are_told_with_the_words_that_went(table: Table) -> None:
    table.desk.fill()
    table.suggest(table.leyla, replace("sollen ", "", "a"))
    table.accept("a")
    number = table.desk.freeze()
    shown = table.desk.people.client(table.jonas).get(f"/drafts/{table.desk.draft_id}/versions/{number}").text
    assert "„sollen “" in shown or "„sollen“" in shown
