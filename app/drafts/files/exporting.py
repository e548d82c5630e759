"""A draft as a file for Word and LibreOffice: with tracked changes and comments, or as one of its clean readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

import flask_babel

from app import i18n
from app.documents.document import Document, Heading, Part, Remark, Text
from app.documents.tree import Node as Block
from app.documents.tree import paragraphs, plain, section
from app.drafts.files.proposing import marks_told, proposed
from app.drafts.mentions import names_in, spoken
from app.drafts.models import Comment, CommentReply, Draft, Suggestion
from app.drafts.text.fingerprint import canonical
from app.drafts.text.marks import (
    BREAK,
    COMMENT,
    DELETION,
    INSERTION,
    ORIGIN,
    RESTYLED,
    SHAPES,
    break_of,
    comments_of,
    ids_in,
    ids_of,
    pieces,
)
from app.drafts.text.readings import accepted, rejected, with_pieces
from app.drafts.text.sections import TITLE, Section
from app.drafts.text.tree import Node, Tree
from app.references import printing
from app.references.views import Shown
from app.workshops.models import Participant

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext


_NOTED = frozenset({COMMENT, INSERTION, DELETION, RESTYLED, BREAK})
DONE = "Erledigt."  # before a comment that is; files are German whoever asks


class View(StrEnum):
    """What of the open suggestions a file shows: all of them, marked; none; or all, as if accepted."""

    TRACKED = "tracked"
    AGREED = "agreed"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Notes:
    """What stands beside a text."""

    suggestions: Sequence[Suggestion]
    comments: Sequence[Comment]


def document(draft: Draft, text: Tree, notes: Notes, view: View, address: str) -> Document:
    """The draft as it stands at edit `draft.number`, in German whoever asks; `address` is where it is written."""
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        shown = _tracked(text, notes) if view == View.TRACKED else seen_in(text, view)
        return Document(
            title=plain(_section(rejected(text), TITLE)).strip() or draft.title,
            subtitle=_("Entwurf – noch nicht beschlossen"),
            notice=_("Entwurf"),
            footer=[_("Stand: Änderung %(number)s", number=draft.number), address],
            timestamp=int(datetime.now(UTC).timestamp()),
            parts=[*_parts(shown, draft.template, is_tracked=view == View.TRACKED), *_homeless(text, notes)],
            remarks=[remark for comment in notes.comments for remark in _remarks(comment)],
        )


def with_references(made: Document, cited: Sequence[Shown], base: str) -> Document:
    """The document with a list of what its text refers to; `base` is our own address."""
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        return replace(made, parts=[*made.parts, *printing.parts(printing.lines_of(cited, base))])


def seen_in(text: Tree, view: View) -> Tree:
    """The words as a view shows them; suggestions are marks in them only if it is tracked."""
    if view == View.TRACKED:
        return with_pieces(_written(text), _without_remarks)
    return canonical(accepted(text) if view == View.ACCEPTED else rejected(text))


def _written(text: Tree) -> Tree:
    """The text with those suggestions that Markdown can show: words, and new paragraphs and lines."""
    return with_pieces(text, lambda piece: None if break_of(piece["marks"]) in SHAPES else _as_it_looks(piece))


def _as_it_looks(piece: Node) -> Node:
    return {**piece, "marks": {name: mark for name, mark in piece["marks"].items() if name != RESTYLED}}


def _without_remarks(piece: Node) -> Node:
    return {**piece, "marks": {name: mark for name, mark in piece["marks"].items() if name not in (COMMENT, ORIGIN)}}


def _parts(text: Tree, sections: Sequence[Section], *, is_tracked: bool) -> Iterator[Part]:
    for one in sections:
        blocks = _section(text, one.key)
        if one.key == TITLE and not any(_has_notes(piece) for piece in pieces(blocks)):
            continue  # it stands above everything
        if plain(blocks).strip():
            yield Heading(1, str(one.title))
            yield Text(blocks, is_tracked, proposed(blocks) if is_tracked else [])


def _section(text: Tree, key: str) -> list[Block]:
    return section(cast("list[Block]", text), key)


def _has_notes(piece: Mapping[str, Any]) -> bool:
    return not {COMMENT, INSERTION, DELETION, RESTYLED}.isdisjoint(piece["marks"])


def _homeless(text: Tree, notes: Notes) -> Iterator[Part]:
    """The comments whose passage is gone."""
    here = ids_in(text, comments_of)
    lost = [comment for comment in notes.comments if comment.id not in here]
    if lost:
        yield Heading(1, _("Kommentare zu gelöschten Stellen"))
        for comment in lost:
            said = f"{said_by(comment)}: {spoken(comment.body, names_in(comment))}"
            yield Text(paragraphs(_("Zur Stelle „%(quote)s“ – %(said)s", quote=comment.quote, said=said)))


def _tracked(text: Tree, notes: Notes) -> Tree:
    """The text with, in each mark, what a file says of it: who and when, or which remarks."""
    authors = {one.id: {"by": said_by(one), "at": _moment(one.at)} for one in notes.suggestions}
    threads = {one.id: [one.id, *(reply.id for reply in one.replies)] for one in notes.comments}

    def told(piece: Node) -> Node:
        marks = {name: mark for name, mark in piece["marks"].items() if name not in _NOTED}
        marks |= marks_told(piece["marks"], authors)
        for kind in (INSERTION, DELETION):
            if ids := ids_of(piece["marks"], kind):
                marks[kind] = authors[ids[0]]  # a file can say of one person only that they struck a word
        remarks = [said for one in ids_of(piece["marks"], COMMENT) for said in threads.get(one, ())]
        return {**piece, "marks": marks | ({COMMENT: {"ids": remarks}} if remarks else {})}

    return with_pieces(text, told)


def _remarks(comment: Comment) -> Iterator[Remark]:
    done = f"{DONE} " if comment.settlement else ""
    names = names_in(comment)
    yield _remark(comment, names, done)
    for reply in comment.replies:
        yield _remark(reply, names, "")


def _remark(said: Comment | CommentReply, names: Mapping[int, str], before: str) -> Remark:
    return Remark(said.id, said_by(said), _moment(said.at), before + spoken(said.body, names))


def said_by(said: Comment | CommentReply | Suggestion) -> str:
    """The author as a file names them."""
    return said.said_by or _name(said.participant)


def _name(person: Participant) -> str:
    return f"{person.name}, {person.organisation_name}" if person.organisation_name else person.name


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
