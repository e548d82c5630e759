"""Who was there, and when: intervals with a minute of grace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db import now
from app.workshops import presence, store
from app.workshops.models import Attendance
from tests.people import People
from tests.workshops.rooms import connect, live_of


def _intervals(people: People, participant_id: int) -> list[Attendance]:
    with people.database.reading() as db:
        query = select(Attendance).where(Attendance.participant_id == participant_id)
        return list(db.scalars(query.order_by(Attendance.id)))


def _come_and_go(people: People, *steps) -> None:
    for step in steps:
        with people.database.writing() as db:
            step(db)


@pytest.mark.parametrize(("away", "intervals"), [(59, 1), (61, 2)])
def test_w9_who_is_back_within_a_minute_was_never_away(people, monkeypatch, away, intervals):
    leyla = people.participant_id(people.join("Leyla"))
    start = now()
    clock = iter([start, start + timedelta(seconds=away)])
    monkeypatch.setattr(presence, "now", lambda: next(clock))
    _come_and_go(
        people,
        lambda db: presence.arrive(db, leyla),
        lambda db: presence.go(db, leyla),
        lambda db: presence.arrive(db, leyla),
    )
    found = _intervals(people, leyla)
    assert len(found) == intervals
    assert found[-1].until is None


def test_w9_coming_and_going_twice_is_the_same_as_once(people):
    leyla = people.participant_id(people.join("Leyla"))
    _come_and_go(people, *[lambda db: presence.arrive(db, leyla)] * 2, *[lambda db: presence.go(db, leyla)] * 2)
    (interval,) = _intervals(people, leyla)
    assert interval.until is not None


def test_w9_after_a_restart_nobody_is_connected_yet(people):
    leyla = people.participant_id(people.join("Leyla"))
    _come_and_go(people, lambda db: presence.arrive(db, leyla), presence.end_all)
    with people.database.reading() as db:
        assert store.list_present(db, people.workshop_id) == set()
        assert [one.id for one in store.list_attended(db, people.workshop_id)] == [leyla]


def _present(people: People) -> set[int]:
    with people.database.reading() as db:
        return store.list_present(db, people.workshop_id)


def test_w9_whose_socket_is_cut_is_no_longer_there(people):
    live = people.application.extensions["konsenswerk.live"]
    leyla = people.join("Leyla")
    page = people.client(leyla)
    live.socketio.test_client(people.application, flask_test_client=page, auth={"workshop_id": people.workshop_id})
    assert _present(people) == {people.participant_id(leyla)}
    page.post("/abmelden")
    live.revoke()
    assert _present(people) == set()


def test_w9_who_opens_a_second_tab_while_the_first_closes_is_still_there(people, monkeypatch):
    leyla = people.join("Leyla")
    page, live = people.client(leyla), live_of(people)
    first = connect(people, page, workshop_id=people.workshop_id)
    admit = live.admit
    monkeypatch.setattr(live, "admit", lambda connection: (first.disconnect(), admit(connection)))
    assert connect(people, page, workshop_id=people.workshop_id).is_connected()
    with people.database.reading() as db:
        assert store.list_present(db, people.workshop_id) == {people.participant_id(leyla)}


def test_w9_who_waits_in_the_lobby_does_not_attend(application):
    lobby = People(application, admission="lobby")
    waiting = lobby.join("Leyla", confirmed=False)
    assert connect(lobby, lobby.client(waiting), workshop_id=lobby.workshop_id).is_connected()
    with lobby.database.reading() as db:
        assert store.list_present(db, lobby.workshop_id) == set()
        assert presence.seat_of(db, store.find_participant(db, lobby.workshop_id, waiting.account_id))[2] is False
