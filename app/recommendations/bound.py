"""Who belongs to a record: people are bound to it by commitments and stand nowhere in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.recommendations import commitments
from app.recommendations.commitments import Opening
from app.recommendations.models import CommitmentOpening
from app.voting import store as polls
from app.voting.models import Poll
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import Role


@dataclass(frozen=True)
class Bound:
    """A person in a record: in which function, and what opens the commitment."""

    function: str
    participant_id: int
    opening: Opening

    def row(self) -> CommitmentOpening:
        """The deletable row that keeps the opening."""
        return CommitmentOpening(participant_id=self.participant_id, **vars(self.opening))


def moderators(db: Session, workshop_id: int) -> list[Participant]:
    """The moderators of a workshop."""
    return [one for one in workshops.list_participants(db, workshop_id) if one.role == Role.MODERATOR]


def bind(db: Session, poll: Poll, recorder: Participant) -> list[Bound]:
    """The moderators, the recorder and the electorate of a poll, in an order that says nothing."""
    electors = [one.participant for one in polls.list_electors(db, poll.id)]
    functions = {"moderator": moderators(db, poll.workshop_id), "recorder": [recorder], "elector": electors}
    people = [_bound(function, one) for function, some in functions.items() for one in some]
    return sorted(people, key=lambda one: one.opening.commitment)


def _bound(function: str, person: Participant) -> Bound:
    group = person.stakeholder_group.name if person.stakeholder_group else ""
    value = {"name": person.name, "organisation": person.organisation_name, "group": group}
    return Bound(function, person.id, commitments.commit(value))
