"""What editors propose to do with a suggestion, and what its author says to that. Who reviews decides, as before."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.drafts import store
from app.drafts.facts import SuggestionAnswered, SuggestionTreated
from app.drafts.models import Suggestion
from app.drafts.rules import Treatment
from app.drafts.service import Access, access, opaque_id
from app.drafts.treatment_models import SuggestionTreatment, TreatmentAnswer
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.workshops.rules import Right

MOST_TREATMENTS = 20  # of one suggestion

_DECIDED = _l("Über diesen Vorschlag ist schon entschieden.")
_NO_AUTHOR = _l("Dieser Vorschlag kam mit einer Datei. Hier kann niemand dafür antworten.")
_OVERTAKEN = _l("Die Redaktion hat inzwischen etwas anderes vorgeschlagen. Bitte sehen Sie noch einmal nach.")
_SAY_WHY = _l("Bitte schreiben Sie, was Sie anders sehen.")


@dataclass(frozen=True)
class Proposal:
    """What to do with a suggestion, and why. The same `request_key` again is the same proposal."""

    treatment: Treatment
    reason: str
    request_key: str


@dataclass(frozen=True)
class Reply:
    """What the author says to the proposal `number`. Who does not agree says why."""

    number: int
    agrees: bool
    comment: str


def propose(db: Session, *, actor: Actor, draft_id: int, suggestion_id: str, proposal: Proposal) -> int:
    """Propose what to do with an open suggestion; returns the proposal's number. It takes the place of the last one."""
    seen = _seen(db, actor, draft_id)
    seen.require(Right.REVIEW_DRAFT)
    suggestion = store.get_suggestion(db, draft_id, suggestion_id)
    key = opaque_id(seen, f"treatment {proposal.request_key}")
    made = next((one.number for one in suggestion.treatments if one.request_key == key), None)
    if made is not None:
        return made
    _require_open(suggestion)
    if len(suggestion.treatments) >= MOST_TREATMENTS:
        raise Conflict(_l("Zu diesem Vorschlag wurde schon zu oft etwas vorgeschlagen. Bitte entscheiden Sie."))
    number, by = len(suggestion.treatments) + 1, seen.participant.id
    db.add(
        SuggestionTreatment(
            draft_id=draft_id, suggestion_id=suggestion_id, number=number, request_key=key, participant_id=by,
            treatment=proposal.treatment, reason=proposal.reason,
        )
    )  # fmt: skip
    told = SuggestionTreated(workshop_id=seen.draft.workshop_id, by=by, draft_id=draft_id, suggestion=suggestion_id)
    facts.record(db, told)
    return number


def answer(db: Session, *, actor: Actor, draft_id: int, suggestion_id: str, reply: Reply) -> None:
    """Say whether one agrees to what is proposed for one's own suggestion; another answer takes the place of the last.

    Conflict if something else is proposed by now, or if it came in a file: then nobody here is its author.
    """
    seen = _seen(db, actor, draft_id)
    seen.require(Right.WRITE_DRAFT)
    suggestion = store.get_suggestion(db, draft_id, suggestion_id)
    _require_answerable(suggestion, seen, reply.number)
    if not reply.agrees and not reply.comment:
        raise Malformed(_SAY_WHY, fields={"comment": _SAY_WHY})
    said, by = suggestion.treatments[-1].answer, seen.participant.id
    if said is None:
        said = TreatmentAnswer(draft_id=draft_id, suggestion_id=suggestion_id, number=reply.number, participant_id=by)
        db.add(said)
    elif (said.agrees, said.comment) == (reply.agrees, reply.comment):
        return
    said.agrees, said.comment, said.at = reply.agrees, reply.comment, now()
    told = SuggestionAnswered(workshop_id=seen.draft.workshop_id, by=by, draft_id=draft_id, suggestion=suggestion_id)
    facts.record(db, told)


def _seen(db: Session, actor: Actor, draft_id: int) -> Access:
    """The draft is held: nobody decides, proposes or answers at the same time."""
    store.lock_draft(db, draft_id)
    return access(db, actor=actor, draft_id=draft_id)


def _require_open(suggestion: Suggestion) -> None:
    last = suggestion.decisions[-1] if suggestion.decisions else None
    if last is not None and last.reopening is None:
        raise Conflict(_DECIDED)


def _require_answerable(suggestion: Suggestion, seen: Access, number: int) -> None:
    if suggestion.said_by:
        raise Conflict(_NO_AUTHOR)
    if suggestion.participant_id != seen.participant.id:
        raise NotAllowed
    if not 1 <= number <= len(suggestion.treatments):
        raise NotFound
    _require_open(suggestion)
    if number != len(suggestion.treatments):
        raise Conflict(_OVERTAKEN)
