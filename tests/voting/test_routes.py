"""Polls over HTTP: shapes, statuses, sentences, and bad input."""

from __future__ import annotations

import json
from typing import Any, get_type_hints

import pytest
from flask_babel import force_locale

from app.voting import schemas, words
from app.voting.plans import Plan
from app.workshops.rules import Phase
from tests.voting.hall import SIX_AT_MOST_THREE

DOT = {"method": "dot", "question": "Was zuerst?", "subject": "clusters", "settings": SIX_AT_MOST_THREE}


def ballot(choices: Any, **more: Any) -> dict[str, Any]:
    return {"choices": choices, "revision": 0, "request_key": "ein-tastendruck", **more}


@pytest.fixture
def moderation(hall):
    return hall.people.client(hall.moderator)


@pytest.fixture
def voter(hall):
    return hall.people.client(hall.people.join("Leyla"))


@pytest.mark.row("C1")
@pytest.mark.row("C14")
def test_v25_a_dot_poll_is_run_over_http_from_preparing_to_publishing(hall, moderation):
    leyla = hall.people.join("Leyla")
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)
    created = moderation.post(f"/workshops/{hall.workshop_id}/polls", json=DOT)
    assert (created.status_code, created.json["status"]) == (201, "prepared")
    poll = f"/polls/{created.json['id']}"
    assert moderation.post(f"{poll}/opening", json={"minutes": 5, "hard": True}).json["status"] == "open"
    hall.cast(leyla, created.json["id"], {hall.options(created.json["id"])[0]: 3})
    extended = moderation.post(f"{poll}/extension", json={"minutes": 2}).json
    assert (extended["turnout"]["cast"], extended["result"]) == (1, None)
    assert moderation.post(f"{poll}/closure").json["result"]["points_given"] == 3
    assert moderation.post(f"{poll}/publication").json["status"] == "published"
    assert moderation.get(f"/workshops/{hall.workshop_id}/polls").json["polls"] == [
        {
            "id": created.json["id"],
            "method": "dot",
            "question": "Was zuerst?",
            "round": 1,
            "status": "published",
            "draft_id": None,
            "stage": None,
        }
    ]


def test_v27_a_poll_is_cancelled_over_http(hall, moderation):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    assert moderation.post(f"/polls/{poll_id}/cancellation").json["status"] == "cancelled"


@pytest.mark.row("C1")
def test_v4_points_are_given_over_http_and_answered_with_what_is_stored(hall, voter):
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    first, second, _third = hall.options(poll_id)
    cast = voter.put(f"/polls/{poll_id}/ballot", json=ballot({first: 3, second: 0}))
    assert cast.status_code == 200
    assert (cast.json["ballot"]["choices"], cast.json["ballot"]["revision"]) == ({first: 3}, 1)
    assert voter.get(f"/polls/{poll_id}").json["ballot"] == cast.json["ballot"]


@pytest.mark.row("C5")
@pytest.mark.row("C6")
def test_v9_a_consent_result_has_every_key_that_the_schema_names(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    answered = voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "object"}, reason="Zu teuer."))
    assert set(answered.json) == set(get_type_hints(schemas.PollState))
    hall.close(poll_id)
    hall.publish(poll_id)
    result = voter.get(f"/polls/{poll_id}").json["result"]
    assert set(result) == set(get_type_hints(schemas.ConsentResult))
    assert set(result["counts"]) == set(get_type_hints(schemas.ConsentCounts))


def test_v9_a_percentage_is_written_in_the_language_of_the_page(application):
    with force_locale("de"):
        assert words.percent(17, 19) == "89,5"
    with force_locale("en"):
        assert words.percent(17, 19) == "89.5"


@pytest.mark.row("C16")
def test_v6_a_late_window_is_answered_409_with_the_valid_state(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "agree"}))
    late = voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "stand_aside"}, request_key="zweites-fenster"))
    assert (late.status_code, late.json["error"]) == (409, "conflict")
    assert late.json["message"] == "Sie haben in einem anderen Fenster abgestimmt. Hier sehen Sie den gültigen Stand."
    assert late.json["state"]["ballot"]["choices"] == {"answer": "agree"}


@pytest.mark.row("C16")
def test_v5_a_repeated_request_is_answered_like_the_first(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    answers = [voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "agree"})) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {json.dumps(answer.json["ballot"]) for answer in answers} == {json.dumps(answers[0].json["ballot"])}


def test_v7_a_vote_after_closing_is_answered_409(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.close(poll_id)
    late = voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "agree"}))
    assert (late.status_code, late.json["message"]) == (409, "Die Abstimmung ist geschlossen.")
    assert late.json["state"]["status"] == "closed"


@pytest.mark.row("C5")
def test_v8_an_objection_without_reason_is_answered_422_at_its_field(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    refused = voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "object"}))
    assert refused.status_code == 422
    assert refused.json["fields"] == {
        "reason": "Bitte begründen Sie Ihren Einwand. Ohne Begründung kann er nicht gezählt werden."
    }


