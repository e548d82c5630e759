"""Taking decisions on suggestions back: these are open again, with their words where the text is by now.

What was decided together about the same words is taken back together. A decision's row stays; who took it back and
when is a row beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import decision_store, store
from app.drafts.facts import SuggestionReopened
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.models import Suggestion, SuggestionDecision, SuggestionReopening
from app.drafts.refusals import Entangled, MovedOn
from app.drafts.rules import Outcome
from app.drafts.service import Access, access, opaque_id, put, require_still
from app.drafts.suggestions import right_to
from app.drafts.text import reopening
from app.drafts.text.following import Lost
from app.drafts.text.traces import Trace, from_json
from app.errors import Conflict, NotAllowed
from app.workshops.rules import Right


@dataclass(frozen=True)
class Together:
    """Decisions that one request made about the same words, and what they did to the text."""

    decisions: Sequence[SuggestionDecision]
    trace: Trace

    @property
    def ids(self) -> list[str]:
        return [one.suggestion_id for one in self.decisions]


@dataclass(frozen=True)
class Asked:
    """A request to take decisions back: by whom, and which, the newest first; none if it was done before."""

    seen: Access
    groups: Sequence[Together]
    key: str

    @property
    def suggestions(self) -> list[str]:
        return [one for group in self.groups for one in group.ids]


def ask(db: Session, *, actor: Actor, draft_id: int, ids: Collection[str], request_key: str) -> Asked:
    """What `reopen` needs to know. The same `request_key` again is the same request."""
    seen = access(db, actor=actor, draft_id=draft_id)
    key = opaque_id(seen, f"reopening {request_key}")
    if decision_store.count_reopenings(db, draft_id, key):
        return Asked(seen, [], key)
    last = [_last(store.get_suggestion(db, draft_id, one)) for one in ids]
    last.sort(key=lambda one: (one.log_number, one.request_key), reverse=True)
    groups = [
        _together(db, draft_id, request, [one.suggestion_id for one in made])
        for request, made in groupby(last, lambda one: one.request_key)
    ]
    for decision in (one for group in groups for one in group.decisions):
        _require(db, seen, decision)
    return Asked(seen, groups, key)


def _last(suggestion: Suggestion) -> SuggestionDecision:
    """The newest decision on a suggestion, which nobody has taken back."""
    standing = [one for one in suggestion.decisions if one.reopening is None]
    if not standing:
        raise Conflict(_l("Über diesen Vorschlag ist nicht entschieden."))
    return standing[-1]


def _together(db: Session, draft_id: int, request: str, chosen: Sequence[str]) -> Together:
    """The chosen decisions of a request, with those of it that hang together with them."""
    kept = decision_store.find_trace(db, draft_id, request)
    if kept is None:
        raise MovedOn
    made = decision_store.list_decisions(db, draft_id, request)
    accepted = [one.suggestion_id for one in made if one.outcome == Outcome.ACCEPTED]
    trace = from_json({"accepted": accepted, **kept.trace})  # the first traces did not say which
    ids = reopening.linked(trace, chosen, [one.suggestion_id for one in made])
    return Together([one for one in made if one.suggestion_id in ids], trace)


def _require(db: Session, seen: Access, decision: SuggestionDecision) -> None:
    """Who decides takes that back, who withdrew the own suggestion takes that back; the newest decision comes first.
    What a vote decided nobody takes back.
    """
    if decision.poll_id is not None:
        raise Conflict(_l("Darüber hat eine Abstimmung entschieden. Das lässt sich hier nicht zurücknehmen."))
    suggestion = store.get_suggestion(db, seen.draft.id, decision.suggestion_id)
    for right in _rights([decision]):
        seen.require(right)
    if decision.outcome == Outcome.WITHDRAWN and suggestion.participant_id != seen.participant.id:
        raise NotAllowed
    if _last(suggestion) is not decision:
        raise Entangled


def _rights(decisions: Iterable[SuggestionDecision]) -> set[Right]:
    """What it takes to take these back; what was overtaken comes with another."""
    return {right_to(one.outcome) for one in decisions if one.outcome != Outcome.OVERTAKEN}


def reopen(pipeline: Pipeline, asked: Asked) -> None:
    """Put the words and marks back into the text, and write down who did.

    Refused if nobody can say where they belong by now. Twice is the same as once.
    """
    seen = asked.seen
    if not asked.groups:
        return

    def change(doc: Doc[Any]) -> None:
        for group in asked.groups:
            _change(doc, group)

    def rows(db: Session) -> None:
        _write_down(db, asked)

    put(pipeline, Edit(seen.draft.id, seen.draft.epoch, seen.participant.id, change, rows=rows, leave=seen.leave))


def _change(doc: Doc[Any], group: Together) -> None:
    try:
        reopening.reopen(doc, group.trace, group.ids)
    except Lost:
        raise Refused("moved_on") from None
    except reopening.Entangled:
        raise Refused("entangled") from None


def _write_down(db: Session, asked: Asked) -> None:
    """A row for each decision, which is there once only: what two people take back is not in the text twice."""
    draft, by = asked.seen.draft, asked.seen.participant.id
    number, decisions = store.last_number(db, draft.id), [one for group in asked.groups for one in group.decisions]
    require_still(db, asked.seen, _rights(decisions))
    for decision in decisions:
        db.add(
            SuggestionReopening(
                draft_id=draft.id, suggestion_id=decision.suggestion_id, log_number=decision.log_number,
                at_number=number, request_key=asked.key, participant_id=by,
            )
        )  # fmt: skip
        told = SuggestionReopened(
            workshop_id=draft.workshop_id, by=by, draft_id=draft.id, suggestion=decision.suggestion_id
        )
        facts.record(db, told)
    for request in {one.request_key for one in decisions}:
        decision_store.forget_spent_trace(db, draft.id, request)
