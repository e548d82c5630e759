"""Decisions taken back: who may, what is told and kept, and what hangs together."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from app.drafts import reopening, service, store, suggestions
from app.drafts.live.pipeline import Edit
from app.drafts.models import DecisionTrace
from app.drafts.refusals import Entangled, Gap, MovedOn
from app.drafts.rules import Outcome
from app.drafts.text.marks import mark_key
from app.errors import Conflict, NotAllowed
from app.workshops.rules import Phase
from tests.drafts.table import GOAL, Table, replace

pytestmark = pytest.mark.row("D2")


def path(table: Table) -> str:
    return f"/drafts/{table.desk.draft_id}"


def write_anew(table: Table, words: str) -> None:
    """Somebody who may write puts other words into the goal."""
    editor = table.desk.editor()
    with editor.doc.transaction():
        del editor.text("goal")[0:]
        editor.text("goal").insert(0, words, {"origin": None})
    by = table.desk.people.participant_id(table.desk.people.moderator)
    service.put(table.desk.hub.pipeline, Edit(table.desk.draft_id, 1, by, editor.take()))


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.REJECTED])
def test_d60_a_decision_taken_back_leaves_its_row_and_the_suggestion_open_with_its_author(
    table: Table, outcome: Outcome
) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    before = table.desk.text()[GOAL]
    table.decide(table.desk.people.moderator, outcome, "a", reason="Weil.")
    table.take_back(table.desk.people.moderator, "a")
    assert table.desk.text()[GOAL] == before
    assert table.agreed() == "Die Länder sollen handeln."
    assert table.facts("suggestion:reopened") == [{"draft_id": table.desk.draft_id, "suggestion": "a"}]
    client = table.desk.people.client(table.leyla)
    [told] = client.get(f"{path(table)}/suggestions").json["suggestions"]
    assert (told["id"], told["name"], len(told["decisions"])) == ("a", "Leyla", 1)
    assert told["decisions"][0]["outcome"] == outcome
    assert told["decisions"][0]["reopened"]["name"] == "Moderation"


def test_d60_what_is_needed_to_take_back_goes_with_the_last_of_what_was_decided_together(table: Table) -> None:
    table.suggest(table.leyla, replace("Länder", "Kommunen", "a"))
    table.suggest(table.leyla, replace("handeln", "zahlen", "b"))
    table.reject("a", "b")
    left = []
    for one in "ab":
        table.take_back(table.desk.people.moderator, one, key=f"request-{one}")
        with table.desk.people.database.reading() as db:
            left.append(len(db.scalars(select(DecisionTrace)).all()))
    assert left == [1, 0]


def test_d60_it_is_decided_anew_and_taken_back_again(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    for number in range(2):
        table.decide(table.desk.people.moderator, Outcome.ACCEPTED, "a", key=f"request-{number}")
        assert table.agreed() == "Die Länder müssen handeln."
        table.take_back(table.desk.people.moderator, "a", key=f"request-{number}")
        assert table.agreed() == "Die Länder sollen handeln."
    with pytest.raises(Conflict):
        table.take_back(table.desk.people.moderator, "a", key="request-3")


@pytest.mark.row("D10")
def test_d60_with_an_acceptance_come_back_those_that_it_overtook(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, replace("sollen", "sollten", "b"))
    before = table.desk.text()[GOAL]
    table.accept("b")
    table.take_back(table.desk.people.moderator, "b")
    assert table.desk.text()[GOAL] == before
    assert sorted(one["suggestion"] for one in table.facts("suggestion:reopened")) == ["a", "b"]


def test_d60_of_all_that_one_request_decided_one_is_taken_back_alone(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.leyla, replace("handeln", "zahlen", "b"))
    table.accept("a", "b")
    table.take_back(table.desk.people.moderator, "a")
    assert table.agreed() == "Die Länder sollen zahlen."
    table.take_back(table.desk.people.moderator, "b", key="request-2")
    assert table.agreed() == "Die Länder sollen handeln."


def test_d60_several_decisions_are_taken_back_at_once(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, replace("handeln", "zahlen", "b"))
    before = table.desk.text()[GOAL]
    for one in "ab":
        table.decide(table.desk.people.moderator, Outcome.ACCEPTED, one, key=f"request-{one}")
    table.take_back(table.desk.people.moderator, "a", "b")
    assert table.desk.text()[GOAL] == before


def test_d60_the_same_request_again_takes_back_once(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.accept("a")
    client, body = table.desk.people.client(table.desk.people.moderator), {"suggestions": ["a"]}
    for key, status in [("request-1", 201), ("request-1", 201), ("request-2", 409)]:
        answer = client.post(f"{path(table)}/reopenings", json={**body, "request_key": key})
        assert answer.status_code == status
    assert len(table.facts("suggestion:reopened")) == 1


def test_d60_two_people_who_take_the_same_back_do_it_once(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    before = table.desk.text()[GOAL]
    table.reject("a")
    with table.desk.people.database.reading() as db:
        both = [
            reopening.ask(
                db, actor=table.desk.people.moderator, draft_id=table.desk.draft_id, ids=["a"], request_key=key
            )
            for key in ("request-1", "request-2")
        ]
    reopening.reopen(table.desk.hub.pipeline, both[0])
    with pytest.raises(Gap):
        reopening.reopen(table.desk.hub.pipeline, both[1])
    assert table.desk.text()[GOAL] == before


def test_d60_what_was_decided_on_anew_is_taken_back_from_the_newest_on(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, replace("sollen", "sollten", "b"))
    table.accept("a")
    table.suggest(table.jonas, lambda text: text.insert(0, "Ja: ", {"insertion": {"id": "b"}}))
    table.decide(table.desk.people.moderator, Outcome.REJECTED, "b", reason="Nein.", key="request-2")
    with pytest.raises(Entangled):
        table.take_back(table.desk.people.moderator, "a")


def test_d61_who_only_suggests_takes_back_no_decision_but_the_own_withdrawal(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    before = table.desk.text()[GOAL]
    table.reject("a")
    with pytest.raises(NotAllowed):
        table.take_back(table.leyla, "a")
    table.take_back(table.desk.people.moderator, "a")
    table.decide(table.leyla, Outcome.WITHDRAWN, "a", key="request-2")
    for actor in (table.jonas, table.desk.people.moderator):
        with pytest.raises(NotAllowed):
            table.take_back(actor, "a", key="request-2")
    table.take_back(table.leyla, "a", key="request-2")
    assert table.desk.text()[GOAL] == before


@pytest.mark.parametrize("taking_back", [True, False], ids=["taking back", "deciding"])
def test_d61_who_may_decide_no_longer_once_it_is_written_changes_nothing(table: Table, taking_back: bool) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    if taking_back:
        table.accept("a")
    before, chair = table.agreed(), table.desk.people.moderator
    with table.desk.people.database.reading() as db:
        who = {"actor": chair, "draft_id": table.desk.draft_id}
        back = reopening.ask(db, **who, ids=["a"], request_key="request-2") if taking_back else None
        wanted = suggestions.Verdict(["a"], Outcome.ACCEPTED)
        asked = suggestions.ask(db, **who, wanted=wanted, request_key="request-3")
    table.desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Gap):
        reopening.reopen(table.desk.hub.pipeline, back) if back else suggestions.settle(table.desk.hub.pipeline, asked)
    assert table.agreed() == before


def test_d61_in_a_closed_phase_nobody_takes_anything_back(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.accept("a")
    table.desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        table.take_back(table.desk.people.moderator, "a")


def test_d59_where_the_text_was_changed_too_much_a_sentence_says_so_and_the_decision_stays(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.accept("a")
    write_anew(table, "Ganz andere Worte.")
    with pytest.raises(MovedOn):
        table.take_back(table.desk.people.moderator, "a")
    assert table.agreed() == "Ganz andere Worte."
    assert table.facts("suggestion:reopened") == []


PARAGRAPH = {"insertion": {"id": "a"}, "break": {"kind": "paragraph"}}


def with_a_break(text: Any) -> None:
    text.insert(11, "¶", PARAGRAPH)


def in_bold(text: Any) -> None:
    text.format(0, 3, {mark_key("restyled", "a", "bold"): {"id": "a", "style": "bold"}})


@pytest.mark.parametrize("change", [with_a_break, in_bold])
def test_d92_an_accepted_break_or_look_is_a_suggestion_of_its_author_again_and_is_accepted_again(
    table: Table, change: Any
) -> None:
    chair = table.desk.people.moderator
    table.suggest(table.leyla, change)
    with table.desk.people.database.writing() as db:
        suggestions.explain(db, actor=table.leyla, draft_id=table.desk.draft_id, suggestion_id="a", reason="Weil.")
    before = table.desk.text()
    table.accept("a")
    after = table.desk.text()
    table.take_back(chair, "a")
    assert (table.desk.text() == before, after == before) == (True, False)
    [told] = table.desk.people.client(table.leyla).get(f"{path(table)}/suggestions").json["suggestions"]
    assert (told["id"], told["number"], told["name"], told["reason"]) == ("a", 1, "Leyla", "Weil.")
    assert [one["reopened"]["name"] for one in told["decisions"]] == ["Moderation"]
    table.decide(chair, Outcome.ACCEPTED, "a", key="request-2")
    assert table.desk.text() == after


def as_in_the_first_traces(table: Table) -> None:
    """They kept neither blocks nor who came in, and an accepted sign as a letter that stayed."""
    with table.desk.people.database.writing() as db:
        [row] = db.scalars(select(DecisionTrace))
        stayed = [[{**piece, "is_gone": False} for piece in one["pieces"]] for one in row.trace["lines"]]
        lines = [{**one, "pieces": pieces} for one, pieces in zip(row.trace["lines"], stayed, strict=True)]
        row.trace = {"lines": lines, "sections": row.trace["sections"], "broken": []}


def test_d92_a_look_whose_trace_does_not_say_that_it_came_in_is_a_wish_again(table: Table) -> None:
    table.suggest(table.leyla, in_bold)
    before = table.desk.text()
    table.accept("a")
    as_in_the_first_traces(table)
    table.take_back(table.desk.people.moderator, "a")
    assert table.desk.text() == before


def test_d92_a_break_whose_trace_has_no_blocks_stays_and_a_sentence_says_so(table: Table) -> None:
    table.suggest(table.leyla, with_a_break)
    table.accept("a")
    as_in_the_first_traces(table)
    before = table.desk.text()
    with pytest.raises(MovedOn):
        table.take_back(table.desk.people.moderator, "a")
    assert table.desk.text() == before


def test_d92_where_the_blocks_are_others_by_now_a_sentence_says_so_and_nothing_changes(table: Table) -> None:
    table.suggest(table.leyla, with_a_break)
    table.accept("a")
    editor = table.desk.editor()
    del editor.section("goal").children[1]
    by = table.desk.people.participant_id(table.desk.people.moderator)
    service.put(table.desk.hub.pipeline, Edit(table.desk.draft_id, 1, by, editor.take()))
    before = table.desk.text()
    client = table.desk.people.client(table.desk.people.moderator)
    answer = client.post(f"{path(table)}/reopenings", json={"suggestions": ["a"], "request_key": "request-1"})
    assert (answer.status_code, answer.json["error"]) == (409, "moved_on")
    assert answer.json["message"].startswith("Der Text hat sich an dieser Stelle zu sehr geändert.")
    assert (table.desk.text(), table.facts("suggestion:reopened")) == (before, [])


def test_d49_a_version_frozen_before_knows_its_origin_and_one_frozen_after_does_not(table: Table) -> None:
    table.desk.fill()
    table.suggest(table.leyla, replace("sollen ", "", "a"))
    table.accept("a")
    first = table.desk.freeze()
    table.take_back(table.desk.people.moderator, "a")
    table.decide(table.desk.people.moderator, Outcome.REJECTED, "a", reason="Doch.", key="request-2")
    second = table.desk.freeze()
    with table.desk.people.database.reading() as db:
        suggestion = store.get_suggestion(db, table.desk.draft_id, "a")
        numbers = [store.get_version(db, table.desk.draft_id, one).log_number for one in (first, second)]
        assert [suggestion.accepted_until(one) is not None for one in numbers] == [True, False]


def test_d61_what_a_vote_decided_nobody_takes_back(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    verdict = suggestions.Verdict(["a"], Outcome.ACCEPTED, poll_id=7)
    who = {"actor": table.desk.people.moderator, "draft_id": table.desk.draft_id}
    with table.desk.people.database.reading() as db:
        asked = suggestions.ask(db, **who, wanted=verdict, request_key="request-1")
    suggestions.settle(table.desk.hub.pipeline, asked)
    with pytest.raises(Conflict):
        table.take_back(table.desk.people.moderator, "a")
    assert table.agreed() == "Die Länder müssen handeln."
