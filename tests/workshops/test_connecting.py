"""Who gets a socket, and what 300 people who want one at once cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.access import Actor
from app.accounts import service as accounts
from app.workshops import admission
from tests.people import People
from tests.workshops.rooms import act, connect, live_of

# What ends a person's right to be connected.
ENDS: dict[str, Callable[[Session, Actor, int], None]] = {
    "signing out": lambda db, actor, _workshop_id: accounts.sign_out(db, actor=actor),
    "a deleted account": lambda db, actor, _workshop_id: accounts.delete_account(db, account_id=actor.account_id),
    "leaving": lambda db, actor, workshop_id: admission.leave(db, actor=actor, workshop_id=workshop_id),
}


@contextmanager
def statements(people: People) -> Iterator[list[str]]:
    """What the database is asked inside of the block."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        asked.append(statement)

    event.listen(people.database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(people.database.engine, "before_cursor_execute", note)


def test_who_connects_is_looked_up_in_one_query_however_many_come(people):
    pages = [people.client(people.join(name)) for name in ("Leyla", "Jonas", "Karin")]
    asked = []
    for page in pages:
        with statements(people) as found:
            assert connect(people, page, workshop_id=people.workshop_id).is_connected()
        asked.append(len([one for one in found if "SELECT" in one]))
    assert asked == [2, 1, 1]  # and once for the workshop: the number of its last fact


def test_a_socket_is_let_in_as_what_the_database_says_at_the_next_look(people):
    for actor in (people.moderator, people.join("Leyla"), people.join("Jonas", confirmed=False)):
        assert connect(people, people.client(actor), workshop_id=people.workshop_id).is_connected()
    before = list(live_of(people).connections.values())
    assert [one.sees_moderation for one in before] == [True, False, False]
    live_of(people).revoke()
    assert list(live_of(people).connections.values()) == before


@pytest.mark.parametrize("end", ENDS)
def test_whose_right_ended_gets_no_socket(people, end):
    leyla = people.join("Leyla")
    page = people.client(leyla)
    assert connect(people, page, workshop_id=people.workshop_id).is_connected()
    with people.database.writing() as db:
        ENDS[end](db, leyla, people.workshop_id)
    assert not connect(people, page, workshop_id=people.workshop_id).is_connected()


def test_whom_others_removed_gets_no_socket(people):
    leyla = people.join("Leyla")
    act(people, admission.remove, participant_id=people.participant_id(leyla))
    assert not connect(people, people.client(leyla), workshop_id=people.workshop_id).is_connected()


def test_a_place_in_one_workshop_opens_no_socket_to_another(people):
    leyla = people.client(people.join("Leyla"))
    assert not connect(people, leyla, workshop_id=people.another_workshop()).is_connected()
    assert not connect(people, leyla, workshop_id=None).is_connected()


def test_who_is_not_signed_in_gets_no_socket(people, client):
    assert not connect(people, client, workshop_id=people.workshop_id).is_connected()
