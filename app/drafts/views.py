"""What drafts look like to the one who asks: as JSON, and their texts as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.documents.html import blocks_html
from app.documents.tree import section
from app.drafts import mentions, service, store
from app.drafts.models import Comment, CommentReply, Draft, DraftVersion, Suggestion, SuggestionDecision, VersionOrigin
from app.drafts.rules import section_text
from app.drafts.text.origins import Origin
from app.drafts.text.sections import SECTIONS, TITLE, Section
from app.drafts.text.tree import Tree
from app.drafts.text.ways import with_ways
from app.markdown import render
from app.workshops.models import Participant


def draft(row: Draft) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "cluster_id": row.cluster_id, "created_at": row.created_at.isoformat()}


def version(db: Session, row: DraftVersion) -> dict[str, Any]:
    """A version without its text; `is_current`: the live text still says the same."""
    return {
        "number": row.number,
        "title": section_text(row.tree, TITLE),
        "fingerprint": row.fingerprint,
        "occasion": row.occasion,
        "at": row.at.isoformat(),
        "is_current": service.is_current(db, row),
        "is_frozen": not row.kept,
    }


def versions(db: Session, draft_id: int) -> list[dict[str, Any]]:
    """All versions, newest first."""
    return [version(db, row) for row in store.list_versions(db, draft_id)]


def printed(text: Sequence[Any]) -> list[tuple[Section, Markup]]:
    """The sections of an agreed text but for its title, with what stands in them as safe HTML."""
    return [(one, blocks_html(section(text, one.key))) for one in SECTIONS if one.key != TITLE]


def walkable(row: DraftVersion, origins: Sequence[VersionOrigin]) -> Tree:
    """The text of a version, in which each sentence of these leads to its way."""
    return with_ways(row.tree, [Origin(one.section, one.sentence, one.suggestions) for one in origins])


def comment(row: Comment) -> dict[str, Any]:
    """A comment with its thread. `settled`: who called it done, and when; null while it is open."""
    settled, names = row.settlement, mentions.names_in(row)
    return {
        **_said(row, row, names),
        "quote": row.quote,
        "settled": settled and {"name": settled.participant.name, "at": settled.at.isoformat()},
        "replies": [_said(row, reply, names) for reply in row.replies],
    }


def suggestion(row: Suggestion) -> dict[str, Any]:
    """A suggestion and what was decided on it. Its words stand in the text as long as it is open."""
    return {
        "id": row.id,
        "number": row.number,
        "person": row.participant_id,
        "name": row.organisation or row.participant.name,
        "organisation": row.organisation or row.participant.organisation_name,
        "group": "" if row.organisation else group(row.participant),
        "at": row.at.isoformat(),
        "reason": row.reason,
        "decisions": [_decision(one) for one in row.decisions],
    }


def _decision(row: SuggestionDecision) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "name": row.participant.name,
        "at": row.at.isoformat(),
        "reason": row.reason,
        "inserted": row.inserted,
        "deleted": row.deleted,
        "reopened": row.reopening and {"name": row.reopening.participant.name, "at": row.reopening.at.isoformat()},
        "poll": row.poll_id,
    }


def strikes(rows: Sequence[Suggestion], log_number: int) -> list[tuple[Suggestion, SuggestionDecision]]:
    """The suggestions that only struck words and were accepted in the text as it stood after that edit."""
    made = ((row, row.accepted_until(log_number)) for row in rows)
    return [(row, accepted) for row, accepted in made if accepted is not None and not accepted.inserted]


def _said(thread: Comment, row: Comment | CommentReply, names: dict[int, str]) -> dict[str, Any]:
    """Who said what and when, its Markdown as safe HTML, and the ids of those whom it mentions."""
    return {
        "id": row.id,
        "person": row.participant_id,
        "name": row.participant.name,
        "organisation": row.participant.organisation_name,
        "group": group(row.participant),
        "body": mentions.spoken(row.body, names),
        "html": str(render(row.body, tuple(names.items()))),
        "mentions": [one.participant_id for one in thread.mentions if one.said == row.id],
        "at": row.at.isoformat(),
    }


def group(participant: Participant) -> str:
    return participant.stakeholder_group.name if participant.stakeholder_group else ""


def origins(db: Session, version: DraftVersion) -> list[dict[str, Any]]:
    """The sentences that accepted suggestions brought words into, each with these."""
    known = {row.id: suggestion(row) for row in store.list_suggestions(db, version.draft_id)}
    return [
        {
            "section": row.section,
            "sentence": row.sentence,
            "suggestions": [known[one] for one in row.suggestions if one in known],
        }
        for row in store.list_origins(db, version.id)
    ]
