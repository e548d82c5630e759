"""What can be done with drafts. Edits of a live text go through the pipeline, the rest are plain transactions."""

from __future__ import annotations

import threading
from base64 import urlsafe_b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts
from app.access import Actor
from app.drafts import mentions, rules, store, template_store
from app.drafts.beginning import Beginning, begin_draft
from app.drafts.facts import CommentAdded, DraftFrozen
from app.drafts.live import passages
from app.drafts.live.leave import SUGGESTING, Leave
from app.drafts.live.pipeline import Committed, Edit, NotTaken, Pipeline
from app.drafts.live.room import load
from app.drafts.models import Comment, Draft, DraftVersion, VersionOrigin
from app.drafts.refusals import Busy, Unsaved, refusal
from app.drafts.standing import find_standing
from app.drafts.text.fingerprint import canonical, fingerprint
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.origins import origins_of
from app.drafts.text.readings import rejected
from app.drafts.text.sections import Section, rows_of, sections_of
from app.drafts.text.tree import TEXT_SCHEMA, Tree, read
from app.errors import Conflict, NotAllowed, NotFound
from app.needs import store as needs
from app.workshops import store as workshops
from app.workshops.models import Participant
from app.workshops.rules import Right, is_admitted, open_rights, rights_of
from app.workshops.service import NOT_NOW, permit

# A request that waits longer for its commit is told so; shorter than Socket.IO's ping timeout, which it holds up.
LONGEST_WAIT = 4.0


@dataclass(frozen=True)
class Access:
    """A draft, the place of the one who asks, and what it may do right now."""

    draft: Draft
    participant: Participant
    rights: frozenset[Right]

    @property
    def may_write(self) -> bool:
        return rules.may_write(self.rights, self.draft.editing)

    @property
    def leave(self) -> Leave:
        return rules.leave(self.rights, self.draft.editing, self.draft.template)

    def require(self, right: Right) -> None:
        """Conflict while only the phase keeps `right` closed; NotAllowed for who has it in no phase."""
        if right in self.rights:
            return
        if right in rights_of(self.participant.role, admitted=True):  # who waits has no Access at all
            raise Conflict(NOT_NOW)
        raise NotAllowed


def access(db: Session, *, actor: Actor, draft_id: int) -> Access:
    """The draft, for those who may see its workshop; NotFound for everybody else."""
    draft = store.get_draft(db, draft_id)
    workshop = workshops.get_workshop(db, draft.workshop_id)
    participant = permit(db, actor, workshop.id, Right.SEE_ROOM)
    admitted = is_admitted(confirmed=participant.is_confirmed, admission=workshop.admission)
    return Access(draft, participant, open_rights(participant.role, workshop.phase, admitted=admitted))


@dataclass(frozen=True)
class Place:
    """What `Access` is to a request, for the place that a socket was let in with; looked up in one query."""

    workshop_id: int
    participant_id: int
    name: str
    rights: frozenset[Right]
    editing: str
    sections: list[Any] | None

    @property
    def may_write(self) -> bool:
        return rules.may_write(self.rights, self.editing)

    @property
    def leave(self) -> Leave:
        return rules.leave(self.rights, self.editing, sections_of(self.sections))

    @property
    def may_suggest(self) -> bool:
        return rules.may_suggest(self.rights)


def place(db: Session, *, draft_id: int, participant_id: int) -> Place:
    """The place at the draft; NotFound outside of its workshop, NotAllowed for who waits to be let in."""
    found = find_standing(db, draft_id, participant_id)
    if found is None:
        raise NotFound
    admitted = is_admitted(confirmed=found.confirmed_at is not None, admission=found.admission)
    rights = open_rights(found.role, found.phase, admitted=admitted)
    if Right.SEE_ROOM not in rights:
        raise NotAllowed
    return Place(found.workshop_id, participant_id, found.name, rights, found.editing, found.sections)


def require_still(db: Session, seen: Access, rights: Collection[Right]) -> None:
    """NotAllowed if the place has lost one of these since `seen` was looked up: what it asked for waited its turn."""
    now = place(db, draft_id=seen.draft.id, participant_id=seen.participant.id).rights
    if not now.issuperset(rights):
        raise NotAllowed


def may_edit(db: Session, *, draft_id: int, participant_id: int) -> tuple[Leave, bool]:
    """What this place in the draft's workshop has leave to right now, and whether it may suggest at all."""
    try:
        found = place(db, draft_id=draft_id, participant_id=participant_id)
    except (NotAllowed, NotFound):
        return SUGGESTING, False
    return found.leave, found.may_suggest


def create_draft(
    db: Session, *, actor: Actor, cluster_id: int, paragraphs: Mapping[str, Sequence[str]] | None = None
) -> Draft:
    """A draft from a cluster: its title and needs are written in, the needs' ids kept. Twice is the same as once.

    `paragraphs` gives further sections their first words, by key.
    """
    cluster = needs.get_cluster(db, cluster_id)
    creator = permit(db, actor, cluster.workshop_id, Right.CREATE_DRAFT)
    existing = store.find_draft_of_cluster(db, cluster.id)
    if existing is not None:
        return existing
    origins = needs.list_needs_in(db, cluster.workshop_id, cluster.id)
    sections = template_store.sections_of_new(db, cluster.workshop_id)
    text = rules.first_text(cluster.title, [(need.title, need.text) for need in origins], paragraphs, sections)
    return begin_draft(db, creator=creator, beginning=Beginning(cluster.title, text, rows_of(sections), cluster))


def list_drafts(db: Session, *, actor: Actor, workshop_id: int) -> list[Draft]:
    """The workshop's drafts, for those who may see it."""
    permit(db, actor, workshop_id, Right.SEE_ROOM)
    return store.list_drafts(db, workshop_id)


