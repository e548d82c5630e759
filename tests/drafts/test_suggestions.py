"""Suggestions with their rows: who made them, what was decided on them, and who may."""

from __future__ import annotations

import pytest

from app.drafts import current, store, suggestions
from app.drafts.models import Draft
from app.drafts.refusals import OnlySuggestions
from app.drafts.rules import Outcome
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import SCHEMA, plain_text
from app.errors import Conflict, Malformed, NotAllowed
from app.workshops.rules import Phase
from tests.drafts.editors import Editor
from tests.drafts.table import GOAL, Table, replace


@pytest.mark.row("D2")
def test_d32_a_suggestion_has_its_author_and_number_and_leaves_the_agreed_text(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, lambda text: text.insert(0, "Alle: ", {"insertion": {"id": "b"}}))
    assert table.agreed() == "Die Länder sollen handeln."
    with table.desk.people.database.reading() as db:
        rows = [(row.number, row.participant.name, row.id) for row in store.list_suggestions(db, table.desk.draft_id)]
    assert rows == [(1, "Leyla", "a"), (2, "Jonas", "b")]
    assert [one["suggestion"] for one in table.facts("suggestion:made")] == ["a", "b"]


def test_d32_nobody_goes_on_under_another_s_id(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    with pytest.raises(OnlySuggestions):
        table.suggest(table.jonas, lambda text: text.insert(0, "Nein: ", {"insertion": {"id": "a"}}))


def test_d32_after_a_restart_the_author_is_the_same(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.desk.hub.pipeline.unload_idle()
    table.suggest(table.leyla, lambda text: text.insert(0, "x", {"insertion": {"id": "a"}}))
    with pytest.raises(OnlySuggestions):
        table.suggest(table.jonas, lambda text: text.insert(0, "y", {"insertion": {"id": "a"}}))


@pytest.mark.row("D2")
def test_d33_accepted_words_come_into_the_text_and_keep_where_they_came_from(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.accept("a")
    assert table.agreed() == "Die Länder müssen handeln."
    assert table.marks() == {"origin"}
    assert table.decisions() == {"a": [("accepted", "müssen", "sollen", None)]}
    assert table.facts("suggestion:decided") == [
        {"draft_id": table.desk.draft_id, "suggestion": "a", "outcome": "accepted"}
    ]


@pytest.mark.row("D2")
def test_d33_rejected_words_leave_no_trace_in_the_text_and_their_reason_is_kept(table: Table) -> None:
    before = table.desk.text()[GOAL]
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.reject("a")
    assert plain_text(table.desk.text()[GOAL]["content"]) == plain_text(before["content"])
    assert table.marks() == set()
    assert table.decisions() == {"a": [("rejected", "müssen", "sollen", "Zu unbestimmt.")]}


def test_d33_several_are_decided_at_once_and_others_stay_open(table: Table) -> None:
    for number, suggestion in enumerate("abc"):
        table.suggest(
            table.leyla,
            lambda text, at=number, one=suggestion: text.insert(at * 2, f"{one} ", {"insertion": {"id": one}}),
        )
    table.accept("a", "c")
    assert table.agreed() == "a c Die Länder sollen handeln."
    assert {one for one, made in table.decisions().items() if made} == {"a", "c"}


def test_d33_the_same_request_again_is_the_same_decision(table: Table) -> None:
    client = table.desk.people.client(table.desk.people.moderator)
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    body = {"suggestions": ["a"], "outcome": "accepted", "request_key": "request-1"}
    answers = [client.post(f"/drafts/{table.desk.draft_id}/decisions", json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len(table.decisions()["a"]) == 1
    assert client.post(
        f"/drafts/{table.desk.draft_id}/decisions", json={**body, "request_key": "request-2"}
    ).status_code == 409  # fmt: skip


def test_d33_who_goes_on_after_the_decision_has_an_open_suggestion_again(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.accept("a")
    table.suggest(table.leyla, lambda text: text.insert(0, "Alle: ", {"insertion": {"id": "a"}}))
    assert table.agreed() == "Die Länder müssen handeln."
    table.decide(table.desk.people.moderator, Outcome.REJECTED, "a", reason="Nein.", key="request-2")
    assert [made[0] for made in table.decisions()["a"]] == ["accepted", "rejected"]
    assert table.agreed() == "Die Länder müssen handeln."


def test_d33_no_one_rejects_without_a_reason(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    with pytest.raises(Malformed):
        table.reject("a", reason="")


@pytest.mark.row("D10")
def test_d34_of_two_for_the_same_words_one_is_accepted_and_the_other_overtaken(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.suggest(table.jonas, replace("sollen", "sollten", "b"))
    assert table.agreed() == "Die Länder sollen handeln."
    table.accept("b")
    assert table.agreed() == "Die Länder sollten handeln."
    assert table.decisions() == {
        "a": [("overtaken", "müssen", "sollen", None)],
        "b": [("accepted", "sollten", "sollen", None)],
    }
    assert table.marks() == {"origin"}


def test_d34_a_suggestion_whose_words_another_takes_away_is_overtaken(table: Table) -> None:
    table.suggest(table.leyla, lambda text: text.insert(0, "Alle: ", {"insertion": {"id": "a"}}))
    table.suggest(table.jonas, lambda text: text.format(0, 6, {mark_key("deletion", "b"): {"id": "b"}}))
    table.accept("b")
    assert table.agreed() == "Die Länder sollen handeln."
    assert table.decisions()["a"] == [("overtaken", "Alle: ", "", None)]


@pytest.mark.row("D7")
def test_d35_no_version_is_frozen_while_a_suggestion_is_open(table: Table) -> None:
    table.desk.fill()
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    with pytest.raises(Conflict):
        table.desk.freeze()
    table.reject("a")
    assert table.desk.freeze() == 1


@pytest.mark.row("D7")
def test_d35_a_new_suggestion_leaves_a_version_current_until_it_is_accepted(table: Table) -> None:
    table.desk.fill()
    number = table.desk.freeze()
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    assert is_current(table, number)
    table.accept("a")
    assert not is_current(table, number)


def is_current(table: Table, number: int) -> bool:
    with table.desk.people.database.reading() as db:
        return current.is_current(db, store.get_version(db, table.desk.draft_id, number))


def test_d36_an_expert_does_not_decide_but_takes_the_own_suggestion_back(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    for outcome in (Outcome.ACCEPTED, Outcome.REJECTED):
        with pytest.raises(NotAllowed):
            table.decide(table.leyla, outcome, "a", reason="Ich will.")
    with pytest.raises(NotAllowed):
        table.decide(table.jonas, Outcome.WITHDRAWN, "a")
    table.decide(table.leyla, Outcome.WITHDRAWN, "a")
    assert table.decisions() == {"a": [("withdrawn", "müssen", "sollen", None)]}
    assert table.agreed() == "Die Länder sollen handeln."


def test_d36_only_its_author_gives_a_suggestion_a_reason(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    path = f"/drafts/{table.desk.draft_id}/suggestions"
    reason = {"reason": "Sonst bindet es niemanden."}
    leyla, jonas = (table.desk.people.client(one) for one in (table.leyla, table.jonas))
    assert leyla.put(f"{path}/a/reason", json=reason).status_code == 204
    assert jonas.put(f"{path}/a/reason", json=reason).status_code == 403
    assert leyla.get(path).json["suggestions"][0]["reason"] == reason["reason"]
    assert table.facts("suggestion:explained") == [{"draft_id": table.desk.draft_id, "suggestion": "a"}]


def test_d38_who_changes_the_text_is_said_by_reviewers_and_kept_as_a_fact(table: Table) -> None:
    path, direct = f"/drafts/{table.desk.draft_id}/editing", {"editing": "direct"}
    assert table.desk.people.client(table.leyla).put(path, json=direct).status_code == 403
    assert table.desk.people.client(table.desk.people.moderator).put(path, json=direct).status_code == 204
    assert [one["editing"] for one in table.facts("editing:changed")] == ["suggestions", "direct"]
    with table.desk.people.database.reading() as db:
        assert db.get_one(Draft, table.desk.draft_id).editing == "direct"


def test_d36_in_a_closed_phase_nobody_decides(table: Table) -> None:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    table.desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        table.accept("a")


def test_d39_a_page_of_somebody_who_may_only_suggest_says_so_and_is_held_to_it(table: Table) -> None:
    path = f"/drafts/{table.desk.draft_id}/updates?epoch=1&schema={SCHEMA}"
    client = table.desk.people.client(table.leyla)
    table.desk.hub.start()
    octets = {"content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
    direct = client.post(path, data=Editor(table.desk.editor().doc.get_update()).type("goal", "!"), **octets)
    assert (direct.status_code, direct.json["error"]) == (422, "suggestion")
    suggested = Editor(table.desk.editor().doc.get_update()).type("goal", "!", insertion={"id": "a"})
    assert client.post(path, data=suggested, **octets).status_code == 200
    assert table.agreed() == "Die Länder sollen handeln."


def test_d32_some_are_told_of_by_their_ids(table: Table) -> None:
    """In a full room every page asks for the new ones only."""
    for number, one in enumerate("abc"):
        table.suggest(table.leyla, lambda text, at=number, it=one: text.insert(at * 2, "x ", {"insertion": {"id": it}}))
    page = table.desk.people.client(table.jonas)
    path = f"/drafts/{table.desk.draft_id}/suggestions"
    told = [page.get(path + query).json["suggestions"] for query in ("", "?ids=a,c,none", "?ids=")]
    assert [[one["id"] for one in some] for some in told] == [["a", "b", "c"], ["a", "c"], []]


def test_d68_reviewers_say_that_reasons_are_asked_for_and_nothing_else_is_held_up(table: Table) -> None:
    path = f"/drafts/{table.desk.draft_id}/reasons"
    leyla, moderator = (table.desk.people.client(one) for one in (table.leyla, table.desk.people.moderator))
    assert leyla.put(path, json={"asked": True}).status_code == 403
    for asked in (True, True, False, True):
        assert moderator.put(path, json={"asked": asked}).status_code == 204
    assert [one["asked"] for one in table.facts("reasons:changed")] == [True, False, True]
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    assert leyla.get(f"/drafts/{table.desk.draft_id}/suggestions").json["suggestions"][0]["reason"] is None
    table.accept("a")
    assert table.agreed() == "Die Länder müssen handeln."


def test_d68_who_asks_for_the_suggestions_is_told_whether_they_shall_have_reasons(table: Table) -> None:
    client, path = table.desk.people.client(table.leyla), f"/drafts/{table.desk.draft_id}/suggestions"
    for asked in (True, False):
        with table.desk.people.database.writing() as db:
            suggestions.ask_reasons(db, actor=table.desk.people.moderator, draft_id=table.desk.draft_id, asked=asked)
        assert client.get(path).json["asks_reasons"] is asked


@pytest.mark.parametrize("editing", ["direct", "suggestions"])
def test_d39_who_fetches_the_suggestions_learns_who_writes_directly(table: Table, editing: str) -> None:
    people, draft = table.desk.people, table.desk.draft_id
    people.client(people.moderator).put(f"/drafts/{draft}/editing", json={"editing": editing})
    assert people.client(table.leyla).get(f"/drafts/{draft}/suggestions").json["editing"] == editing
