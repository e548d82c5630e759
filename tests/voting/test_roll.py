"""The roll: who may vote, fixed when the vote opens."""

from __future__ import annotations

import pytest

from app.errors import Conflict, NotAllowed, NotFound
from app.voting import service, store
from app.workshops import admission
from app.workshops.admission import Correction
from app.workshops.rules import Role


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
