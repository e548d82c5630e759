"""Who was there, and when: intervals with a minute of grace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask_socketio import SocketIOTestClient
from sqlalchemy import Connection, event, select

from app.access import Actor
from app.db import now
from app.workshops import presence, store
from app.workshops.models import Attendance
from tests.people import People
from tests.workshops.rooms import beat, connect, live_of


def _intervals(people: People, participant_id: int) -> list[Attendance]:
    with people.database.reading() as db:
        query = select(Attendance).where(Attendance.participant_id == participant_id)
        return list(db.scalars(query.order_by(Attendance.id)))


def _come_and_go(people: People, *steps) -> None:
    for step in steps:
        with people.database.writing() as db:
            step(db)


@pytest.mark.parametrize(("away", "intervals"), [(59, 1), (60, 2)])
def test_w9_who_is_back_within_a_minute_was_never_away(people, monkeypatch, away, intervals):
    leyla = [people.participant_id(people.join("Leyla"))]
    start = now()
    clock = iter([start, start, start + timedelta(seconds=away)])
    monkeypatch.setattr(presence, "now", lambda: next(clock))
    _come_and_go(
        people,
        lambda db: presence.arrive(db, leyla),
        lambda db: presence.go(db, leyla),
        lambda db: presence.arrive(db, leyla),
    )
    found = _intervals(people, *leyla)
    assert len(found) == intervals
    assert found[-1].until is None


def test_w9_coming_and_going_twice_is_the_same_as_once(people):
    leyla = [people.participant_id(people.join("Leyla"))]
    _come_and_go(people, *[lambda db: presence.arrive(db, leyla)] * 2, *[lambda db: presence.go(db, leyla)] * 2)
    (interval,) = _intervals(people, *leyla)
    assert interval.until is not None


def test_w9_after_a_restart_nobody_is_connected_yet(people):
    leyla = people.participant_id(people.join("Leyla"))
    _come_and_go(people, lambda db: presence.arrive(db, [leyla]), presence.end_all)
    with people.database.reading() as db:
        assert store.list_present(db, people.workshop_id) == set()
        assert [one.id for one in store.list_attended(db, people.workshop_id)] == [leyla]


def _present(people: People) -> set[int]:
    """Who is there, once that is written down."""
    beat(people)
    with people.database.reading() as db:
        return store.list_present(db, people.workshop_id)


def _enter(people: People, *actors: Actor) -> list[SocketIOTestClient]:
    return [connect(people, people.client(actor), workshop_id=people.workshop_id) for actor in actors]


def test_w9_whose_socket_is_cut_is_no_longer_there(people):
    leyla = people.join("Leyla")
    page = people.client(leyla)
    connect(people, page, workshop_id=people.workshop_id)
    assert _present(people) == {people.participant_id(leyla)}
    page.post("/abmelden")
    live_of(people).revoke()
    assert _present(people) == set()


def test_w9_who_opens_a_second_tab_while_the_first_closes_is_still_there(people):
    leyla = people.join("Leyla")
    first, second = _enter(people, leyla, leyla)
    first.disconnect()
    assert _present(people) == {people.participant_id(leyla)}
    second.disconnect()
    assert _present(people) == set()


def test_w9_who_came_and_went_at_once_attended(people):
    leyla = people.join("Leyla")
    _enter(people, leyla)[0].disconnect()
    beat(people)
    (interval,) = _intervals(people, people.participant_id(leyla))
    assert interval.until is not None


def test_w9_a_roomful_is_written_down_in_one_transaction(people):
    everybody = [people.join(f"Gast {number}") for number in range(5)]
    commits = []
    event.listen(people.database.engine, "commit", commits.append)
    _enter(people, *everybody)
    assert _present(people) == {people.participant_id(one) for one in everybody}
    assert len(commits) == 1
    beat(people)
    assert len(commits) == 1


def test_w9_an_arrival_that_the_database_refuses_is_written_down_later(people):
    leyla = people.join("Leyla")
    _enter(people, leyla)

    def refuse(_connection: Connection) -> None:
        raise OSError("The disk is full.")

    event.listen(people.database.engine, "commit", refuse)
    with pytest.raises(OSError, match="full"):
        beat(people)
    event.remove(people.database.engine, "commit", refuse)
    assert _present(people) == {people.participant_id(leyla)}


def test_w9_who_waits_in_the_lobby_does_not_attend(application):
    lobby = People(application, admission="lobby")
    waiting = lobby.join("Leyla", confirmed=False)
    (page,) = _enter(lobby, waiting)
    assert [one.seat[2] for one in live_of(lobby).connections.values()] == [False]
    assert _present(lobby) == set()
    page.disconnect()
    beat(lobby)
    assert _intervals(lobby, lobby.participant_id(waiting)) == []
