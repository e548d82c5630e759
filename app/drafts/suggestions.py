"""What can be done about suggestions: decide on them, give one a reason, say who may change the agreed text.

They are made by writing: who is the first to use a mark's id is its author (`store.append`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import decision_store, store
from app.drafts.facts import EditingChanged, ReasonsChanged, SuggestionDecided, SuggestionExplained
from app.drafts.live.leave import ALL, Leave
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.models import DecisionTrace, Draft, Suggestion, SuggestionDecision
from app.drafts.rules import Editing, Outcome
from app.drafts.service import Access, access, opaque_id, put, require_still
from app.drafts.text import tree
from app.drafts.text.deciding import Words, decide, words_of
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.rivals import rivals_of
from app.drafts.text.traces import Trace, trace_of
from app.drafts.text.tree import Tree
from app.errors import Malformed, NotAllowed
from app.workshops.rules import Right
from app.workshops.service import permit


@dataclass(frozen=True)
class Verdict:
    """What somebody wants to become of some suggestions. `reason` is required for who rejects.

    `poll_id` is the vote that says so.
    """

    suggestions: Sequence[str]
    outcome: Outcome
    reason: str = ""
    poll_id: int | None = None


@dataclass(frozen=True)
class Asked:
    """A request to decide: by whom, on which rows, and whether it was done before."""

    seen: Access
    wanted: Verdict
    key: str
    is_done: bool


@dataclass(frozen=True)
class Decided:
    """What became of which suggestion, and its words; `trace` is what is needed to take that back."""

    outcomes: Mapping[str, tuple[Outcome, Words]]
    trace: Trace


def ask(db: Session, *, actor: Actor, draft_id: int, wanted: Verdict, request_key: str) -> Asked:
    """What `settle` needs to know. The same `request_key` again is the same request."""
    seen = access(db, actor=actor, draft_id=draft_id)
    key = opaque_id(seen, f"decision {request_key}")
    known = [store.get_suggestion(db, draft_id, one) for one in wanted.suggestions]
    is_done = decision_store.count_decisions(db, draft_id, key) > 0
    if not is_done:
        _require(seen, known, wanted)
    return Asked(seen, wanted, key, is_done)


def settle(pipeline: Pipeline, asked: Asked) -> None:
    """Decide on open suggestions: their words come into the text or go out of it, and the rows say who and why.

    Conflict if none of them is open. Twice is the same as once.
    """
    if asked.is_done:
        return
    rights = {right_to(asked.wanted.outcome)}
    is_withdrawal = asked.wanted.outcome == Outcome.WITHDRAWN
    leave = ALL if is_withdrawal else asked.seen.leave  # no agreed word changes by it, in a closed section neither
    also = partial(require_still, seen=asked.seen, rights=rights)
    settle_as(pipeline, asked.seen, lambda _: [asked], also, leave)


def settle_as(
    pipeline: Pipeline,
    seen: Access,
    plan: Callable[[Tree], Sequence[Asked]],
    also: Callable[[Session], None],
    leave: Leave | None = None,
) -> None:
    """Decide in one edit what `plan` says of the text as it stands at that moment; `also` writes further rows with it.

    Without a decision nothing is written. `leave`: if not the person's own.
    """
    done: list[tuple[Asked, Decided]] = []

    def change(doc: Doc[Any]) -> None:
        done[:] = [(asked, _apply(doc, asked.wanted)) for asked in plan(tree.read(doc))]

    def rows(db: Session) -> None:
        for asked, decided in done:
            if decision_store.count_decisions(db, seen.draft.id, asked.key) == 0:  # else a commit's answer was lost
                _write_down(db, asked, decided)
        also(db)

    draft, given = seen.draft, leave or seen.leave
    put(pipeline, Edit(draft.id, draft.epoch, seen.participant.id, change, rows=rows, leave=given))


def right_to(outcome: str) -> Right:
    """What who decides so needs, and who takes that back."""
    return Right.WRITE_DRAFT if outcome == Outcome.WITHDRAWN else Right.REVIEW_DRAFT


def _require(seen: Access, known: Sequence[Suggestion], wanted: Verdict) -> None:
    seen.require(right_to(wanted.outcome))
    is_withdrawal = wanted.outcome == Outcome.WITHDRAWN
    if is_withdrawal and not all(suggestion.is_own_of(seen.participant.id) for suggestion in known):
        raise NotAllowed
    if wanted.outcome == Outcome.REJECTED and not wanted.reason:
        raise Malformed(_l("Bitte geben Sie einen Grund an."), fields={"reason": _l("Bitte geben Sie einen Grund an.")})


def _apply(doc: Doc[Any], wanted: Verdict) -> Decided:
    """Change the text. Refused if none wanted is open."""
    text = tree.read(doc)
    words = words_of(text)
    chosen = [one for one in wanted.suggestions if one in words]
    if not chosen:
        raise Refused("gap", "no such suggestion is open")
    comes_in = wanted.outcome == Outcome.ACCEPTED
    rivals = rivals_of(text, chosen) if comes_in else set()
    verdicts = {**dict.fromkeys(chosen, comes_in), **dict.fromkeys(rivals, False)}
    trace = trace_of(doc, verdicts)
    decide(doc, verdicts)
    left = ids_in(tree.read(doc), suggestions_of)
    overtaken = [one for one in words if one not in left and one not in chosen]
    outcomes = {**dict.fromkeys(chosen, wanted.outcome), **dict.fromkeys(overtaken, Outcome.OVERTAKEN)}
    return Decided({one: (outcome, words[one]) for one, outcome in outcomes.items()}, trace)


def _write_down(db: Session, asked: Asked, done: Decided) -> None:
    draft, by = asked.seen.draft, asked.seen.participant.id
    number = store.last_number(db, draft.id)
    db.add(DecisionTrace(draft_id=draft.id, request_key=asked.key, trace=done.trace.as_json()))
    for suggestion, (outcome, words) in done.outcomes.items():
        db.add(
            SuggestionDecision(
                draft_id=draft.id, suggestion_id=suggestion, log_number=number, request_key=asked.key,
                participant_id=by, outcome=outcome, inserted=words.inserted, deleted=words.deleted, wishes=words.wishes,
                reason=asked.wanted.reason or None if outcome == asked.wanted.outcome else None,
                poll_id=asked.wanted.poll_id if suggestion in asked.wanted.suggestions else None,
            )
        )  # fmt: skip
        told = SuggestionDecided(
            workshop_id=draft.workshop_id, by=by, draft_id=draft.id, suggestion=suggestion, outcome=outcome
        )
        facts.record(db, told)


def explain(db: Session, *, actor: Actor, draft_id: int, suggestion_id: str, reason: str) -> None:
    """Give one's own suggestion a reason, or another one."""
    seen = access(db, actor=actor, draft_id=draft_id)
    seen.require(Right.WRITE_DRAFT)
    suggestion = store.get_suggestion(db, draft_id, suggestion_id)
    if not suggestion.is_own_of(seen.participant.id):
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


def ask_reasons(db: Session, *, actor: Actor, draft_id: int, asked: bool) -> None:
    """Say whether suggestions shall have a reason from now on. Twice is the same as once."""
    draft = store.lock_draft(db, draft_id)
    by = permit(db, actor, draft.workshop_id, Right.REVIEW_DRAFT)
    if draft.asks_reasons != asked:
        draft.asks_reasons = asked
        facts.record(db, ReasonsChanged(workshop_id=draft.workshop_id, by=by.id, draft_id=draft_id, asked=asked))