def test_v29_bad_ballots_are_refused_and_nothing_is_stored(hall, voter):
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    first = hall.options(poll_id)[0]
    bad: list[Any] = [
        [], "x", {}, {"choices": {first: 1}}, ballot([]), ballot({first: "1"}), ballot({first: 1.5}),
        ballot({first: True}), ballot({first: None}), ballot({first: 10**30}), ballot({first: -1}),
        ballot({f"{number}": 0 for number in range(100)}), ballot({"x" * 100_000: 1}), ballot({"<script>": 1}),
        ballot({first: 1}, revision=-1), ballot({first: 1}, revision="0"), ballot({first: 1}, request_key="kurz"),
        ballot({first: 1}, request_key="x" * 65), ballot({first: 1}, reason="x" * 100_000),
        ballot({first: 1}, reason="Punkte haben keine Begründung."), ballot({first: 1}, by=1),
    ]  # fmt: skip
    for body in bad:
        answer = voter.put(f"/polls/{poll_id}/ballot", json=body)
        assert (answer.status_code, answer.json["error"]) == (422, "malformed"), body
    unreadable = voter.put(f"/polls/{poll_id}/ballot", data="{", content_type="application/json")
    assert (unreadable.status_code, unreadable.json["error"]) == (422, "malformed")
    assert hall.state(hall.moderator, poll_id)["turnout"]["cast"] == 0


def test_v29_a_reason_may_hold_html_emoji_and_writing_from_the_right(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    reason = "<script>alert(1)</script> 🙂 لا \u202eneu"
    voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "object"}, reason=reason))
    hall.close(poll_id)
    hall.publish(poll_id)
    (shown,) = voter.get(f"/polls/{poll_id}").json["result"]["reasons"]
    assert shown["text"] == reason
    assert "<script>" not in shown["html"]


def test_v29_bad_plans_and_times_are_refused(hall, moderation):
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)
    bad = [
        {**DOT, "method": "lottery"}, {**DOT, "question": ""}, {**DOT, "question": "x" * 100_000},
        {**DOT, "secrecy": "secret"}, {**DOT, "subject": "people"}, {**DOT, "settings": {"points": 101, "limit": 1}},
        {**DOT, "settings": {"points": 2, "limit": 3}}, {**DOT, "settings": {"points": 2}}, {**DOT, "version_id": 1},
        {**DOT, "settings": {"points": 6, "limit": 3, "weight": 2}},
    ]  # fmt: skip
    for body in bad:
        answer = moderation.post(f"/workshops/{hall.workshop_id}/polls", json=body)
        assert answer.status_code == 422, body
    poll_id = moderation.post(f"/workshops/{hall.workshop_id}/polls", json=DOT).json["id"]
    for minutes in (0, -1, 1441, "viele"):
        assert moderation.post(f"/polls/{poll_id}/opening", json={"minutes": minutes}).status_code == 422
    assert moderation.get(f"/polls/{poll_id}").json["status"] == "prepared"


def test_v24_people_of_another_workshop_do_not_learn_that_a_poll_exists(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    stranger = hall.people.client(hall.people.stranger())
    answers = [
        stranger.get(f"/polls/{poll_id}", headers={"Accept": "application/json"}),
        stranger.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "agree"})),
        stranger.post(f"/polls/{poll_id}/closure", json={}),
        stranger.get(f"/polls/{poll_id}/results.csv", headers={"Accept": "application/json"}),
        stranger.get(f"/workshops/{hall.workshop_id}/polls", headers={"Accept": "application/json"}),
        stranger.get("/polls/999999", headers={"Accept": "application/json"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6


def test_v28_the_table_is_there_after_publishing_and_runs_no_formula(hall, voter):
    hall.clusters(("=2+5", "Übergang; Kita"))
    hall.people.move_to(Phase.PRIORITISE)
    plan = Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, subject="clusters")
    poll_id = hall.create(plan)
    hall.open(poll_id)
    hall.close(poll_id)
    address = f"/polls/{poll_id}/results.csv"
    assert voter.get(address, headers={"Accept": "application/json"}).status_code == 404
    hall.publish(poll_id)
    lines = voter.get(address).data.decode("utf-8-sig").splitlines()
    assert lines == ["Platz;Eintrag;Punkte;Personen", "1;'=2+5;0;0", '1;"Übergang; Kita";0;0']


def test_v28_the_table_of_a_consent_vote_holds_all_counts(hall, voter):
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    voter.put(f"/polls/{poll_id}/ballot", json=ballot({"answer": "agree"}))
    hall.close(poll_id)
    hall.publish(poll_id)
    head, row = voter.get(f"/polls/{poll_id}/results.csv").data.decode("utf-8-sig").splitlines()
    assert head.startswith("Gruppe;Zustimmung;Zustimmung mit Bedenken;Enthaltung;Einwand;befangen;")
    assert row == "Alle;1;0;0;0;0;0;0;1;1;1;starker Konsens"
