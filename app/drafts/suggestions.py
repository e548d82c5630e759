"""What can be done about suggestions: decide on them, give one a reason, say who may change the agreed text.

They are made by writing: who is the first to use a mark's id is its author (`store.append`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import store, tree
from app.drafts.deciding import Words, decide, rivals_of, words_of
from app.drafts.facts import EditingChanged, SuggestionDecided, SuggestionExplained
from app.drafts.gate import Refused
from app.drafts.marks import ids_in, suggestions_of
from app.drafts.models import Draft, Suggestion, SuggestionDecision
from app.drafts.pipeline import Edit, Pipeline
from app.drafts.rules import Editing, Outcome
from app.drafts.service import Access, access, opaque_id, put
from app.errors import Malformed, NotAllowed
from app.workshops.rules import Right
from app.workshops.service import permit


@dataclass(frozen=True)
class Verdict:
    """What somebody wants to become of some suggestions. `reason` is required for who rejects."""

    suggestions: Sequence[str]
    outcome: Outcome
    reason: str = ""


def settle(pipeline: Pipeline, *, seen: Access, known: Sequence[Suggestion], wanted: Verdict, key: str) -> None:
    """Decide on open suggestions: their words come into the text or go out of it, and the rows say who and why.

    `known` are the rows of the wanted ones; `key` names the request. Conflict if none of them is open.
    """
    _require(seen, known, wanted)
    decided: dict[str, tuple[Outcome, Words]] = {}

    def change(doc: Doc[Any]) -> None:
        decided.clear()
        decided.update(_apply(doc, wanted))

    def rows(db: Session) -> None:
        if store.count_decisions(db, seen.draft.id, key) == 0:  # else written before a commit whose answer was lost
            _write_down(db, seen, wanted, decided, key)

    put(pipeline, Edit(seen.draft.id, seen.draft.epoch, seen.participant.id, change, rows=rows))


def _require(seen: Access, known: Sequence[Suggestion], wanted: Verdict) -> None:
    if wanted.outcome != Outcome.WITHDRAWN:
        seen.require(Right.REVIEW_DRAFT)
    else:
        seen.require(Right.WRITE_DRAFT)
        if any(suggestion.participant_id != seen.participant.id for suggestion in known):
            raise NotAllowed
    if wanted.outcome == Outcome.REJECTED and not wanted.reason:
        raise Malformed(_l("Bitte geben Sie einen Grund an."), fields={"reason": _l("Bitte geben Sie einen Grund an.")})


def _apply(doc: Doc[Any], wanted: Verdict) -> dict[str, tuple[Outcome, Words]]:
    """Change the text; returns what became of which suggestion, and its words. Refused if none wanted is open."""
    text = tree.read(doc)
    words = words_of(text)
    chosen = [one for one in wanted.suggestions if one in words]
    if not chosen:
        raise Refused("gap", "no such suggestion is open")
    comes_in = wanted.outcome == Outcome.ACCEPTED
    rivals = rivals_of(text, chosen) if comes_in else set()
    decide(doc, {**dict.fromkeys(chosen, comes_in), **dict.fromkeys(rivals, False)})
    left = ids_in(tree.read(doc), suggestions_of)
    overtaken = [one for one in words if one not in left and one not in chosen]
    return {
        **{one: (wanted.outcome, words[one]) for one in chosen},
        **{one: (Outcome.OVERTAKEN, words[one]) for one in overtaken},
    }


def _write_down(
    db: Session, seen: Access, wanted: Verdict, decided: Mapping[str, tuple[Outcome, Words]], key: str
) -> None:
    number = store.last_number(db, seen.draft.id)
    for suggestion, (outcome, words) in decided.items():
        db.add(
            SuggestionDecision(
                draft_id=seen.draft.id, suggestion_id=suggestion, log_number=number, request_key=key,
                participant_id=seen.participant.id, outcome=outcome, inserted=words.inserted, deleted=words.deleted,
                reason=wanted.reason or None if outcome == wanted.outcome else None,
            )
        )  # fmt: skip
        told = SuggestionDecided(
            workshop_id=seen.draft.workshop_id, by=seen.participant.id, draft_id=seen.draft.id, suggestion=suggestion,
            outcome=outcome,
        )  # fmt: skip
        facts.record(db, told)


def decision_key(seen: Access, request_key: str) -> str:
    """Names a request to decide: the same one sent again has the same."""
    return opaque_id(seen, f"decision {request_key}")


def explain(db: Session, *, actor: Actor, draft_id: int, suggestion_id: str, reason: str) -> None:
    """Give one's own suggestion a reason, or another one."""
    seen = access(db, actor=actor, draft_id=draft_id)
    seen.require(Right.WRITE_DRAFT)
    suggestion = store.get_suggestion(db, draft_id, suggestion_id)
    if suggestion.participant_id != seen.participant.id:
        raise NotAllowed
    if suggestion.reason != reason:
        suggestion.reason = reason
        told = SuggestionExplained(
            workshop_id=seen.draft.workshop_id, by=seen.participant.id, draft_id=draft_id, suggestion=suggestion_id
        )
        facts.record(db, told)


def set_editing(db: Session, *, actor: Actor, draft_id: int, editing: Editing) -> Draft:
    """Say who changes the agreed text from now on. Twice is the same as once."""
    draft = store.lock_draft(db, draft_id)
    by = permit(db, actor, draft.workshop_id, Right.REVIEW_DRAFT)
    if draft.editing != editing:
        draft.editing = editing
        changed = EditingChanged(workshop_id=draft.workshop_id, by=by.id, draft_id=draft_id, editing=editing)
        facts.record(db, changed)
    return draft
