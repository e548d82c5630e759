"""Decisions taken back: who may, what is told and kept, and what hangs together."""

from __future__ import annotations

import pytest

from app.drafts import reopening, service, store, suggestions
from app.drafts.live.pipeline import Edit
from app.drafts.refusals import BreakStays, Entangled, Gap, MovedOn
from app.drafts.rules import Outcome
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


def test_d59_an_accepted_break_is_not_taken_back(table: Table) -> None:
    sign = {"insertion": {"id": "a"}, "break": {"kind": "paragraph"}}
    table.suggest(table.leyla, lambda text: text.insert(11, "¶", sign))
    table.accept("a")
    with pytest.raises(BreakStays):
        table.take_back(table.desk.people.moderator, "a")


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
