"""Casting ballots: once, in time, by those on the roll, seen by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import facts
from app.db import now
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.voting import ballots, rules, service, store
from app.voting.models import PollOpening
from app.workshops import admission
from app.workshops.admission import Correction
from app.workshops.rules import Phase, Role

REASON = "Die Kosten für die Kommunen fehlen."


def count(hall, poll_id):
    with hall.database.reading() as db:
        return store.count_ballots(db, poll_id)


def let_time_run_out(hall, poll_id):
    """What the clock does by itself, done at once."""
    with hall.database.writing() as db:
        db.get_one(PollOpening, poll_id).closes_at = now() - timedelta(seconds=1)


def told(hall):
    with hall.database.reading() as db:
        return facts.list_after(db, hall.workshop_id, 0)


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


def test_v14_only_confirmed_people_with_a_voting_role_are_on_the_roll(hall):
    leyla = hall.people.join("Leyla")
    waiting = hall.people.join("Wartet", confirmed=False)
    observer = hall.people.join("Beobachtet", role=Role.OBSERVER)
    guest = hall.people.join("Zu Gast", role=Role.GUEST)
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    assert hall.state(leyla, poll_id)["turnout"]["entitled"] == 1
    for who in (waiting, observer, guest, hall.moderator):
        assert hall.state(who, poll_id)["reason_not"] == "Sie nehmen ohne Stimmrecht teil."
        with pytest.raises(NotAllowed):
            hall.cast(who, poll_id, "agree")


def test_v14_the_roll_stays_as_it_was_at_the_opening(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    late = hall.people.join("Kommt zu spät")
    with pytest.raises(NotAllowed):
        hall.cast(late, poll_id, "agree")
    correction = Correction("Leyla", "Andere Stelle", hall.people.group_ids["Kommunen"], Role.EXPERT)
    with hall.database.writing() as db:
        who = {"actor": hall.moderator, "workshop_id": hall.workshop_id}
        admission.correct(db, **who, participant_id=hall.people.participant_id(leyla), correction=correction)
    with hall.database.reading() as db:
        (elector,) = store.list_electors(db, poll_id)
    assert elector.stakeholder_group.name == "Länder"


def test_v14_who_has_been_removed_cannot_vote(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    with hall.database.writing() as db:
        leyla_id = service.member(db, leyla, hall.workshop_id).id
        admission.remove(db, actor=hall.moderator, workshop_id=hall.workshop_id, participant_id=leyla_id)
    with pytest.raises(NotFound):
        hall.cast(leyla, poll_id, "agree")


def test_v14_without_anybody_on_the_roll_a_poll_cannot_be_opened(hall):
    poll_id = hall.consent_poll()
    with pytest.raises(Conflict) as refused:
        hall.open(poll_id)
    assert "bestätigen" in str(refused.value.message)


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


def test_v7_a_ballot_does_not_depend_on_the_phase_that_the_room_has_moved_to(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.people.move_to(Phase.DRAFT)
    hall.cast(leyla, poll_id, "agree")
    hall.close(poll_id)
    assert hall.state(hall.moderator, poll_id)["result"]["counts"]["agree"] == 1
