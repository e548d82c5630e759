"""Putting the wordings of a passage to the vote, and taking the chosen one into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import now
from app.drafts import service as drafts
from app.drafts import store as draft_store
from app.drafts import suggestions
from app.drafts.live.pipeline import Pipeline
from app.drafts.models import Suggestion
from app.drafts.rules import Outcome
from app.drafts.suggestions import Asked, Verdict
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.tree import Tree
from app.drafts.text.wordings import Apart, NotOpen, wordings_of, would_say
from app.errors import Conflict
from app.voting import counting, store, words
from app.voting.facts import PollAdopted, PollPrepared
from app.voting.models import Poll, PollAdoption, PollOption
from app.workshops import store as workshops
from app.workshops.rules import Phase, Right
from app.workshops.service import SCREEN_OF_PHASE, let_screens_follow, permit

# All wordings of a ballot together, in letters: more than that nobody compares.
LONGEST = 20_000


@dataclass(frozen=True)
class Choice:
    """One or more open suggestions on one passage. „As it stands“ is always to be chosen, too."""

    question: str
    suggestions: Sequence[str]


def put_to_vote(db: Session, *, actor: Actor, draft_id: int, choice: Choice) -> Poll:
    """Prepare a poll on the wordings, bound to a version of the text as it is agreed now. Twice prepares two.

    Conflict if a suggestion is not open, or if they do not stand at one passage.
    """
    draft = draft_store.lock_draft(db, draft_id)
    moderator = permit(db, actor, draft.workshop_id, Right.RUN_POLLS)
    chosen = [draft_store.get_suggestion(db, draft_id, one) for one in choice.suggestions]
    text = drafts.standing_text(db, draft_id)
    options = _options(text, sorted(chosen, key=lambda one: one.number))
    version = drafts.keep_version(
        db, draft=draft, by=moderator.id, text=text, log_number=draft.number,
        occasion=words.before_vote(choice.question),
    )  # fmt: skip
    poll = Poll(
        workshop_id=draft.workshop_id, method="wording", question=choice.question, secrecy="open", settings={},
        version=version, draft_id=draft_id, fingerprint=version.fingerprint, options=options,
    )  # fmt: skip
    poll.round = 1 + store.count_rounds(db, poll)
    db.add(poll)
    db.flush()
    facts.record(db, PollPrepared(workshop_id=draft.workshop_id, by=moderator.id, poll_id=poll.id))
    return poll


def _options(text: Tree, chosen: Sequence[Suggestion]) -> list[PollOption]:
    try:
        found = wordings_of(text, [one.id for one in chosen])
    except NotOpen:
        raise Conflict(_l("Einer dieser Vorschläge steht nicht mehr im Text.")) from None
    except Apart:
        raise Conflict(_l("Diese Vorschläge stehen an verschiedenen Stellen. Bitte wählen Sie eine Stelle.")) from None
    labels = [found.agreed, *(found.suggested[one.id] for one in chosen)]
    if sum(map(len, labels)) > LONGEST:
        raise Conflict(_l("Diese Stelle ist zu lang, um darüber abzustimmen."))
    made = [None, *(one.id for one in chosen)]
    return [
        PollOption(position=position, label=label, suggestion_id=suggestion)
        for position, (label, suggestion) in enumerate(zip(labels, made, strict=True), start=1)
    ]


def ask(db: Session, *, actor: Actor, poll_id: int) -> list[Asked]:
    """What has to be decided so that the chosen wording stands in the text; nothing if it is adopted already.

    Conflict before publication, for a tie, or if the suggestion is not any more what people voted for.
    """
    poll = store.get_poll(db, poll_id)
    permit(db, actor, poll.workshop_id, Right.RUN_POLLS)
    winner, draft_id = _chosen(poll), poll.draft_id or 0
    if poll.adoption is not None:
        return []
    text = drafts.standing_text(db, draft_id)
    verdicts = [*_going_out(poll, winner, text), *_coming_in(db, poll, winner, text)]
    return [
        suggestions.ask(db, actor=actor, draft_id=draft_id, wanted=one, request_key=f"poll {poll.id} {one.outcome}")
        for one in verdicts
    ]


def _chosen(poll: Poll) -> PollOption:
    if poll.method != "wording":
        raise Conflict(_l("Über einen Wortlaut wurde hier nicht abgestimmt."))
    if counting.status(poll) != "published":
        raise Conflict(_l("Bitte veröffentlichen Sie zuerst das Ergebnis."))
    chosen = counting.chosen(poll)
    if chosen is None:
        raise Conflict(_l("Kein Wortlaut hat die meisten Stimmen. Der Text bleibt, wie er ist."))
    return chosen


def _coming_in(db: Session, poll: Poll, winner: PollOption, text: Tree) -> list[Verdict]:
    """Nothing if the passage stays as it is, or if a request that was cut off has brought it in."""
    wanted = winner.suggestion_id
    if wanted is None or _came_in(db, poll, wanted):
        return []
    try:
        is_same = would_say(text, wanted, winner.label)
    except NotOpen:
        raise Conflict(_l("Der gewählte Vorschlag steht nicht mehr im Text.")) from None
    if not is_same:
        raise Conflict(_l("Die Stelle wurde nach der Abstimmung geändert. Bitte stimmen Sie noch einmal ab."))
    return [Verdict([wanted], Outcome.ACCEPTED, words.by_vote(poll.question), poll.id)]


def _came_in(db: Session, poll: Poll, suggestion: str) -> bool:
    decisions = draft_store.get_suggestion(db, poll.draft_id or 0, suggestion).decisions
    return any(one.poll_id == poll.id for one in decisions)


def _going_out(poll: Poll, winner: PollOption, text: Tree) -> list[Verdict]:
    is_open = ids_in(text, suggestions_of)
    others = [one.suggestion_id for one in poll.options if one is not winner and one.suggestion_id in is_open]
    lost = [one for one in others if one is not None]
    return [Verdict(lost, Outcome.REJECTED, words.not_chosen(poll.question), poll.id)] if lost else []


def adopt(pipeline: Pipeline, decisions: Sequence[Asked]) -> None:
    """Decide: the other suggestions go, the chosen wording comes into the text. Twice is the same as once."""
    for asked in decisions:
        suggestions.settle(pipeline, asked)


def keep(db: Session, *, actor: Actor, poll_id: int) -> Poll:
    """Write down who took the chosen wording into the text. Twice is the same as once."""
    poll = store.lock_poll(db, poll_id)
    moderator = permit(db, actor, poll.workshop_id, Right.RUN_POLLS)
    if poll.adoption is None:
        poll.adoption = PollAdoption(by=moderator.id, at=now())
        phase = Phase(workshops.get_workshop(db, poll.workshop_id).phase)
        let_screens_follow(db, poll.workshop_id, SCREEN_OF_PHASE[phase])
        told = PollAdopted(workshop_id=poll.workshop_id, by=moderator.id, poll_id=poll.id, draft_id=poll.draft_id or 0)
        facts.record(db, told)
    return poll
