"""Where a draft came from: its needs, their cluster, the points they got, the questions they answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.drafts import store as drafts
from app.drafts.models import Draft
from app.needs import rules as needs_rules
from app.needs import store as needs
from app.needs.models import Need
from app.recommendations.leaf import ClusterPart, DotPollPart, NeedPart, Origin, Points
from app.voting import counting
from app.voting import store as polls
from app.voting.models import Poll, PollOption
from app.workshops.models import Workshop

Results = Mapping[int, Points]
"""What each option of a dot poll got, by the option's id."""


def list_needs(db: Session, draft_id: int) -> list[Need]:
    """The needs that a draft was made from, by number; what its author took back is none."""
    found = needs.list_needs_numbered(db, drafts.list_need_ids(db, draft_id))
    return [need for need in found if need.withdrawn_at is None]


def questions(db: Session, workshop: Workshop, draft_id: int) -> list[str]:
    """The guiding questions that the draft's needs answer; all of the workshop's if no need names one."""
    answered = {need.question_id for need in list_needs(db, draft_id)}
    asked = [question.text for question in workshop.questions if question.id in answered]
    return asked or [question.text for question in workshop.questions]


def trace(db: Session, draft_id: int) -> Origin:
    """The draft's cluster and needs, with what they got in the newest published dot poll about one of them."""
    draft, found = drafts.get_draft(db, draft_id), list_needs(db, draft_id)
    poll = _dot_poll(db, draft, found)
    options, results = (poll.options, _results(poll)) if poll else ([], {})
    return {
        "cluster": _cluster(draft, options, results),
        "needs": [_need(need, options, results) for need in found],
        "dot_poll": _poll_part(poll) if poll else None,
    }


def _dot_poll(db: Session, draft: Draft, found: list[Need]) -> Poll | None:
    need_ids = {need.id for need in found}
    for poll in polls.list_polls(db, draft.workshop_id):
        is_published = poll.method == "dot" and counting.status(poll) == "published"
        if is_published and any(_is_about(option, draft, need_ids) for option in poll.options):
            return poll
    return None


def _is_about(option: PollOption, draft: Draft, need_ids: set[int]) -> bool:
    if option.cluster_id is not None:
        return option.cluster_id == draft.cluster_id
    return option.need_id in need_ids


def _content(poll: Poll) -> Mapping[str, Any]:
    return counting.content_of(poll) or {}


def _results(poll: Poll) -> Results:
    rows = _content(poll)["result"]["rows"]
    return {row["option"]: {"rank": row["rank"], "points": row["points"], "persons": row["persons"]} for row in rows}


def _cluster(draft: Draft, options: list[PollOption], results: Results) -> ClusterPart | None:
    if draft.cluster_id is None:
        return None
    option = next((one for one in options if one.cluster_id == draft.cluster_id), None)
    if option is None:
        return {"title": draft.title, "result": None}
    return {"title": option.label, "result": results[option.id]}


def _need(need: Need, options: list[PollOption], results: Results) -> NeedPart:
    option = next((one for one in options if one.need_id == need.id), None)
    label = needs_rules.label(need.number)
    return {"label": label, "title": need.title, "result": results[option.id] if option else None}


def _poll_part(poll: Poll) -> DotPollPart:
    content = _content(poll)
    return {
        "question": content["question"],
        "points": content["settings"]["points"],
        "limit": content["settings"]["limit"],
        "given": content["result"]["points_given"],
        "cast": content["cast"],
        "entitled": content["entitled"],
        "poll_sha256": poll.result.sha256 if poll.result else "",
    }
