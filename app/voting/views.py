"""What a poll looks like to the one who asks, as JSON (shapes: schemas.py). Nobody is sent partial sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.orm import Session

from app import markdown
from app.db import now
from app.voting import chart, counting, rules, store, subjects, wording_views, words
from app.voting.figures import figures
from app.voting.models import Ballot, Elector, Poll
from app.voting.papers.paper import Paper
from app.voting.papers.shapes import FigureReason
from app.voting.schemas import (
    ConsentGroup,
    ConsentResult,
    DotResult,
    DotRow,
    GroupTurnout,
    NamedVote,
    OwnBallot,
    PollLine,
    PollState,
    QuorumState,
    ReasonState,
    Result,
    RuleWords,
    Turnout,
    VersionState,
)
from app.workshops.models import Participant
from app.workshops.rules import Right, rights_of


def runs_polls(participant: Participant) -> bool:
    """Whether this person prepares polls, and sees results before they are published."""
    return Right.RUN_POLLS in rights_of(participant.role, admitted=participant.is_confirmed)


def is_shown(participant: Participant, poll: Poll) -> bool:
    """Whether this person may know of the poll: the room does from its opening on."""
    return poll.opening is not None or runs_polls(participant)


def lines(db: Session, participant: Participant) -> list[PollLine]:
    """The polls of the workshop that this person may know of, newest first."""
    return [_line(poll) for poll in store.list_polls(db, participant.workshop_id) if is_shown(participant, poll)]


def _line(poll: Poll) -> PollLine:
    return {
        "id": poll.id, "method": poll.method, "question": poll.question, "round": poll.round,
        "status": counting.status(poll), "draft_id": poll.draft_id, "stage": wording_views.stage(poll),
    }  # fmt: skip


@dataclass(frozen=True)
class _Eyes:
    """What differs between those who look at the same poll. `reason_not` is None for who may vote now."""

    reason_not: str | None
    moderates: bool
    ballot: OwnBallot | None
    result: Result | None


def state(db: Session, participant: Participant, poll: Poll) -> PollState:
    """The poll as this person may see it now."""
    elector = store.find_elector(db, poll.id, participant.id)
    ballot = _own(store.find_ballot(db, poll.id, participant.id))
    shown = result(db, poll) if _sees_result(participant, poll) else None
    return _state(db, poll, _Eyes(_reason_not(poll, elector), runs_polls(participant), ballot, shown))


def find_screen_state(db: Session, workshop_id: int) -> PollState | None:
    """The newest poll that was opened, as a projector shows it: no names, no reasons, nothing before publication."""
    opened = [poll for poll in store.list_polls(db, workshop_id) if poll.opening is not None]
    if not opened:
        return None
    shown = result(db, opened[0]) if opened[0].publication is not None else None
    if shown is not None and opened[0].method == "consent":
        shown = cast("ConsentResult", {**shown, "reasons": [], "votes": []})
    return _state(db, opened[0], _Eyes(str(words.NO_VOTE), moderates=False, ballot=None, result=shown))


def _state(db: Session, poll: Poll, eyes: _Eyes) -> PollState:
    opening = poll.opening
    turnout, paper = _turnout(db, poll, by_group=eyes.moderates), counting.paper(poll)
    return {
        **_line(poll),
        "secrecy": poll.secrecy,
        "workshop_id": poll.workshop_id,
        "settings": poll.settings,
        "form": paper.form() if paper else None,
        "options": wording_views.options(db, poll),
        "opened_at": opening.at.isoformat() if opening else None,
        "closes_at": opening.closes_at.isoformat() if opening and opening.closes_at else None,
        "hard": opening.hard if opening else False,
        "server_time": now().isoformat(),
        "turnout": turnout,
        "may_vote": eyes.reason_not is None,
        "reason_not": eyes.reason_not,
        "may_moderate": eyes.moderates,
        "ballot": eyes.ballot,
        "rule": _rule(poll, paper),
        "quorum": _quorum(poll, turnout["cast"], turnout["entitled"]),
        "version": _version(poll),
        "on_earlier_version": subjects.is_on_earlier_version(db, poll),
        "result": eyes.result,
    }


def _rule(poll: Poll, paper: Paper[Any, Any] | None) -> RuleWords:
    if paper is not None:
        return words.paper_rule(paper, poll.secrecy)
    return words.rule(poll.method, poll.settings, poll.secrecy, len(poll.options))


def _reason_not(poll: Poll, elector: Elector | None) -> str | None:
    status = counting.status(poll)
    if status == "prepared":
        return str(words.NOT_OPEN)
    if status == "cancelled":
        return str(words.CANCELLED)
    if not counting.takes_ballots(poll, now()):
        return str(words.CLOSED)
    return None if elector is not None else str(words.NO_VOTE)


def _sees_result(participant: Participant, poll: Poll) -> bool:
    return poll.publication is not None or (poll.closure is not None and runs_polls(participant))


def _own(ballot: Ballot | None) -> OwnBallot | None:
    if ballot is None:
        return None
    at = ballot.at.isoformat()
    return {"choices": ballot.choices, "reason": ballot.reason, "at": at, "revision": ballot.revision}


def _turnout(db: Session, poll: Poll, *, by_group: bool) -> Turnout:
    rows = _turnout_by_group(db, poll) if by_group else []
    return {
        "cast": store.count_ballots(db, poll.id), "entitled": store.count_electors(db, poll.id), "by_group": rows,
    }  # fmt: skip


def _turnout_by_group(db: Session, poll: Poll) -> list[GroupTurnout]:
    electors = store.list_electors(db, poll.id)
    voted = {ballot.participant_id for ballot in store.list_ballots(db, poll.id)}
    sizes = Counter(_group(one) for one in electors)
    cast = Counter(_group(one) for one in electors if one.participant_id in voted)
    return [
        {
            "group": words.group_label(list(names)),
            "cast": sum(cast[name] for name in names),
            "entitled": sum(sizes[name] for name in names),
        }
        for names in rules.pool(sizes, rules.MINIMUM_GROUP[poll.secrecy])
    ]


def _group(elector: Elector) -> str | None:
    return elector.stakeholder_group.name if elector.stakeholder_group else None


def _quorum(poll: Poll, cast: int, entitled: int) -> QuorumState | None:
    if poll.method != "consent" or poll.opening is None:
        return None
    needed = rules.quorum(poll.settings).needed(entitled)
    return {"needed": needed, "cast": cast, "reached": cast >= needed} if needed else None


def _version(poll: Poll) -> VersionState | None:
    version = poll.version
    if version is None:
        return None
    frozen_at = version.at.isoformat()
    return {
        "id": version.id, "number": version.number, "fingerprint": str(poll.fingerprint), "draft_id": version.draft_id,
        "frozen_at": frozen_at, "is_frozen": not version.kept,
    }  # fmt: skip


def result(db: Session, poll: Poll) -> Result | None:
    """The sealed result in words and numbers; None before closing. Rights are the caller's matter."""
    content = counting.content_of(poll)
    if content is None or poll.result is None:
        return None
    if (paper := counting.paper(poll)) is not None:
        return figures(paper, content, poll.result.sha256, _given(paper, store.list_ballots(db, poll.id)))
    if poll.method == "dot":
        return _dot_result(content, poll.result.sha256)
    if poll.method == "wording":
        return wording_views.result(db, poll, content, poll.result.sha256)
    return _consent_result(db, poll, content, poll.result.sha256)


