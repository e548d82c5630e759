"""Running a poll: prepare, open, extend, close, publish, cancel. Casting a ballot is in ballots.py.

Every act holds the poll's row alone until its commit; ballots hold it side by side. So whoever closes waits for the
ballots that are on their way, and counts them. Lock order: poll, then workshop.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.errors import Conflict, NotAllowed
from app.voting import counting, plans, rules, store, subjects, words
from app.voting.facts import (
    PollCancelled,
    PollClosed,
    PollExtended,
    PollOpened,
    PollPrepared,
    PollPublished,
    PollTurnout,
)
from app.voting.models import (
    Elector,
    Poll,
    PollCancellation,
    PollClosure,
    PollOpening,
    PollPublication,
)
from app.voting.plans import Plan
from app.voting.schemas import Method
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import VOTING_ROLES, Phase, Right, rights_of
from app.workshops.service import NOT_NOW, let_screens_follow, member, permit


def create_poll(db: Session, *, actor: Actor, workshop_id: int, plan: Plan) -> Poll:
    """Prepare a poll; options and text are what they are at this moment. Twice prepares two."""
    moderator = permit(db, actor, workshop_id, Right.RUN_POLLS)
    plans.check(plan)
    _require_phase(db, workshop_id, plan.method)
    poll = Poll(
        workshop_id=workshop_id, method=plan.method, question=plan.question, secrecy=plan.secrecy,
        settings=plan.settings,
    )  # fmt: skip
    if plan.version_id is not None:
        poll.version = subjects.version_of(db, workshop_id, plan.version_id)
        poll.draft_id, poll.fingerprint = poll.version.draft_id, poll.version.fingerprint
    if plan.subject is not None:
        poll.options = subjects.options(db, workshop_id, plan)
    plans.check_settings(plan, poll.options)
    poll.round = 1 + store.count_rounds(db, poll)
    db.add(poll)
    db.flush()
    facts.record(db, PollPrepared(workshop_id=workshop_id, by=moderator.id, poll_id=poll.id))
    return poll


def open_poll(db: Session, *, actor: Actor, poll_id: int, minutes: int | None, hard: bool) -> Poll:
    """Freeze the roll and let people vote, for `minutes` if given; `hard` closes at zero. Twice is the same as once."""
    poll = store.get_poll(db, poll_id)
    member(db, actor, poll.workshop_id)
    store.lock_poll(db, poll_id)
    moderator = permit(db, actor, poll.workshop_id, Right.RUN_POLLS)
    _require_phase(db, poll.workshop_id, poll.method)
    if counting.status(poll) == "open":
        return poll
    _require(poll, "prepared", _l("Diese Abstimmung kann nicht mehr geöffnet werden."))
    electors = _electors(db, poll)
    at = now()
    closes_at = at + timedelta(minutes=minutes) if minutes else None
    poll.opening = PollOpening(by=moderator.id, at=at, closes_at=closes_at, hard=hard and closes_at is not None)
    db.add_all(electors)
    let_screens_follow(db, poll.workshop_id, "result")
    opened = PollOpened(
        workshop_id=poll.workshop_id, by=moderator.id, poll_id=poll.id, method=poll.method, round=poll.round,
        entitled=len(electors), closes_at=closes_at.isoformat() if closes_at else None,
    )  # fmt: skip
    facts.record(db, opened)
    return poll


def _require_phase(db: Session, workshop_id: int, method: Method) -> None:
    """While people draft, they vote on wordings only: of another poll nobody would see anything."""
    if method != "wording" and workshops.get_workshop(db, workshop_id).phase == Phase.DRAFT:
        raise Conflict(NOT_NOW)


def _electors(db: Session, poll: Poll) -> list[Elector]:
    """The confirmed people with a voting role, as they are now."""
    present = workshops.list_participants(db, poll.workshop_id)
    people = [one for one in present if one.is_confirmed and one.role in VOTING_ROLES]
    if not people:
        raise Conflict(_l("Es gibt noch keine Stimmberechtigten. Bitte bestätigen Sie zuerst die Teilnehmenden."))
    return [
        Elector(
            poll_id=poll.id, participant_id=one.id, organisation_id=one.organisation_id,
            stakeholder_group_id=one.stakeholder_group_id,
        )
        for one in people
    ]  # fmt: skip


def extend_poll(db: Session, *, actor: Actor, poll_id: int, minutes: int) -> Poll:
    """Give an open poll `minutes` more; after zero, or without a time, they count from now. Twice extends twice."""
    poll, moderator = _held(db, actor, poll_id)
    opening = poll.opening
    if opening is None or not counting.takes_ballots(poll, now()):
        raise Conflict(words.NOT_OPEN if opening is None else words.CLOSED)
    opening.closes_at = max(opening.closes_at or now(), now()) + timedelta(minutes=minutes)
    told = opening.closes_at.isoformat()
    extended = PollExtended(workshop_id=poll.workshop_id, by=moderator.id, poll_id=poll.id, closes_at=told)
    facts.record(db, extended)
    return poll


def close_poll(db: Session, *, actor: Actor, poll_id: int) -> Poll:
    """End the voting and seal the result in this transaction. Twice is the same as once."""
    poll, moderator = _held(db, actor, poll_id)
    if counting.status(poll) in ("closed", "published"):
        return poll
    _require(poll, "open", words.NOT_OPEN)
    _close(db, poll, by=moderator.id, at=now())
    return poll


def close_due(db: Session) -> int:
    """Close every poll whose hard deadline has come; returns how many. For the background tick."""
    due = store.list_due(db, now())
    return sum(_close_if_due(db, store.lock_poll(db, poll_id), now()) for poll_id in due)


def _close_if_due(db: Session, poll: Poll, at: datetime) -> bool:
    """Close it unless somebody closed or extended it while we waited for its row."""
    opening = poll.opening
    if counting.status(poll) != "open" or opening is None or not rules.is_due(opening.closes_at, opening.hard, at):
        return False
    _close(db, poll, by=None, at=at)
    return True


def _close(db: Session, poll: Poll, *, by: int | None, at: datetime) -> None:
    poll.closure = PollClosure(by=by, at=at)
    poll.result = counting.seal_result(db, poll)
    chosen = counting.chosen(poll)
    poll.chosen_id = chosen.id if chosen is not None else None
    cast, entitled = store.count_ballots(db, poll.id), store.count_electors(db, poll.id)
    facts.record(db, PollClosed(workshop_id=poll.workshop_id, by=by, poll_id=poll.id, cast=cast, entitled=entitled))


def publish_poll(db: Session, *, actor: Actor, poll_id: int) -> Poll:
    """Show the result of a closed poll to the room. Twice is the same as once."""
    poll, moderator = _held(db, actor, poll_id)
    if poll.publication is not None:
        return poll
    _require(poll, "closed", _l("Bitte schließen Sie zuerst die Abstimmung."))
    poll.publication = PollPublication(by=moderator.id, at=now())
    facts.record(db, PollPublished(workshop_id=poll.workshop_id, by=moderator.id, poll_id=poll.id))
    return poll


def cancel_poll(db: Session, *, actor: Actor, poll_id: int) -> Poll:
    """Break a poll off before it is closed; its ballots are deleted. Twice is the same as once."""
    poll, moderator = _held(db, actor, poll_id)
    if poll.cancellation is not None:
        return poll
    if poll.closure is not None:
        raise Conflict(_l("Die Abstimmung ist schon geschlossen und kann nicht mehr abgebrochen werden."))
    store.delete_ballots(db, poll.id)
    poll.cancellation = PollCancellation(by=moderator.id, at=now())
    facts.record(db, PollCancelled(workshop_id=poll.workshop_id, by=moderator.id, poll_id=poll.id))
    return poll


def tell_turnout(db: Session) -> None:
    """Tell how many have voted where that has changed, at most every 2 s for a poll however often this is called."""
    for opening in store.list_running(db):
        cast = store.count_ballots(db, opening.poll_id)
        if store.mark_turnout(db, opening.poll_id, cast, at=now(), pause=rules.TURNOUT_PAUSE):
            poll, entitled = store.get_poll(db, opening.poll_id), store.count_electors(db, opening.poll_id)
            told = PollTurnout(workshop_id=poll.workshop_id, poll_id=poll.id, cast=cast, entitled=entitled)
            facts.record(db, told)


def _held(db: Session, actor: Actor, poll_id: int) -> tuple[Poll, Participant]:
    """The poll, held alone, for those who run polls. An open poll can be ended in every phase."""
    poll = store.get_poll(db, poll_id)
    moderator = member(db, actor, poll.workshop_id)
    if Right.RUN_POLLS not in rights_of(moderator.role, admitted=moderator.is_confirmed):
        raise NotAllowed
    return store.lock_poll(db, poll_id), moderator


def _require(poll: Poll, status: rules.Status, sentence: Any) -> None:
    if counting.status(poll) != status:
        raise Conflict(words.CANCELLED if poll.cancellation is not None else sentence)
