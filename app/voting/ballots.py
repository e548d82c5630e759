"""Casting a ballot: exactly once, from the newest page, in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import i18n
from app.access import Actor
from app.db import now
from app.errors import Conflict, Malformed, NotAllowed, NotFound, Sentence
from app.voting import counting, rules, store, views, words
from app.voting.methods import consent, dot, wording
from app.voting.models import Ballot, Poll
from app.voting.papers.paper import Paper
from app.voting.schemas import PollState
from app.workshops.models import Participant
from app.workshops.rules import Right
from app.workshops.service import permit


@dataclass(frozen=True)
class NewBallot:
    """A ballot as it is sent. `revision` is the one that the page has seen, 0 before the first."""

    choices: Mapping[str, int | str | list[int]]
    reason: str
    revision: int
    request_key: str


class LateBallot(Conflict):
    """The ballot does not count; `state` is what counts instead."""

    def __init__(self, message: Sentence, state: PollState) -> None:
        super().__init__(message)
        self.state = state

    def as_dict(self) -> dict[str, object]:
        """The refusal with the valid state beside it."""
        return {**super().as_dict(), "state": self.state}


def cast_ballot(db: Session, *, actor: Actor, poll_id: int, new: NewBallot) -> Poll:
    """Write or replace the ballot of `actor`. The same request (`request_key`) again is the same as once.

    LateBallot after closing or if another window was quicker, Malformed if it cannot be counted, NotAllowed for those
    who are not on the roll.
    """
    poll = store.get_poll(db, poll_id)
    voter = permit(db, actor, poll.workshop_id, Right.SEE_ROOM)
    store.share_poll(db, poll_id)
    _require_elector(db, poll, voter)
    known = store.find_ballot(db, poll_id, voter.id)
    if known is not None and known.request_key == new.request_key:
        return poll
    _require_open(db, poll, voter, known)
    if new.revision != (known.revision if known else 0):
        raise LateBallot(words.OTHER_WINDOW, views.state(db, voter, poll))
    _write(db, poll, voter, known, new)
    return poll


def _require_elector(db: Session, poll: Poll, voter: Participant) -> None:
    if counting.status(poll) == "prepared":
        raise NotFound
    if store.lock_elector(db, poll.id, voter.id) is None:
        raise NotAllowed(words.NO_VOTE)


def _require_open(db: Session, poll: Poll, voter: Participant, known: Ballot | None) -> None:
    if counting.status(poll) == "cancelled":
        raise LateBallot(words.CANCELLED, views.state(db, voter, poll))
    if not counting.takes_ballots(poll, now()):
        raise LateBallot(_closed(poll, known), views.state(db, voter, poll))


def _closed(poll: Poll, known: Ballot | None) -> Sentence:
    if known is None:
        return words.CLOSED
    if poll.method == "dot":
        return _l("Die Abstimmung ist geschlossen. Ihre Punkte von %(time)s Uhr zählen.", time=_clock(known.at))
    return _l("Die Abstimmung ist geschlossen. Ihre Stimme von %(time)s Uhr zählt.", time=_clock(known.at))


def _clock(at: datetime) -> LazyString:
    return LazyString(i18n.clock, at)


def _write(db: Session, poll: Poll, voter: Participant, known: Ballot | None, new: NewBallot) -> None:
    choices = _choices(poll, new)
    if known is None:
        known = Ballot(poll_id=poll.id, participant_id=voter.id, revision=0)
        db.add(known)
    known.choices, known.reason, known.request_key = choices, new.reason.strip(), new.request_key
    known.revision, known.at = known.revision + 1, now()


def _choices(poll: Poll, new: NewBallot) -> dict[str, Any]:
    paper = counting.paper(poll)
    if paper is not None:
        return _by_paper(paper, new)
    if poll.method == "dot":
        return _points(poll, new)
    return _option(poll, new) if poll.method == "wording" else _answer(new)


def _by_paper(paper: Paper[Any, Any], new: NewBallot) -> dict[str, Any]:
    """The choices of a common paper; Malformed if they cannot be counted."""
    if new.reason and not paper.has_reasons:
        raise Malformed(words.NO_BALLOT)
    try:
        ballot = paper.ballot(new.choices, new.reason)
    except ValueError:
        raise Malformed(words.NO_BALLOT) from None
    problem = paper.problem(ballot)
    if problem is not None:
        raise Malformed(problem, fields={"reason" if paper.has_reasons else "choices": problem})
    return dict(new.choices)


def _option(poll: Poll, new: NewBallot) -> dict[str, Any]:
    """{"option": id}; Malformed if it cannot be counted."""
    options = [option.id for option in poll.options]
    is_one = set(new.choices) == {"option"} and wording.is_valid(options, new.choices["option"])
    if new.reason or not is_one:
        raise Malformed(words.NO_WORDING, fields={"choices": words.NO_WORDING})
    return {"option": new.choices["option"]}


def _points(poll: Poll, new: NewBallot) -> dict[str, Any]:
    """{"<option id>": points} without zeros; Malformed if it cannot be counted."""
    if new.reason or not all(isinstance(points, int) for points in new.choices.values()):
        raise Malformed
    options = {str(option.id): option.id for option in poll.options}
    points = {options.get(option, 0): int(points) for option, points in new.choices.items() if isinstance(points, int)}
    problem = dot.problem(rules.dot_settings(poll.settings), list(options.values()), points)
    if problem is not None:
        raise Malformed(words.DOT_PROBLEMS[problem], fields={"choices": words.DOT_PROBLEMS[problem]})
    return {str(option): given for option, given in points.items() if given}


def _answer(new: NewBallot) -> dict[str, Any]:
    """{"answer": Answer}; Malformed if it cannot be counted."""
    answer = str(new.choices.get("answer", ""))
    problem = consent.problem(answer, new.reason)
    if problem is not None or set(new.choices) != {"answer"}:
        field, sentence = words.CONSENT_PROBLEMS[problem or consent.Problem.UNKNOWN_ANSWER]
        raise Malformed(sentence, fields={field: sentence})
    return {"answer": answer}
