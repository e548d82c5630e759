"""Many at once, on real databases: every acknowledged ballot is counted, nobody is counted twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db import now
from app.errors import Conflict
from app.voting import ballots, rules, service, store
from app.voting.ballots import NewBallot
from tests.voting.hall import Hall

VOTERS = 12


def at_once(hall: Hall, jobs: list[Callable[[], object]]) -> list[object]:
    """Run the jobs in threads that start together; returns what each returned, or the refusal it met."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        with hall.people.application.app_context():
            gate.wait(timeout=30)
            try:
                return job()
            except Conflict as refusal:
                return refusal

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def casting(hall: Hall, who, poll_id: int, answer: str, key: str | None = None) -> Callable[[], object]:
    return lambda: hall.cast(who, poll_id, answer, key=key) or "acknowledged"


@pytest.mark.row("C16")
@pytest.mark.parametrize("attempt", range(3))
def test_v4_ballots_that_race_the_closing_are_in_the_tally_if_and_only_if_acknowledged(hall, attempt):
    people = hall.experts(VOTERS)
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    votes = [casting(hall, who, poll_id, "agree") for who in people]
    half = len(votes) // 2
    answers = at_once(hall, [*votes[:half], lambda: hall.close(poll_id), *votes[half:]])
    acknowledged = answers.count("acknowledged")
    counts = hall.state(hall.moderator, poll_id)["result"]["counts"]
    with hall.database.reading() as db:
        stored = store.count_ballots(db, poll_id)
    assert acknowledged == counts["agree"] == stored
    assert counts["not_cast"] == VOTERS - acknowledged


def test_v4_a_closing_waits_for_the_ballot_that_is_on_its_way(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    ballot = NewBallot({"answer": "agree"}, "", 0, "auf-dem-weg")
    with ThreadPoolExecutor(1) as pool:
        with hall.database.writing() as db:
            ballots.cast_ballot(db, actor=leyla, poll_id=poll_id, new=ballot)
            db.flush()
            closing = pool.submit(hall.close, poll_id)
            with pytest.raises(TimeoutError):
                closing.result(timeout=0.3)
        closing.result(timeout=30)
    assert hall.state(hall.moderator, poll_id)["result"]["counts"]["agree"] == 1


@pytest.mark.row("C16")
def test_v5_one_request_sent_many_times_at_once_is_one_ballot(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    answers = at_once(hall, [casting(hall, leyla, poll_id, "agree", "derselbe-druck") for _ in range(10)])
    assert answers == ["acknowledged"] * 10
    assert hall.state(leyla, poll_id)["ballot"]["revision"] == 1
    assert hall.state(leyla, poll_id)["turnout"]["cast"] == 1


@pytest.mark.row("C16")
def test_v6_of_many_windows_that_vote_at_once_one_is_acknowledged(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    wanted = ["agree", "reservation", "stand_aside", "agree", "stand_aside"]
    answers = at_once(hall, [casting(hall, leyla, poll_id, answer) for answer in wanted])
    assert answers.count("acknowledged") == 1
    ballot = hall.state(leyla, poll_id)["ballot"]
    assert (ballot["choices"]["answer"], ballot["revision"]) == (wanted[answers.index("acknowledged")], 1)


def test_v25_closing_at_the_same_moment_from_two_devices_and_by_the_clock_closes_once(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)

    def tick() -> None:
        with hall.database.writing() as db:
            service.close_due(db)

    at_once(hall, [lambda: hall.close(poll_id), lambda: hall.close(poll_id), tick])
    assert hall.state(hall.moderator, poll_id)["status"] == "closed"


def test_v17_two_ticks_at_once_tell_a_turnout_once(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "agree")

    def tick() -> bool:
        with hall.database.writing() as db:
            return store.mark_turnout(db, poll_id, 1, at=now(), pause=rules.TURNOUT_PAUSE)

    assert sorted(map(bool, at_once(hall, [tick, tick, tick]))) == [False, False, True]