def text_of(db: Session, draft_id: int) -> Tree:
    """The live text as it is committed and agreed: without what is only suggested."""
    return rejected(standing_text(db, draft_id))


def standing_text(db: Session, draft_id: int) -> Tree:
    """The live text with its open suggestions."""
    return read(load(store.list_updates(db, draft_id)))


def freeze_version(db: Session, *, actor: Actor, draft_id: int, occasion: str) -> DraftVersion:
    """Copy the committed text into a version that nobody changes again; Conflict while a required section is empty or a
    suggestion is open.

    The same text again is the same version.
    """
    draft = store.lock_draft(db, draft_id)  # before the workshop, as the pipeline does: so neither waits for the other
    by = permit(db, actor, draft.workshop_id, Right.FREEZE_VERSION)
    text = standing_text(db, draft_id)
    _require_sections(canonical(text), draft.template)
    require_no_suggestions(text)
    version = keep_version(db, draft=draft, by=by.id, text=text, log_number=draft.number, occasion=occasion)
    if version.kept:
        version.kept, version.occasion = False, occasion
    return version


def keep_version(db: Session, *, draft: Draft, by: int, text: Tree, log_number: int, occasion: str) -> DraftVersion:
    """Keep the agreed part of a text that stood so after the edit `log_number`, with the origins of its sentences; the
    last version if that says the same.

    The draft is locked, so that no other version gets the number.
    """
    number = store.last_version_number(db, draft.id)
    last = store.find_version(db, draft.id, number)
    if last is not None and last.fingerprint == fingerprint(text):
        return last
    version = DraftVersion(
        draft_id=draft.id, number=number + 1, schema=TEXT_SCHEMA, tree=canonical(text), fingerprint=fingerprint(text),
        log_number=log_number, occasion=occasion, kept=True, frozen_by=by,
    )  # fmt: skip
    db.add(version)
    db.flush()
    db.add_all(
        VersionOrigin(version_id=version.id, number=number, **asdict(origin))
        for number, origin in enumerate(origins_of(text), start=1)
    )
    facts.record(db, DraftFrozen(workshop_id=draft.workshop_id, by=by, draft_id=draft.id, version=version.number))
    return version


def keep_version_before(db: Session, *, draft: Draft, by: int, text: Tree, occasion: str) -> DraftVersion:
    """Keep the agreed part of a text as it stood before the edit of `by` that is being committed."""
    number = store.last_number_of(db, draft.id, by) - 1  # their newest edit is this one
    return keep_version(db, draft=draft, by=by, text=text, log_number=number, occasion=occasion)


def _require_sections(text: Tree, sections: Sequence[Section]) -> None:
    missing = rules.missing_sections(text, sections)
    if missing:
        titles = ", ".join(str(section.title) for section in missing)
        fields = {section.key: _l("Dieser Abschnitt ist noch leer.") for section in missing}
        raise Conflict(_l("Es fehlt noch: %(titles)s.", titles=titles), fields=fields)


def require_no_suggestions(text: Tree) -> None:
    """Conflict while a suggestion is open in a text as it stands."""
    if count := len(ids_in(text, suggestions_of)):
        raise Conflict(
            lazy_ngettext(
                "Erst möglich, wenn kein Vorschlag offen ist: noch %(num)s Vorschlag.",
                "Erst möglich, wenn kein Vorschlag offen ist: noch %(num)s Vorschläge.",
                count,
            )
        )


def put(pipeline: Pipeline, edit: Edit) -> int:
    """Put an edit through the pipeline; returns the draft's number once the edit is on disk, or raises the refusal.

    The same bytes again are the same edit. Unsaved means that it still waits: sending it again is harmless.
    """
    answered = threading.Event()
    answers: list[Committed | NotTaken] = []

    def answer(given: Committed | NotTaken) -> None:
        answers.append(given)
        answered.set()

    edit.answer = answer
    if not pipeline.submit(edit):
        raise Busy
    if not answered.wait(LONGEST_WAIT):
        raise Unsaved
    if isinstance(answers[0], NotTaken):
        raise refusal(answers[0].reason)
    return answers[0].number


@dataclass(frozen=True)
class Words:
    """What somebody says in a comment, and the ids of those whom it mentions."""

    body: str
    mentioned: list[int] = field(default_factory=list)


def comment(pipeline: Pipeline, *, seen: Access, chosen: passages.Chosen, words: Words, request_key: str) -> str:
    """Comment on the chosen passage; returns the comment's id. The same `request_key` again is the same comment."""
    seen.require(Right.COMMENT)
    draft, comment_id, quote = seen.draft, opaque_id(seen, request_key), [""]

    def mark(doc: Doc[Any]) -> None:
        quote[0] = passages.mark_comment(doc, chosen, comment_id)

    def rows(db: Session) -> None:
        if db.get(Comment, comment_id) is not None:
            return  # sent again, or written again after a commit whose answer was lost
        require_still(db, seen, {Right.COMMENT})
        place = {"workshop_id": draft.workshop_id, "by": seen.participant.id}
        made = Comment(id=comment_id, body=words.body, quote=quote[0], draft_id=draft.id, participant_id=place["by"])
        db.add(made)
        facts.record(db, CommentAdded(**place, draft_id=draft.id, comment=comment_id))
        mentions.keep(db, made, comment_id, words.mentioned, **place)

    put(pipeline, Edit(draft.id, draft.epoch, seen.participant.id, mark, rows=rows))
    return comment_id


def opaque_id(seen: Access, request_key: str) -> str:
    """Opaque, and the same for the same request."""
    named = f"{seen.draft.id} {seen.participant.id} {request_key}"
    return urlsafe_b64encode(sha256(named.encode()).digest()[:12]).decode()
