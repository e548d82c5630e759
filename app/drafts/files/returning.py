"""Taking back a file that was sent to an organisation: each change in it becomes a suggestion of that organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts, i18n
from app.db import Database
from app.documents.document import Document, prepared
from app.documents.received import Received, lines_of
from app.drafts import service, store
from app.drafts.facts import DraftReturned
from app.drafts.files import dispatch_store
from app.drafts.files.models import DraftDispatch, DraftReturn
from app.drafts.files.placing import place
from app.drafts.files.recognising import OtherFile, UnknownFile, recognise
from app.drafts.files.returned import Findings, Leftover, NotThisFile, Why, findings, without_too_long, without_unread
from app.drafts.live.gate import Refused
from app.drafts.live.known import MOST_SUGGESTIONS
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.service import Access, opaque_id, put
from app.drafts.text import tree
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.sections import SECTIONS
from app.errors import Malformed, NotAllowed, Sentence
from app.workshops.rules import Right, rights_of

MOST_CHANGES = 1_000  # of one file
# Letters that a suggestion puts in, and all of a file: others need their room in the draft, too.
MOST_LETTERS, MOST_LETTERS_OF_A_FILE = 10_000, 50_000

_NOT_IT: dict[type[Exception], Sentence] = {
    OtherFile: _l(
        "Diese Datei gehört zu einer anderen Ausgabe. Welche es ist, steht über dem Titel. "
        "Bitte lesen Sie sie dort ein."
    ),
    UnknownFile: _l("In dieser Datei steht fast nichts von dem, was in der Ausgabe steht. Ist es die richtige?"),
    NotThisFile: _l("In dieser Datei fehlen die Überschriften der Ausgabe. Ist es die richtige?"),
}


@dataclass(frozen=True)
class File:
    """A returned file: what it was sent as, its hash, and what it says. `occasion` is that of the version before it."""

    dispatch: DraftDispatch
    sha256: str
    received: Received
    occasion: str


def is_reviewer(seen: Access) -> bool:
    """What could not be placed, and an organisation's comments, are for those who review, in whatever phase."""
    return Right.REVIEW_DRAFT in rights_of(seen.participant.role, admitted=True)


def compared(db: Session, file: File, sent: Document) -> Findings:
    """The changes in a file against `sent`, the document that went out. Malformed if it is another one, or has too
    many.
    """
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        titles = {str(one.title): one.key for one in SECTIONS}
    went_out = prepared(sent)
    try:
        recognise(went_out, file.received)
        found = findings(lines_of(went_out), file.received.lines, titles)
    except (OtherFile, UnknownFile, NotThisFile) as error:
        raise Malformed(_NOT_IT[type(error)]) from error
    without_unread(found, [extra.words for extra in file.received.extras if extra.kind == Why.MISSED])
    without_too_long(found, MOST_LETTERS, MOST_LETTERS_OF_A_FILE)
    known = dispatch_store.count_suggestions(db, file.dispatch.draft_id)
    if len(found.wishes) > min(MOST_CHANGES, MOST_SUGGESTIONS - known):
        raise Malformed(_l("Die Datei enthält zu viele Änderungen, um sie als Vorschläge zu übernehmen."))
    found.leftovers += (Leftover(Why(extra.kind), added=extra.words) for extra in file.received.extras)
    return found


def take_back(pipeline: Pipeline, database: Database, *, seen: Access, file: File, found: Findings) -> int:
    """Put the changes into the live text as suggestions; returns the number of the return. What was agreed before is
    kept as a version.

    Refused if the same file was taken in meanwhile: then there is a row with its hash, and nothing happens twice. And
    refused if who brings it may review no longer: reading a file takes its time.
    """
    draft, by = seen.draft, seen.participant.id
    base = opaque_id(seen, f"return {file.dispatch.number} {file.sha256}")
    kept: list[int] = []
    ids: list[str] = []
    missed: list[Leftover] = []
    before: list[tree.Tree] = []

    def name(number: int) -> str:
        return f"{base}-{number:04}"  # in the order of the text: so the rows are numbered

    def change(doc: Doc[Any]) -> None:
        before[:] = [tree.read(doc)]
        if any(one.startswith(base) for one in ids_in(before[0], suggestions_of)):
            raise Refused("gap", "this file was taken in")
        placed, others = place(doc, found, name)
        ids[:] = [name(number) for number, _wish in enumerate(placed)]
        missed[:] = [Leftover(Why.MOVED_ON, wish.cut, wish.added) for wish in others]

    def rows(db: Session) -> None:
        for one in ids:
            store.get_suggestion(db, draft.id, one).organisation = file.dispatch.organisation
        if ids:
            service.keep_version_before(db, draft=draft, by=by, text=before[0], occasion=file.occasion)
        kept[:] = [_keep(db, seen, file, ids, [*missed, *found.leftovers])]

    put(pipeline, Edit(draft.id, draft.epoch, by, change, rows=rows))
    if not ids:  # the text stayed as it was, and an edit that changes nothing has no rows
        with database.writing() as db:
            store.lock_draft(db, draft.id)
            rows(db)
    return kept[0]


def _keep(db: Session, seen: Access, file: File, ids: Sequence[str], leftovers: Sequence[Leftover]) -> int:
    draft, by, dispatch = seen.draft, seen.participant.id, file.dispatch
    if Right.REVIEW_DRAFT not in service.place(db, draft_id=draft.id, participant_id=by).rights:
        raise NotAllowed
    earlier = dispatch_store.find_return(db, dispatch, file.sha256)
    if earlier is not None and not ids:
        return earlier.number
    number = dispatch_store.next_return_number(db, dispatch)
    db.add(
        DraftReturn(
            draft_id=draft.id, dispatch=dispatch.number, number=number, sha256=file.sha256, suggestions=list(ids),
            leftovers=[asdict(one) for one in leftovers], remarks=[asdict(one) for one in file.received.remarks],
            participant_id=by,
        )
    )  # fmt: skip
    told = DraftReturned(
        workshop_id=draft.workshop_id, by=by, draft_id=draft.id, dispatch=dispatch.number, returned=number
    )
    facts.record(db, told)
    return number
