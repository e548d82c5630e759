"""What drafts look like to the one who asks: as JSON, and their texts as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.documents.html import blocks_html
from app.documents.tree import section
from app.drafts import current, mentions, store
from app.drafts.homecoming import Proposed
from app.drafts.models import Comment, CommentReply, Draft, DraftVersion, Suggestion, SuggestionDecision, VersionOrigin
from app.drafts.rules import section_text
from app.drafts.text.sections import TITLE, Section, titles_of
from app.drafts.text.tree import Tree
from app.drafts.text.ways import with_ways
from app.drafts.treatment_models import SuggestionTreatment
from app.markdown import render
from app.references.views import Shown, cited_in
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
        "is_current": current.is_current(db, row),
        "is_frozen": not row.kept,
    }


def versions(db: Session, draft_id: int) -> list[dict[str, Any]]:
    """All versions, newest first."""
    return [version(db, row) for row in store.list_versions(db, draft_id)]


def printed(text: Sequence[Any], sections: Sequence[Section]) -> list[tuple[Section, Markup]]:
    """The sections of an agreed text but for its title, with what stands in them as safe HTML."""
    return [(one, blocks_html(section(text, one.key))) for one in sections if one.key != TITLE]


def titles(row: Draft) -> dict[str, str]:
    """What the sections of a draft are called, in the reader's language."""
    return {key: str(title) for key, title in titles_of(row.template).items()}


def sections(template: Sequence[Section]) -> list[dict[str, Any]]:
    """The sections of a draft as its page shows them, in the reader's language."""
    return [
        {
            "key": one.key,
            "label": str(one.title),
            "help": str(one.help),
            "hint": str(one.hint),
            "required": one.required,
        }
        for one in template
    ]


def walkable(row: DraftVersion, origins: Sequence[VersionOrigin]) -> Tree:
    """The text of a version, in which each sentence of these leads to its way."""
    return with_ways(row.tree, [(one.section, one.sentence) for one in origins], "#origin-{}")


def cited(db: Session, draft: Draft, text: Sequence[Any], base: str) -> list[Shown]:
    """What the text of a draft refers to; `base` is our own address."""
    return cited_in(db, text, base, draft.workshop_id)


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
        "name": row.said_by or row.participant.name,
        "organisation": (row.organisation or "") if row.said_by else row.participant.organisation_name,
        "group": "" if row.said_by else group(row.participant),
        "returned": bool(row.said_by),
        "at": row.at.isoformat(),
        "reason": row.reason,
        "decisions": [_decision(one) for one in row.decisions],
        "treatment": _treatment(row.treatments[-1]) if row.treatments else None,
    }


def _treatment(row: SuggestionTreatment) -> dict[str, Any]:
    """What is proposed to do with a suggestion, and what its author says; `answer` is null without."""
    said = row.answer
    return {
        "number": row.number,
        "treatment": row.treatment,
        "reason": row.reason,
        "name": row.participant.name,
        "at": row.at.isoformat(),
        "answer": said and {"agrees": said.agrees, "comment": said.comment, "at": said.at.isoformat()},
    }


def proposed(made: Proposed) -> dict[str, Any]:
    """What became of the changes of somebody who comes back: suggestions by their ids, and what has no place."""
    return {
        "suggestions": made.suggestions,
        "leftovers": [{"section": one.section, **asdict(one.leftover)} for one in made.leftovers],
    }


def _decision(row: SuggestionDecision) -> dict[str, Any]:
    return {
        "outcome": row.outcome,
        "name": row.participant.name,
        "at": row.at.isoformat(),
        "reason": row.reason,
        "inserted": row.inserted,
        "deleted": row.deleted,
        "wishes": row.wishes,
        "reopened": row.reopening and {"name": row.reopening.participant.name, "at": row.reopening.at.isoformat()},
        "poll": row.poll_id,
    }


def strikes(rows: Sequence[Suggestion], log_number: int) -> list[tuple[Suggestion, SuggestionDecision]]:
    """The suggestions that only struck words and were accepted in the text as it stood after that edit."""
    made = ((row, row.accepted_until(log_number)) for row in rows)
    return [(row, one) for row, one in made if one is not None and one.deleted and not one.inserted]


def _said(thread: Comment, row: Comment | CommentReply, names: dict[int, str]) -> dict[str, Any]:
    """Who said what and when, its Markdown as safe HTML, and the ids of those whom it mentions."""
    return {
        "id": row.id,
        "person": row.participant_id,
        "name": row.said_by or row.participant.name,
        "organisation": row.organisation or row.participant.organisation_name,
        "group": "" if row.organisation else group(row.participant),
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
