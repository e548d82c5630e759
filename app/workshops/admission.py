"""Joining and being let in: what a guest states is a claim, staff confirm it, and only the confirmed can vote."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.accounts import service as accounts
from app.accounts import store as people
from app.db import now
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.workshops import store
from app.workshops.facts import ParticipantChanged, ParticipantConfirmed, ParticipantJoined, ParticipantRemoved
from app.workshops.models import Participant, Workshop
from app.workshops.rules import GIVEN, Phase, Right, Role
from app.workshops.service import permit

# People of one room whom nobody has confirmed. A code that got about lets programs in too; three full halls fit.
MOST_UNCONFIRMED = 1_000
UNKNOWN_CODE = _l("Diesen Code gibt es nicht. Er hat sechs Ziffern und steht auf der Leinwand.")


@dataclass(frozen=True)
class Claim:
    """What a person states about themselves at the door."""

    name: str
    organisation: str
    stakeholder_group_id: int


@dataclass(frozen=True)
class Correction:
    """What staff write down about a participant."""

    name: str
    organisation: str
    stakeholder_group_id: int | None
    role: Role


def find_open_workshop(db: Session, token_or_code: str) -> Workshop:
    """The workshop that this link or code lets into; Malformed with a sentence for people if it does not."""
    workshop = store.find_workshop_by_join(db, token_or_code.strip())
    if workshop is None:
        raise Malformed(fields={"code": UNKNOWN_CODE})
    if workshop.phase == Phase.CLOSED:
        raise Malformed(fields={"code": _l("Der Code gilt nicht mehr. Bitte fragen Sie die Moderation.")})
    return workshop


def join(db: Session, *, actor: Actor | None, code: str, claim: Claim) -> tuple[Participant, str | None]:
    """Take a place in the workshop behind `code`; returns it, and the secret of a fresh login for an unknown device.

    Twice from one device is the same as once: the place stays, an unconfirmed claim is written anew. Conflict while too
    many are unconfirmed.
    """
    workshop = store.lock_workshop(db, find_open_workshop(db, code).id)  # one device that asks twice takes turns
    if people.find_group(db, claim.stakeholder_group_id) is None:
        raise Malformed(fields={"stakeholder_group_id": _l("Bitte wählen Sie Ihre Gruppe.")})
    participant = store.find_participant(db, workshop.id, actor.account_id) if actor else None
    if participant is None:
        return _take_place(db, actor, workshop, claim)
    if participant.removed_at is not None:
        raise NotAllowed(_l("Die Moderation hat Sie nicht eingelassen. Bitte sprechen Sie sie an."))
    if not participant.is_confirmed:
        _write_claim(participant, claim)
    return participant, None


def _take_place(db: Session, actor: Actor | None, workshop: Workshop, claim: Claim) -> tuple[Participant, str | None]:
    _check_room_for_one_more(db, workshop)
    account = people.get_account(db, actor.account_id) if actor else accounts.create_guest(db, claim.name)
    token = None if actor else accounts.open_login(db, account)
    db.flush()
    participant = Participant(workshop_id=workshop.id, account_id=account.id, role=Role.EXPERT)
    _write_claim(participant, claim)
    db.add(participant)
    db.flush()
    facts.record(db, ParticipantJoined(workshop_id=workshop.id, by=participant.id, participant_id=participant.id))
    return participant, token


def _check_room_for_one_more(db: Session, workshop: Workshop) -> None:
    if store.count_unconfirmed(db, workshop.id) >= MOST_UNCONFIRMED:
        full = _l("Der Raum nimmt gerade niemanden mehr auf: %(count)s Personen sind noch nicht bestätigt. "
                  "Bitte sprechen Sie die Moderation an.", count=MOST_UNCONFIRMED)  # fmt: skip
        raise Conflict(full)


def _write_claim(participant: Participant, claim: Claim) -> None:
    participant.name = claim.name
    participant.claimed_organisation = claim.organisation
    participant.stakeholder_group_id = claim.stakeholder_group_id


def confirm(db: Session, *, actor: Actor, workshop_id: int, participant_id: int) -> None:
    """Confirm what a participant stated and let them in. Twice is the same as once."""
    moderator = _moderation(db, actor, workshop_id)
    _confirm(db, moderator, _present(db, workshop_id, participant_id))


def confirm_all(db: Session, *, actor: Actor, workshop_id: int) -> int:
    """Confirm everybody who waits for it; returns how many that were."""
    moderator = _moderation(db, actor, workshop_id)
    waiting = [one for one in store.list_participants(db, workshop_id) if not one.is_confirmed]
    for participant in waiting:
        _confirm(db, moderator, participant)
    return len(waiting)


def _moderation(db: Session, actor: Actor, workshop_id: int) -> Participant:
    """The place of `actor`, who lets people in. The workshop is held first, so that two who do it take turns."""
    store.lock_workshop(db, workshop_id)
    return permit(db, actor, workshop_id, Right.CONFIRM_PEOPLE)


def _confirm(db: Session, moderator: Participant, participant: Participant) -> None:
    if participant.is_confirmed:
        return
    participant.confirmed_at, participant.confirmed_by = now(), moderator.id
    if participant.claimed_organisation:
        named = accounts.organisation_named(db, participant.claimed_organisation, participant.stakeholder_group_id)
        participant.organisation_id = named.id
    told = ParticipantConfirmed(workshop_id=participant.workshop_id, by=moderator.id, participant_id=participant.id)
    facts.record(db, told)


def correct(db: Session, *, actor: Actor, workshop_id: int, participant_id: int, correction: Correction) -> None:
    """Write down what is right about a participant. Twice is the same as once. The last moderator stays one."""
    moderator = _moderation(db, actor, workshop_id)
    participant = _present(db, workshop_id, participant_id)
    if correction.role != Role.MODERATOR:
        _keep_a_moderator(db, participant)
    if correction.stakeholder_group_id and people.find_group(db, correction.stakeholder_group_id) is None:
        raise NotFound
    participant.name, participant.role = correction.name, correction.role
    participant.stakeholder_group_id = correction.stakeholder_group_id
    participant.claimed_organisation, participant.organisation_id = correction.organisation, None
    if correction.role in GIVEN:
        _confirm(db, moderator, participant)
    if participant.is_confirmed and correction.organisation:
        named = accounts.organisation_named(db, correction.organisation, correction.stakeholder_group_id)
        participant.organisation_id = named.id
    facts.record(db, ParticipantChanged(workshop_id=workshop_id, by=moderator.id, participant_id=participant.id))


def remove(db: Session, *, actor: Actor, workshop_id: int, participant_id: int) -> None:
    """Take a participant's place away; what they contributed stays. Twice is the same as once."""
    moderator = _moderation(db, actor, workshop_id)
    participant = store.get_participant(db, workshop_id, participant_id)
    _keep_a_moderator(db, participant)
    _end_place(db, participant, by=moderator.id)


