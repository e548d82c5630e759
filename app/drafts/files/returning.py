"""Taking back a file that was sent to an organisation: each change in it becomes a suggestion of that organisation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app import facts, i18n
from app.db import Database
from app.documents.document import Document, prepared
from app.documents.received import Received, Said, lines_of
from app.drafts import service, store
from app.drafts.facts import DraftReturned
from app.drafts.files import commenting, dispatch_store
from app.drafts.files.commenting import Anchored, Remarks, new_remarks
from app.drafts.files.models import DraftDispatch, DraftReturn
from app.drafts.files.recognising import OtherFile, UnknownFile, recognise
from app.drafts.files.repeated import without_known
from app.drafts.files.returned import NotThisFile, findings, without_unread
from app.drafts.live.known import MOST_SUGGESTIONS
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.models import Draft
from app.drafts.service import Access, opaque_id, put
from app.drafts.text import tree
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.placing import place
from app.drafts.text.sections import titles_of
from app.drafts.text.wishes import (
    MOST_LETTERS,
    MOST_LETTERS_TOGETHER,
    Findings,
    Leftover,
    Why,
    Wish,
    without_closed,
    without_too_long,
)
from app.errors import Conflict, Malformed, Sentence
from app.workshops.rules import Right, rights_of

MOST_CHANGES = 1_000  # of one file

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


@dataclass(frozen=True)
class Compared:
    """What is new in a file."""

    changes: Findings
    remarks: Remarks


def compared(db: Session, seen: Access, file: File, sent: Document) -> Compared:
    """The changes in a file against `sent`, the document that went out, and its comments; those in sections that are
    closed to who brings it are listed. Malformed if it is another file, or has too many.
    """
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        sections = titles_of(store.get_draft(db, file.dispatch.draft_id).template)
        titles = {" ".join(str(title).split()): key for key, title in sections.items()}
    went_out = prepared(sent)
    try:
        recognise(went_out, file.received)
        found = findings(lines_of(went_out), file.received.lines, titles)
    except (OtherFile, UnknownFile, NotThisFile) as error:
        raise Malformed(_NOT_IT[type(error)]) from error
    without_unread(found, [extra.words for extra in file.received.extras if extra.kind == Why.MISSED])
    without_known(found, dispatch_store.list_wishes(db, file.dispatch))
    without_too_long(found, MOST_LETTERS, MOST_LETTERS_TOGETHER)
    without_closed(found, seen.leave.closed)
    known = dispatch_store.count_suggestions(db, file.dispatch.draft_id)
    if len(found.wishes) > min(MOST_CHANGES, MOST_SUGGESTIONS - known):
        raise Malformed(_l("Die Datei enthält zu viele Änderungen, um sie als Vorschläge zu übernehmen."))
    found.leftovers += (Leftover(Why(extra.kind), added=extra.words) for extra in file.received.extras)
    return Compared(found, new_remarks(db, file.dispatch.draft_id, file.received))


def take_back(pipeline: Pipeline, database: Database, *, seen: Access, file: File, found: Compared) -> int:
    """Put the changes into the live text as suggestions, and the comments on their words; returns the number of the
    return. What was agreed before is kept as a version.

    Refused if the same file was taken in meanwhile: then there is a row with its hash, and nothing happens twice. And
    refused if who brings it may review no longer: reading a file takes its time.
    """
    taking = _Taking(seen, file, found)
    draft, by = seen.draft, seen.participant.id
    put(pipeline, Edit(draft.id, draft.epoch, by, taking.change, rows=taking.rows, is_brought=True))
    if not taking.has_changed:  # the text stayed as it was, and an edit that changes nothing has no rows
        with database.writing() as db:
            store.lock_draft(db, seen.draft.id)
            taking.rows(db)
    return taking.number


class _Taking:
    """A file on its way into the live text: the edit, and the rows that come with it."""

    def __init__(self, seen: Access, file: File, found: Compared) -> None:
        self._seen, self._file, self._found = seen, file, found
        self._base = opaque_id(seen, f"return {file.dispatch.number} {file.sha256}")
        self._earlier = [one for row in file.dispatch.returns for one in row.suggestions]
        self._before: tree.Tree = []
        self._placed: list[Wish] = []
        self._missed: list[Leftover] = []
        self._anchored: list[Anchored] = []
        self._listed: list[Said] = []
        self.number = 0

    @property
    def has_changed(self) -> bool:
        return bool(self._placed or self._anchored)

    @property
    def ids(self) -> list[str]:
        placed = set(self._placed)
        return [self._name(number) for number, wish in enumerate(self._found.changes.wishes) if wish in placed]

    def _name(self, number: int) -> str:
        return f"{self._base}-{number:04}"  # in the order of the text: so the rows are numbered

    def change(self, doc: Doc[Any]) -> None:
        self._before = tree.read(doc)
        if any(one.startswith(self._base) for one in ids_in(self._before, suggestions_of)):
            raise Refused("gap", "this file was taken in")
        self._placed, others = place(doc, self._found.changes, self._name)
        self._missed = [wish.missed for wish in others]
        ours = {*self._earlier, *self.ids}
        name = f"{self._base}-c{{:04}}".format
        self._anchored, self._listed = commenting.mark(doc, self._found.remarks, name, ours.__contains__)

    def rows(self, db: Session) -> None:
        draft, by, dispatch = self._seen.draft, self._seen.participant.id, self._file.dispatch
        service.require_still(db, self._seen, {Right.REVIEW_DRAFT})
        earlier = None if self.has_changed else dispatch_store.find_return(db, dispatch, self._file.sha256)
        if earlier is not None:
            self.number = earlier.number
            return
        if not set(dispatch_store.list_wishes(db, dispatch)).isdisjoint(self._placed):
            raise Conflict  # somebody else brought them while this file was being read
        self._keep_content(db, draft, by)
        self.number = self._keep(db)

    def _keep_content(self, db: Session, draft: Draft, by: int) -> None:
        organisation = self._file.dispatch.organisation
        for one in self.ids:
            store.get_suggestion(db, draft.id, one).organisation = organisation
        commenting.keep(db, self._seen, organisation, self._anchored, self._found.remarks)
        if self._placed:
            service.keep_version_before(db, draft=draft, by=by, text=self._before, occasion=self._file.occasion)

    def _keep(self, db: Session) -> int:
        draft, by, file, dispatch = self._seen.draft, self._seen.participant.id, self._file, self._file.dispatch
        place = {"draft_id": draft.id, "dispatch": dispatch.number}
        number = dispatch_store.next_return_number(db, dispatch)
        leftovers = [*self._missed, *self._found.changes.leftovers]
        remarks = [*self._listed, *self._found.remarks.left]
        known = self._found.changes.known + self._found.remarks.known
        db.add(
            DraftReturn(
                **place, number=number, sha256=file.sha256, participant_id=by,
                suggestions=self.ids, wishes=[asdict(one) for one in self._placed], known=known,
                leftovers=[asdict(one) for one in leftovers], remarks=[asdict(one) for one in remarks],
                comments=[one.id for one in self._anchored],
            )
        )  # fmt: skip
        facts.record(db, DraftReturned(workshop_id=draft.workshop_id, by=by, **place, returned=number))
        return number
