"""How many may come: people without a confirmation, sockets of one login; and what a door counts as a guess."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from app.accounts import service as accounts
from app.db import now
from app.errors import Conflict
from app.workshops import admission, store
from app.workshops.admission import MOST_UNCONFIRMED, Claim
from app.workshops.models import Participant
from app.workshops.rules import Role
from app.workshops.sockets import MOST_SOCKETS
from tests.people import People
from tests.workshops.rooms import connect


def crowd(people: People, count: int) -> list[int]:
    """So many people at once who joined by the code; returns their ids."""
    claim = {"name": "Gast", "claimed_organisation": "Amt", "role": Role.EXPERT, "workshop_id": people.workshop_id}
    with people.database.writing() as db:
        guests = [accounts.create_guest(db, "Gast") for _ in range(count)]
        db.flush()
        rows = [{**claim, "account_id": guest.id, "joined_at": now()} for guest in guests]
        db.execute(insert(Participant), rows)
    with people.database.reading() as db:
        return [one.id for one in store.list_participants(db, people.workshop_id) if not one.is_confirmed]


def join(people: People, actor=None) -> int:
    with people.database.writing() as db:
        code = store.get_workshop(db, people.workshop_id).join_code
        claim = Claim("Leyla", "Amt", people.group_ids["Länder"])
        return admission.join(db, actor=actor, code=code, claim=claim)[0].id


def claim_of(people: People) -> dict[str, object]:
    with people.database.reading() as db:
        code = store.get_workshop(db, people.workshop_id).join_code
    return {"code": code, "name": "Leyla", "organisation": "Amt", "stakeholder_group_id": people.group_ids["Länder"]}


def test_w21_a_room_with_too_many_unconfirmed_people_takes_no_more_and_says_so(people, client):
    crowd(people, MOST_UNCONFIRMED - 1)
    returning = people.join("Leyla", confirmed=False)
    with pytest.raises(Conflict):
        join(people)
    assert join(people, returning) == people.participant_id(returning)
    answer = client.post("/beitreten", data=claim_of(people))
    assert (answer.status_code, 'value="Leyla"' in answer.text) == (409, True)
    assert "1000 Personen sind noch nicht bestätigt. Bitte sprechen Sie die Moderation an." in answer.text


@pytest.mark.parametrize("act", ["confirm", "remove"])
def test_w21_confirming_or_removing_one_makes_room_for_one(people, act):
    first = crowd(people, MOST_UNCONFIRMED)[0]
    with people.database.writing() as db:
        who = {"workshop_id": people.workshop_id, "participant_id": first}
        getattr(admission, act)(db, actor=people.moderator, **who)
    join(people)
    with pytest.raises(Conflict):
        join(people)


def test_w21_who_comes_and_goes_makes_no_room(people):
    leaving = people.join("Leyla", confirmed=False)
    crowd(people, MOST_UNCONFIRMED - 1)
    with people.database.writing() as db:
        admission.leave(db, actor=leaving, workshop_id=people.workshop_id)
    with pytest.raises(Conflict):
        join(people)


def test_a_login_has_so_many_sockets_and_no_more_until_one_closes(people):
    page, other = people.client(people.join("Leyla")), people.client(people.join("Jonas"))
    room = {"workshop_id": people.workshop_id}
    opened = [connect(people, page, **room) for _ in range(MOST_SOCKETS)]
    assert all(one.is_connected() for one in opened)
    assert not connect(people, page, **room).is_connected()
    assert connect(people, other, **room).is_connected()
    opened[0].disconnect()
    assert connect(people, page, **room).is_connected()


def test_a_room_has_so_many_screens_and_no_more(people, client):
    with people.database.reading() as db:
        token = store.list_screens(db, people.workshop_id)[0].token
    assert all(connect(people, client, screen=token).is_connected() for _ in range(MOST_SOCKETS))
    assert not connect(people, client, screen=token).is_connected()
    page = people.client(people.join("Leyla"))
    assert connect(people, page, workshop_id=people.workshop_id).is_connected()
