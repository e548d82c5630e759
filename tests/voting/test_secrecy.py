"""What others learn of a vote, and when: no ballot, no partial sum, a turnout at a steady pace."""

from __future__ import annotations

import pytest

from app import facts
from app.db import now
from app.voting import rules, service
from app.voting.models import PollOpening
from app.workshops.rules import Role

REASON = "Die Kosten für die Kommunen fehlen."


def told(hall):
    with hall.database.reading() as db:
        return facts.list_after(db, hall.workshop_id, 0)


def test_v15_nobody_else_is_sent_a_ballot(hall):
    leyla, karin = hall.people.join("Leyla"), hall.people.join("Karin")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "object", reason=REASON)
    for who in (karin, hall.moderator):
        state = hall.state(who, poll_id)
        assert state["ballot"] is None
        assert REASON not in str(state)
        assert "'object'" not in str(state)
    assert hall.state(leyla, poll_id)["ballot"]["reason"] == REASON


@pytest.mark.row("C14")
def test_v16_there_are_no_partial_sums_for_anybody_before_the_poll_is_closed(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {hall.options(poll_id)[0]: 3})
    for who in (leyla, hall.moderator):
        assert hall.state(who, poll_id)["result"] is None


@pytest.mark.row("C14")
def test_v16_a_result_is_shown_to_the_moderation_after_closing_and_to_all_after_publishing(hall):
    leyla = hall.people.join("Leyla")
    minute_taker = hall.people.join("Schreibt", role=Role.MINUTE_TAKER)
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    hall.close(poll_id)
    assert hall.state(hall.moderator, poll_id)["result"] is not None
    assert hall.state(leyla, poll_id)["result"] is None
    assert hall.state(minute_taker, poll_id)["result"] is None
    hall.publish(poll_id)
    assert hall.state(leyla, poll_id)["result"] == hall.state(hall.moderator, poll_id)["result"]


def test_v17_a_ballot_is_no_fact_and_turnout_is_told_once_a_tick(hall):
    leyla, karin = hall.people.join("Leyla"), hall.people.join("Karin")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    before = len(told(hall))
    hall.cast(leyla, poll_id, "agree")
    hall.cast(karin, poll_id, "object", reason=REASON)
    assert len(told(hall)) == before
    for _tick in range(2):
        with hall.database.writing() as db:
            service.tell_turnout(db)
    (turnout,) = told(hall)[before:]
    assert (turnout.kind, turnout.data) == ("poll:turnout", {"poll_id": poll_id, "cast": 2, "entitled": 2})


def test_v17_a_turnout_that_changes_between_two_ticks_waits_for_the_next(hall):
    leyla, karin = hall.people.join("Leyla"), hall.people.join("Karin")
    poll_id = hall.consent_poll()
    hall.open(poll_id)

    def tick(answering):
        hall.cast(answering, poll_id, "agree")
        with hall.database.writing() as db:
            service.tell_turnout(db)
        return [row.data["cast"] for row in told(hall) if row.kind == "poll:turnout"]

    assert tick(leyla) == [1]
    assert tick(karin) == [1]
    with hall.database.writing() as db:
        db.get_one(PollOpening, poll_id).told_at = now() - rules.TURNOUT_PAUSE
        service.tell_turnout(db)
    assert [row.data["cast"] for row in told(hall) if row.kind == "poll:turnout"] == [1, 2]


def test_v17_no_fact_of_a_poll_holds_a_choice_or_a_reason(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=5)
    hall.cast(leyla, poll_id, "object", reason=REASON)
    hall.do(service.extend_poll, poll_id, minutes=2)
    hall.close(poll_id)
    hall.publish(poll_id)
    everything = [row for row in told(hall) if row.kind.startswith("poll:")]
    assert [row.kind for row in everything] == [
        "poll:prepared", "poll:opened", "poll:extended", "poll:closed", "poll:published"
    ]  # fmt: skip
    for row in everything:
        assert not {"object", REASON, "Leyla"} & {str(value) for value in row.data.values()}
