"""Edits that somebody made without connection, long ago: suggestions in the text as it is now."""

from __future__ import annotations

from typing import Any

import pytest

from app.access import Actor
from app.documents.received import Line
from app.drafts import homecoming, store
from app.drafts.homecoming import Rewritten
from app.drafts.refusals import Gap
from app.drafts.text.deciding import words_of
from app.workshops.rules import Phase
from tests.drafts.table import GOAL, Table, replace

pytestmark = pytest.mark.row("D1", "G7")

SENTENCE = "Die Länder sollen handeln."
SECOND = "Die Träger vor Ort erhalten zehn Prozent der Mittel."


def lines(*texts: str) -> list[dict[str, str]]:
    return [{"kind": "paragraph", "text": text} for text in texts]


def goal(before: list[str], after: list[str], section: str = "goal") -> dict[str, Any]:
    return {"section": section, "before": lines(*before), "after": lines(*after)}


def send(table: Table, *sections: dict[str, Any], actor: Actor | None = None, key: str = "request-1") -> Any:
    client = table.desk.people.client(actor or table.leyla)
    body = {"sections": sections, "request_key": key}
    return client.post(f"/drafts/{table.desk.draft_id}/suggestions", json=body)


def suggested(table: Table) -> list[tuple[str, str]]:
    """The open suggestions in the goal: (struck, inserted)."""
    return [(words.deleted, words.inserted) for words in words_of([table.desk.text()[GOAL]]).values()]


def test_d75_each_change_is_a_suggestion_of_who_wrote_it(table: Table) -> None:
    answer = send(table, goal([SENTENCE], ["Die Länder müssen bald handeln."]))
    assert answer.status_code == 201
    assert suggested(table) == [("sollen", "müssen bald")]
    assert table.agreed() == SENTENCE
    with table.desk.people.database.reading() as db:
        rows = [(row.id, row.participant.name) for row in store.list_suggestions(db, table.desk.draft_id)]
    assert rows == [(answer.json["suggestions"][0], "Leyla")]
    assert answer.json["leftovers"] == []


def test_d75_a_change_stands_where_its_words_are_by_now(table: Table) -> None:
    table.desk.write("goal", f" {SECOND}")
    table.desk.send(_prefixed(table, "Vorab: Es eilt. "))
    send(table, goal([f"{SENTENCE} {SECOND}"], [f"{SENTENCE} {SECOND.replace('zehn', 'zwanzig')}"]))
    assert suggested(table) == [("zehn", "zwanzig")]
    table.accept(*[one["suggestion"] for one in table.facts("suggestion:made")])
    assert table.agreed() == f"Vorab: Es eilt. {SENTENCE} {SECOND.replace('zehn', 'zwanzig')}"


def _prefixed(table: Table, words: str) -> bytes:
    editor = table.desk.editor()
    editor.text("goal").insert(0, words)
    return editor.take()


def test_d75_who_writes_directly_can_suggest_as_well(table: Table) -> None:
    send(table, goal([SENTENCE], ["Die Länder müssen handeln."]), actor=table.desk.people.moderator)
    assert suggested(table) == [("sollen", "müssen")]


def test_d76_what_has_no_place_any_more_is_named_and_nothing_is_lost(table: Table) -> None:
    answer = send(
        table,
        goal(["Ganz anders stand es hier einmal."], ["Ganz anders steht es hier nun."]),
        goal([], ["Neu."], section="gone"),
    )
    assert answer.json["suggestions"] == []
    assert answer.json["leftovers"] == [
        {"section": "goal", "why": "moved_on", "cut": "stand", "added": "steht"},
        {"section": "goal", "why": "moved_on", "cut": "einmal", "added": "nun"},
        {"section": "gone", "why": "moved_on", "cut": "", "added": "Neu."},
    ]


def test_d76_the_same_request_again_is_the_same_suggestions_with_the_same_answer(table: Table) -> None:
    body = goal([SENTENCE, "Fort ist dies."], ["Die Länder müssen handeln.", "Fort war dies."])
    answers = [send(table, body).json]
    table.accept(*answers[0]["suggestions"])
    answers.append(send(table, body).json)
    assert answers[0] == answers[1]
    assert [one["added"] for one in answers[1]["leftovers"]] == ["war"]
    assert table.agreed() == "Die Länder müssen handeln."


def test_d76_what_can_be_no_suggestion_is_named(table: Table) -> None:
    heading = [{"kind": "heading 3", "text": SENTENCE}]
    answer = send(table, {"section": "goal", "before": lines(SENTENCE), "after": heading})
    assert answer.json["leftovers"] == [{"section": "goal", "why": "reshaped", "cut": "", "added": SENTENCE}]


def test_d76_who_may_suggest_no_longer_once_it_is_written_has_suggested_nothing(table: Table) -> None:
    desk = table.desk
    written = Rewritten("goal", [Line("paragraph", SENTENCE)], [Line("paragraph", "Die Kommunen sollen handeln.")])
    with desk.people.database.reading() as db:
        asked = homecoming.ask(
            db, actor=table.leyla, draft_id=desk.draft_id, sections=[written], request_key="request-1"
        )
    desk.people.move_to(Phase.CLOSED)
    desk.hub.start()
    with pytest.raises(Gap):
        homecoming.propose(desk.hub.pipeline, asked)
    assert suggested(table) == []


def test_d76_another_s_suggestion_on_the_words_stays_and_both_are_open(table: Table) -> None:
    table.suggest(table.jonas, replace("sollen", "sollten", "b"))
    send(table, goal([SENTENCE], ["Die Länder müssen handeln."]))
    assert sorted(suggested(table)) == [("sollen", "müssen"), ("sollen", "sollten")]


@pytest.mark.parametrize(
    "section",
    [
        goal(["Wort. "] * 201, [f"Wort {number}." for number in range(201)]),
        goal([], ["x" * 200_001]),
        {"section": "goal", "before": [{"kind": "table", "text": "x"}], "after": []},
    ],
    ids=["too many", "too long", "no line"],
)
def test_d76_what_is_too_much_gets_a_sentence_and_suggests_nothing(table: Table, section: dict[str, Any]) -> None:
    assert send(table, section).status_code == 422
    assert suggested(table) == []


def test_d76_signs_that_no_text_may_hold_are_left_out(table: Table) -> None:
    send(table, goal([SENTENCE], [SENTENCE.replace("handeln", "ha\x00ndeln\ud800")]))
    assert suggested(table) == []