def leave(db: Session, *, actor: Actor, workshop_id: int) -> None:
    """Give one's own place up. Twice is refused as for any stranger."""
    store.lock_workshop(db, workshop_id)  # two moderators who leave at once take turns
    participant = permit(db, actor, workshop_id, Right.SEE_ROOM)
    _keep_a_moderator(db, participant)
    _end_place(db, participant, by=participant.id)


def _end_place(db: Session, participant: Participant, *, by: int) -> None:
    if participant.removed_at is None:
        participant.removed_at, participant.removed_by = now(), by
    facts.record(db, ParticipantRemoved(workshop_id=participant.workshop_id, by=by, participant_id=participant.id))


def _keep_a_moderator(db: Session, leaving: Participant) -> None:
    others = [one for one in store.list_participants(db, leaving.workshop_id) if one.id != leaving.id]
    if leaving.role == Role.MODERATOR and not any(one.role == Role.MODERATOR and one.is_confirmed for one in others):
        raise Conflict(_l("Der Raum braucht eine Moderation. Benennen Sie erst eine andere Person."))


def _present(db: Session, workshop_id: int, participant_id: int) -> Participant:
    participant = store.get_participant(db, workshop_id, participant_id)
    if participant.removed_at is not None:
        raise NotFound
    return participant
