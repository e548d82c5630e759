"""Putting the wordings of a passage to the vote, and taking the chosen one into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.db import Database, now
from app.drafts import service as drafts
from app.drafts import store as draft_store
from app.drafts import suggestions
from app.drafts.live.pipeline import Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.models import Suggestion
from app.drafts.rules import Outcome
from app.drafts.service import Access, access
from app.drafts.suggestions import Asked, Verdict
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.tree import Tree
from app.drafts.text.wordings import Apart, NotOpen, makes, reads, wordings_of
from app.errors import Conflict
from app.voting import counting, store, words
from app.voting.facts import PollAdopted, PollPrepared
from app.voting.models import Poll, PollAdoption, PollOption
from app.workshops import store as workshops
from app.workshops.rules import Phase, Right
from app.workshops.service import SCREEN_OF_PHASE, let_screens_follow, member, permit

# All wordings of a ballot together, in letters: more than that nobody compares.
LONGEST = 20_000


@dataclass(frozen=True)
class Choice:
    """One or more open suggestions on one passage. „As it stands“ is always to be chosen, too."""

    question: str
    suggestions: Sequence[str]


def put_to_vote(db: Session, *, actor: Actor, draft_id: int, choice: Choice) -> Poll:
    """Prepare a poll on the wordings, bound to a version of the text as it is agreed now. Twice prepares two.

    Conflict if a suggestion is not open, if they do not stand at one passage, or if two make the same of it.
    """
    draft = draft_store.lock_draft(db, draft_id)
    moderator = permit(db, actor, draft.workshop_id, Right.RUN_POLLS)
    permit(db, actor, draft.workshop_id, Right.REVIEW_DRAFT)  # open in the phases of writing only
    chosen = [draft_store.get_suggestion(db, draft_id, one) for one in choice.suggestions]
    text = drafts.standing_text(db, draft_id)
    options = _options(text, sorted(chosen, key=lambda one: one.number))
    version = drafts.keep_version(
        db, draft=draft, by=moderator.id, text=text, log_number=draft.number, occasion=words.before_vote()
    )
    poll = Poll(
        workshop_id=draft.workshop_id, method="wording", question=choice.question, secrecy="open", settings={}, round=1,
        version=version, draft_id=draft_id, fingerprint=version.fingerprint, options=options,
    )  # fmt: skip
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
    for one in chosen:
        if found.suggested[one.id].words == found.agreed.words:
            raise Conflict(words.changes_no_words(one.number))
    all_wordings = [(None, found.agreed), *((one.id, found.suggested[one.id]) for one in chosen)]
    if sum(len(wording.words) for _, wording in all_wordings) > LONGEST:
        raise Conflict(_l("Diese Stelle ist zu lang, um darüber abzustimmen."))
    if len({wording.words for _, wording in all_wordings}) < len(all_wordings):
        raise Conflict(_l("Zwei dieser Wortlaute sind gleich. Bitte stellen Sie nur einen davon zur Wahl."))
    return [
        PollOption(position=position, label=wording.words, suggestion_id=suggestion, print=wording.print)
        for position, (suggestion, wording) in enumerate(all_wordings, start=1)
    ]


@dataclass(frozen=True)
class Adoption:
    """What bringing a result into the text needs: by whom, the passage's prints, and the decisions that may be due."""

    poll_id: int
    seen: Access
    agreed: str
    wanted: str
    coming_in: Asked | None
    going_out: Asked | None
    is_done: bool


def ask(db: Session, *, actor: Actor, poll_id: int) -> Adoption:
    """What `adopt` needs to know. Conflict before publication and for a tie."""
    poll = store.get_poll(db, poll_id)
    member(db, actor, poll.workshop_id)
    if poll.method != "wording" or poll.draft_id is None:
        raise Conflict(_l("Über einen Wortlaut wurde hier nicht abgestimmt."))
    seen = access(db, actor=actor, draft_id=poll.draft_id)
    seen.require(Right.RUN_POLLS)
    seen.require(Right.REVIEW_DRAFT)
    winner = _chosen(poll)
    all_ids = [one.suggestion_id for one in poll.options if one.suggestion_id is not None]

    def decision(comes_in: bool, reason: str) -> Asked | None:
        ids = [one for one in all_ids if (one == winner.suggestion_id) is comes_in]
        verdict = Verdict(ids, Outcome.ACCEPTED if comes_in else Outcome.REJECTED, reason, poll.id)
        return _decision(db, actor, seen.draft.id, verdict) if ids else None

    return Adoption(
        poll.id, seen, agreed=poll.options[0].print or "", wanted=winner.print or "",
        coming_in=decision(True, words.by_vote(poll.question)),
        going_out=decision(False, words.not_chosen(poll.question)),
        is_done=poll.adoption is not None,
    )  # fmt: skip


def _decision(db: Session, actor: Actor, draft_id: int, verdict: Verdict) -> Asked:
    key = f"poll {verdict.poll_id} {verdict.outcome}"
    return suggestions.ask(db, actor=actor, draft_id=draft_id, wanted=verdict, request_key=key)


def _chosen(poll: Poll) -> PollOption:
    if counting.status(poll) != "published":
        raise Conflict(_l("Bitte veröffentlichen Sie zuerst das Ergebnis."))
    chosen = counting.chosen(poll)
    if chosen is None:
        raise Conflict(_l("Kein Wortlaut hat die meisten Stimmen. Der Text bleibt, wie er ist."))
    return chosen


def adopt(pipeline: Pipeline, database: Database, adoption: Adoption) -> None:
    """Bring the chosen wording into the text and let the other suggestions go, in one edit with all its rows.

    Refused if the passage is not what people voted on any more. Twice is the same as once.
    """
    if adoption.is_done:
        return

    def plan(text: Tree) -> list[Asked]:
        return [*_going_out(adoption, text), *_coming_in(adoption, text)]

    suggestions.settle_as(pipeline, adoption.seen, plan, lambda db: _write_down(db, adoption))
    with database.writing() as db:  # where nothing was left to decide
        draft_store.lock_draft(db, adoption.seen.draft.id)
        _write_down(db, adoption)


def _going_out(adoption: Adoption, text: Tree) -> list[Asked]:
    asked = adoption.going_out
    is_due = asked is not None and not ids_in(text, suggestions_of).isdisjoint(asked.wanted.suggestions)
    return [asked] if asked is not None and is_due else []


def _coming_in(adoption: Adoption, text: Tree) -> list[Asked]:
    """Nothing if the passage reads as it was chosen already."""
    if asked := adoption.coming_in:
        (winner,) = asked.wanted.suggestions
        if makes(text, winner, agreed=adoption.agreed, wanted=adoption.wanted):
            return [asked]
    if not reads(text, adoption.wanted):
        raise Refused("voted_on")
    return []


def _write_down(db: Session, adoption: Adoption) -> None:
    if db.get(PollAdoption, adoption.poll_id) is not None:
        return
    draft, by = adoption.seen.draft, adoption.seen.participant.id
    db.add(PollAdoption(poll_id=adoption.poll_id, by=by, at=now()))
    phase = Phase(workshops.get_workshop(db, draft.workshop_id).phase)
    let_screens_follow(db, draft.workshop_id, SCREEN_OF_PHASE[phase])
    told = PollAdopted(workshop_id=draft.workshop_id, by=by, poll_id=adoption.poll_id, draft_id=draft.id)
    facts.record(db, told)
