"""Casting ballots: once, in time, within the limits of the method."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.db import now
from app.errors import Conflict, Malformed
from app.voting import ballots, store
from app.voting.models import PollOpening
from app.workshops.rules import Phase

REASON = "Die Kosten für die Kommunen fehlen."


def count(hall, poll_id):
    with hall.database.reading() as db:
        return store.count_ballots(db, poll_id)


def let_time_run_out(hall, poll_id):
    """What the clock does by itself, done at once."""
    with hall.database.writing() as db:
        db.get_one(PollOpening, poll_id).closes_at = now() - timedelta(seconds=1)


@pytest.mark.row("C1")
def test_v4_an_acknowledged_ballot_is_in_the_tally(hall):
    leyla, karin = hall.people.join("Leyla"), hall.people.join("Karin")
    poll_id = hall.dot_poll()
    first, second, third = hall.options(poll_id)
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {first: 3, second: 2})
    hall.cast(karin, poll_id, {second: 1, third: 1})
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert [(row["rank"], row["points"], row["persons"]) for row in result["rows"]] == [(1, 3, 1), (1, 3, 2), (3, 1, 1)]
    assert (result["cast"], result["entitled"], result["points_given"]) == (2, 2, 7)


@pytest.mark.row("C16")
def test_v5_the_same_request_again_gets_the_first_answer(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()
    first, second, _ = hall.options(poll_id)
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {first: 1}, key="derselbe-druck")
    hall.cast(leyla, poll_id, {second: 3}, key="derselbe-druck")
    ballot = hall.state(leyla, poll_id)["ballot"]
    assert (ballot["choices"], ballot["revision"], count(hall, poll_id)) == ({first: 1}, 1, 1)


@pytest.mark.row("C16")
def test_v5_a_retry_that_arrives_after_closing_gets_the_first_answer(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "agree", key="derselbe-druck")
    hall.close(poll_id)
    hall.cast(leyla, poll_id, "agree", key="derselbe-druck")
    assert hall.state(leyla, poll_id)["ballot"]["revision"] == 1


@pytest.mark.row("C16")
def test_v6_a_window_that_has_not_seen_the_newest_ballot_is_refused_with_the_valid_state(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "agree", revision=0)
    with pytest.raises(ballots.LateBallot, match="conflict") as refused:
        hall.cast(leyla, poll_id, "stand_aside", revision=0)
    body = refused.value.as_dict()
    assert body["message"].startswith("Sie haben in einem anderen Fenster abgestimmt.")
    assert body["state"]["ballot"]["choices"] == {"answer": "agree"}
    assert hall.state(leyla, poll_id)["ballot"]["choices"] == {"answer": "agree"}


def test_v6_a_page_that_has_seen_the_newest_ballot_replaces_it(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "object", reason=REASON)
    hall.cast(leyla, poll_id, "agree", revision=1)
    ballot = hall.state(leyla, poll_id)["ballot"]
    assert (ballot["choices"], ballot["reason"], ballot["revision"]) == ({"answer": "agree"}, "", 2)
    assert count(hall, poll_id) == 1


def test_v7_after_closing_no_ballot_counts_and_the_earlier_one_is_named(hall):
    leyla, karin = hall.people.join("Leyla"), hall.people.join("Karin")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "agree")
    hall.close(poll_id)
    with pytest.raises(Conflict) as refused:
        hall.cast(leyla, poll_id, "stand_aside", revision=1)
    sentence = str(refused.value.message)
    assert sentence.startswith("Die Abstimmung ist geschlossen. Ihre Stimme von ")
    assert sentence.endswith(" Uhr zählt.")
    with pytest.raises(Conflict) as refused:
        hall.cast(karin, poll_id, "agree")
    assert str(refused.value.message) == "Die Abstimmung ist geschlossen."
    assert hall.state(hall.moderator, poll_id)["result"]["counts"]["agree"] == 1


def test_v7_after_a_hard_deadline_no_ballot_counts_although_nobody_has_closed_yet(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10, hard=True)
    let_time_run_out(hall, poll_id)
    with pytest.raises(Conflict):
        hall.cast(leyla, poll_id, "agree")
    state = hall.state(leyla, poll_id)
    assert (state["status"], state["may_vote"], count(hall, poll_id)) == ("open", False, 0)


def test_v7_a_soft_deadline_only_warns(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10)
    let_time_run_out(hall, poll_id)
    hall.cast(leyla, poll_id, "agree")
    assert count(hall, poll_id) == 1


@pytest.mark.row("C1")
def test_v1_a_ballot_over_budget_or_limit_is_refused_and_nothing_is_stored(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    for points in ([4, 0, 0], [3, 3, 1], [-1, 1, 0]):
        with pytest.raises(Malformed) as refused:
            hall.cast(leyla, poll_id, dict(zip(hall.options(poll_id), points, strict=True)))
        assert "choices" in refused.value.fields
    assert count(hall, poll_id) == 0


def test_v1_points_for_what_is_not_on_the_ballot_are_refused(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    for unknown in ("999999", "0", "x", ""):
        with pytest.raises(Malformed):
            hall.cast(leyla, poll_id, {unknown: 1})
    assert count(hall, poll_id) == 0


def test_v1_an_empty_ballot_counts_as_cast(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {})
    assert hall.state(leyla, poll_id)["turnout"]["cast"] == 1


@pytest.mark.row("C5")
def test_v8_an_objection_without_a_reason_is_refused_and_nothing_is_stored(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    for reason in ("", " \n ", "x" * 2001):
        with pytest.raises(Malformed) as refused:
            hall.cast(leyla, poll_id, "object", reason=reason)
        assert "reason" in refused.value.fields
    assert count(hall, poll_id) == 0


def test_v8_an_answer_that_does_not_exist_is_refused(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    for choices in ("yes", "", {"answer": "agree", "1": 3}, {}, {"1": 3}):
        with pytest.raises(Malformed):
            hall.cast(leyla, poll_id, choices)
    assert count(hall, poll_id) == 0


def test_v7_a_ballot_does_not_depend_on_the_phase_that_the_room_has_moved_to(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.people.move_to(Phase.DRAFT)
    hall.cast(leyla, poll_id, "agree")
    hall.close(poll_id)
    assert hall.state(hall.moderator, poll_id)["result"]["counts"]["agree"] == 1