def picture(poll: Poll) -> str | None:
    """The sealed result as SVG; None if its method has no picture, or nobody voted. Rights are the caller's matter."""
    paper, content = counting.paper(poll), counting.content_of(poll)
    if paper is None or content is None or not paper.has_chart or not content["cast"]:
        return None
    return chart.chart(paper, content["result"], paper.sentence(content["result"]))


def _dot_result(content: dict[str, Any], sha256: str) -> DotResult:
    part = content["result"]
    rows: list[DotRow] = [
        {"option_id": row["option"], "label": row["label"], "rank": row["rank"], "points": row["points"],
         "persons": row["persons"]}
        for row in part["rows"]
    ]  # fmt: skip
    return {
        "rows": rows, "cast": content["cast"], "entitled": content["entitled"], "points_given": part["points_given"],
        "sentence": words.dot_sentence(part), "sha256": sha256,
    }  # fmt: skip


def _consent_result(db: Session, poll: Poll, content: dict[str, Any], sha256: str) -> ConsentResult:
    part, ballots = content["result"], store.list_ballots(db, poll.id)
    names = {one.participant_id: one.participant for one in store.list_electors(db, poll.id)}
    shown = names if poll.secrecy == "named" else {}
    return {
        "class": part["class"],
        "class_label": str(words.CLASS_LABELS[part["class"]]),
        "numerator": part["numerator"],
        "denominator": part["denominator"],
        "percent": words.percent(part["numerator"], part["denominator"]),
        "rule": words.consent_rule(poll.settings, poll.secrecy),
        "counts": part["counts"],
        "quorum": _quorum(poll, content["cast"], content["entitled"]),
        "low_participation": part["low_participation"],
        "groups": [_group_row(row) for row in part["groups"]],
        "reasons": _reasons(ballots, shown),
        "votes": [_named_vote(ballot, shown[ballot.participant_id]) for ballot in ballots if shown],
        "sentence": words.consent_sentence(part, content["cast"]),
        "sha256": sha256,
    }


def _group_row(row: dict[str, Any]) -> ConsentGroup:
    return {
        "label": words.group_label(row["names"]),
        "counts": row["counts"],
        "class": row["class"],
        "class_label": str(words.CLASS_LABELS[row["class"]]),
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "percent": words.percent(row["numerator"], row["denominator"]),
    }


def _reasons(ballots: list[Ballot], shown: dict[int, Participant]) -> list[ReasonState]:
    """The reasons, in an order that says nothing of who gave them."""
    reasons: list[ReasonState] = [
        {
            "answer": ballot.choices["answer"], "text": ballot.reason, "html": str(markdown.render(ballot.reason)),
            "name": shown[ballot.participant_id].name if ballot.participant_id in shown else None,
        }
        for ballot in ballots if ballot.reason
    ]  # fmt: skip
    return sorted(reasons, key=lambda reason: (reason["answer"], reason["text"]))


def _given(paper: Paper[Any, Any], ballots: list[Ballot]) -> list[FigureReason]:
    """The reasons of a common paper, in an order that says nothing of who gave them."""
    reasons: list[FigureReason] = [
        {"label": paper.spoken(ballot.choices), "html": str(markdown.render(ballot.reason))}
        for ballot in ballots if ballot.reason
    ]  # fmt: skip
    return sorted(reasons, key=lambda reason: (reason["label"], reason["html"]))


def _named_vote(ballot: Ballot, participant: Participant) -> NamedVote:
    return {
        "participant_id": participant.id, "name": participant.name, "organisation": participant.organisation_name,
        "answer": ballot.choices["answer"],
    }  # fmt: skip
