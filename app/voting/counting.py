"""From rows to pure functions: the status of a poll, whether it takes ballots, and its sealed result."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.voting import rules, seal, store
from app.voting.models import Ballot, Poll, PollOption, PollResult
from app.voting.papers.all import PAPERS
from app.voting.papers.paper import Paper


def status(poll: Poll) -> rules.Status:
    """The state of the poll, from the rows of what happened to it."""
    acts = rules.Acts(
        opened=poll.opening is not None,
        closed=poll.closure is not None,
        published=poll.publication is not None,
        cancelled=poll.cancellation is not None,
    )
    return rules.status(acts)


def takes_ballots(poll: Poll, at: datetime) -> bool:
    """Whether a ballot counts that arrives `at`."""
    opening = poll.opening
    if opening is None:
        return False
    return rules.takes_ballots(status(poll), opening.closes_at, opening.hard, at)


def paper(poll: Poll) -> Paper[Any, Any] | None:
    """The common paper of a poll; None for the methods that have one of their own."""
    kind = PAPERS.get(poll.method)
    return kind(poll.settings, {option.id: option.label for option in poll.options}) if kind else None


def seal_result(db: Session, poll: Poll) -> PollResult:
    """Count the ballots of a poll that is being closed. Call it with the poll held alone."""
    db.flush()
    ballots = store.list_ballots(db, poll.id)
    sealed, sha256 = seal.pack(_content(db, poll, ballots))
    return PollResult(sealed=sealed, sha256=sha256)


def content_of(poll: Poll) -> dict[str, Any] | None:
    """What the sealed result says; None before closing, ValueError if somebody changed it in the database."""
    return seal.unpack(poll.result.sealed, poll.result.sha256) if poll.result is not None else None


def chosen(poll: Poll) -> PollOption | None:
    """The wording that the sealed result names; None before closing and for a tie."""
    content = content_of(poll) if poll.method == "wording" else None
    wanted = content["result"]["chosen"] if content is not None else None
    return next((option for option in poll.options if option.id == wanted), None)


def _content(db: Session, poll: Poll, ballots: list[Ballot]) -> dict[str, Any]:
    version = {"id": poll.version_id, "draft": poll.draft_id, "fingerprint": poll.fingerprint}
    return {
        "schema": seal.SCHEMA,
        "kind": "poll_result",
        "poll": poll.id,
        "workshop": poll.workshop_id,
        "method": poll.method,
        "question": poll.question,
        "round": poll.round,
        "secrecy": poll.secrecy,
        "settings": poll.settings,
        "version": version if poll.version_id is not None else None,
        "opened_at": poll.opening.at.isoformat() if poll.opening else None,
        "closed_at": poll.closure.at.isoformat() if poll.closure else None,
        "entitled": store.count_electors(db, poll.id),
        "cast": len(ballots),
        "ballots_sha256": seal.ballots_hash([ballot.choices for ballot in ballots]),
        "result": _result(db, poll, ballots),
    }


def _result(db: Session, poll: Poll, ballots: list[Ballot]) -> dict[str, Any]:
    if (used := paper(poll)) is not None:
        return _by_paper(db, poll, used, ballots)
    if poll.method == "dot":
        return _dot(poll, ballots)
    return _wording(db, poll, ballots) if poll.method == "wording" else _consent(db, poll, ballots)


def _dot(poll: Poll, ballots: list[Ballot]) -> dict[str, Any]:
    labels = {option.id: option.label for option in poll.options}
    return seal.dot_part(labels, [ballot.choices for ballot in ballots])


def _by_paper(db: Session, poll: Poll, used: Paper[Any, Any], ballots: list[Ballot]) -> dict[str, Any]:
    cast = {ballot.participant_id: used.ballot(ballot.choices, ballot.reason) for ballot in ballots}
    return seal.paper_part(used, cast, _groups(db, poll), rules.MINIMUM_GROUP[poll.secrecy])


def _wording(db: Session, poll: Poll, ballots: list[Ballot]) -> dict[str, Any]:
    wordings = {option.id: (option.label, option.suggestion_id) for option in poll.options}
    chosen = {ballot.participant_id: ballot.choices["option"] for ballot in ballots}
    return seal.wording_part(wordings, chosen, _groups(db, poll), rules.MINIMUM_GROUP[poll.secrecy])


def _consent(db: Session, poll: Poll, ballots: list[Ballot]) -> dict[str, Any]:
    answers = {ballot.participant_id: ballot.choices["answer"] for ballot in ballots}
    settings, minimum = poll.settings, rules.MINIMUM_GROUP[poll.secrecy]
    counted = rules.denominator(settings), rules.quorum(settings)
    return seal.consent_part(answers, _groups(db, poll), *counted, minimum)


def _groups(db: Session, poll: Poll) -> seal.Groups:
    electors = store.list_electors(db, poll.id)
    return {one.participant_id: one.stakeholder_group.name if one.stakeholder_group else None for one in electors}
