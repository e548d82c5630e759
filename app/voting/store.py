"""Queries over polls, their rolls, ballots and results."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db import ALONE
from app.errors import NotFound
from app.voting.models import Ballot, Elector, Poll, PollCancellation, PollClosure, PollOpening


def get_poll(db: Session, poll_id: int) -> Poll:
    poll = db.get(Poll, poll_id)
    if poll is None:
        raise NotFound
    return poll


def share_poll(db: Session, poll_id: int) -> Poll:
    """The poll, held until the commit against closing; ballots hold it side by side."""
    return db.get_one(Poll, poll_id, with_for_update={"read": True}, populate_existing=True)


def lock_poll(db: Session, poll_id: int) -> Poll:
    """The poll, held alone until the commit: no ballot is on its way any more."""
    return db.get_one(Poll, poll_id, with_for_update=ALONE, populate_existing=True)


def list_polls(db: Session, workshop_id: int) -> list[Poll]:
    """The workshop's polls, newest first, with what happened to them."""
    acts = (Poll.opening, Poll.closure, Poll.publication, Poll.cancellation, Poll.adoption)
    query = select(Poll).where(Poll.workshop_id == workshop_id).order_by(Poll.id.desc())
    return list(db.scalars(query.options(*map(selectinload, acts))))


def list_wording_polls(db: Session, draft_id: int) -> list[Poll]:
    """The votes on passages of this draft, newest first."""
    query = select(Poll).where(Poll.draft_id == draft_id, Poll.method == "wording")
    return list(db.scalars(query.order_by(Poll.id.desc())))


def count_rounds(db: Session, poll: Poll) -> int:
    """How often this draft, or without a draft this question, was put to such a vote that was not cancelled."""
    subject = Poll.draft_id == poll.draft_id if poll.draft_id is not None else Poll.question == poll.question
    same = Poll.workshop_id == poll.workshop_id, Poll.method == poll.method, subject
    cancelled = select(PollCancellation.poll_id).where(PollCancellation.poll_id == Poll.id).exists()
    query = select(func.count()).select_from(Poll).where(*same, ~cancelled)
    return db.scalar(query) or 0


def list_running(db: Session) -> list[PollOpening]:
    """The openings of all polls that are open now, in order of id."""
    ends = (PollClosure, PollCancellation)
    running = [~select(end.poll_id).where(end.poll_id == PollOpening.poll_id).exists() for end in ends]
    return list(db.scalars(select(PollOpening).where(*running).order_by(PollOpening.poll_id)))


def list_due(db: Session, at: datetime) -> list[int]:
    """The ids of open polls whose hard deadline has come."""
    running = list_running(db)
    return [one.poll_id for one in running if one.hard and one.closes_at is not None and at >= one.closes_at]


def find_elector(db: Session, poll_id: int, participant_id: int) -> Elector | None:
    return db.get(Elector, (poll_id, participant_id))


def lock_elector(db: Session, poll_id: int, participant_id: int) -> Elector | None:
    """One line of the roll, held until the commit, so that two windows of one person take turns."""
    return db.get(Elector, (poll_id, participant_id), with_for_update=ALONE, populate_existing=True)


def list_electors(db: Session, poll_id: int) -> list[Elector]:
    """The roll with people and groups, in the order of joining."""
    query = select(Elector).where(Elector.poll_id == poll_id).order_by(Elector.participant_id)
    return list(db.scalars(query.options(joinedload(Elector.participant), joinedload(Elector.stakeholder_group))))


def count_electors(db: Session, poll_id: int) -> int:
    return db.scalar(select(func.count()).select_from(Elector).where(Elector.poll_id == poll_id)) or 0


def find_ballot(db: Session, poll_id: int, participant_id: int) -> Ballot | None:
    """The ballot as it is committed now, whatever the session has seen before."""
    return db.get(Ballot, (poll_id, participant_id), populate_existing=True)


def list_ballots(db: Session, poll_id: int) -> list[Ballot]:
    return list(db.scalars(select(Ballot).where(Ballot.poll_id == poll_id).order_by(Ballot.participant_id)))


def count_ballots(db: Session, poll_id: int) -> int:
    return db.scalar(select(func.count()).select_from(Ballot).where(Ballot.poll_id == poll_id)) or 0


def delete_ballots(db: Session, poll_id: int) -> None:
    db.execute(delete(Ballot).where(Ballot.poll_id == poll_id))


def mark_turnout(db: Session, poll_id: int, cast: int, *, at: datetime, pause: timedelta) -> bool:
    """Remember `cast` as told `at`; False if it was told before, or anything within the `pause`, by any worker."""
    rested = or_(PollOpening.told_at.is_(None), PollOpening.told_at <= at - pause)
    due = update(PollOpening).where(PollOpening.poll_id == poll_id, PollOpening.turnout_told != cast, rested)
    done = db.execute(due.values(turnout_told=cast, told_at=at).execution_options(synchronize_session=False))
    return isinstance(done, CursorResult) and done.rowcount == 1
