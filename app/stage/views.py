"""The whole state of a room for the one who asks, out of one snapshot: {"number": last fact, …}. See docs/api.md."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app import facts
from app.db import now
from app.documents.html import blocks_html
from app.documents.tree import section
from app.drafts import comment_store as comments
from app.drafts import store as drafts
from app.drafts import views as draft_views
from app.drafts.models import Draft
from app.needs import views as needs
from app.recommendations import store as records
from app.recommendations.models import Recommendation
from app.voting import views as polls
from app.workshops import store
from app.workshops import views as workshops
from app.workshops.models import Participant, Screen
from app.workshops.rules import Right, is_admitted, rights_of


def room(db: Session, participant: Participant) -> dict[str, Any]:
    """What a participant's page shows. Who still waits learns the title and nothing else."""
    workshop = store.get_workshop(db, participant.workshop_id)
    me = workshops.me(participant, workshop)
    state = {"number": facts.last_number(db, workshop.id), "server_time": now().isoformat(), "me": me}
    if not me["admitted"]:
        return {**state, "workshop": {"id": workshop.id, "title": workshop.title, "is_demo": workshop.is_demo}}
    return {
        **state,
        "workshop": workshops.workshop(workshop),
        "presence": workshops.presence(db, workshop.id),
        "polls": polls.lines(db, participant),
        "drafts": _drafts(db, participant),
        "recommendations": [_recommendation(one) for one in records.list_of_workshop(db, workshop.id)],
        **_for_moderation(db, participant),
    }


def _recommendation(row: Recommendation) -> dict[str, Any]:
    address = url_for("records.recommendation", number=row.number)
    return {"number": row.number, "title": row.title, "address": address, "poll_id": row.poll_id}


def _drafts(db: Session, participant: Participant) -> list[dict[str, Any]]:
    """The drafts, each with the number of open comments that mention this participant."""
    mentions = comments.count_mentions(db, participant.id)
    rows = drafts.list_drafts(db, participant.workshop_id)
    return [{**_draft(db, row), "mentions": mentions.get(row.id, 0)} for row in rows]


def _draft(db: Session, draft: Draft) -> dict[str, Any]:
    newest = drafts.find_frozen(db, draft.id)
    version = {"id": newest.id, **draft_views.version(db, newest)} if newest else None
    return {"id": draft.id, "title": draft.title, "cluster_id": draft.cluster_id, "version": version}


def _for_moderation(db: Session, participant: Participant) -> dict[str, Any]:
    workshop = store.get_workshop(db, participant.workshop_id)
    admitted = is_admitted(confirmed=participant.is_confirmed, admission=workshop.admission)
    if Right.RUN_ROOM not in rights_of(participant.role, admitted=admitted):
        return {"join": None, "screens": []}
    screens = [workshops.screen(screen) for screen in store.list_screens(db, workshop.id)]
    return {"join": workshops.join(workshop), "screens": screens}


def screen(db: Session, row: Screen) -> dict[str, Any]:
    """What a projector shows: no names of people, no result that is not published, nothing to operate.

    Whoever knows the address is sent what the moderator shows now: board, poll and draft are None unless they are it.
    """
    workshop = store.get_workshop(db, row.workshop_id)
    shows = row.shows
    return {
        "number": facts.last_number(db, workshop.id),
        "server_time": now().isoformat(),
        "shows": shows,
        "workshop": workshops.workshop(workshop),
        "join": workshops.join(workshop),
        "presence": workshops.presence(db, workshop.id),
        "board": needs.board(db, None, workshop.id) if shows in ("needs", "clusters") else None,
        "poll": polls.find_screen_state(db, workshop.id) if shows == "result" else None,
        "draft": _text_on_screen(db, workshop.id) if shows == "text" else None,
    }


def _text_on_screen(db: Session, workshop_id: int) -> dict[str, Any] | None:
    """The recommendation's words in the newest draft: of its frozen version, if there is one."""
    newest = max(drafts.list_drafts(db, workshop_id), key=lambda draft: draft.id, default=None)
    if newest is None:
        return None
    version = drafts.find_frozen(db, newest.id)
    if version is None:
        return {"title": newest.title, "version": None}
    html = blocks_html(section(version.tree, "recommendation"))
    return {"title": newest.title, "version": version.number, "html": html}
