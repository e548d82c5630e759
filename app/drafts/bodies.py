"""What comes in about drafts, over the socket and over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.documents.received import MAX_CHARACTERS, MAX_LINES
from app.drafts.rules import Editing, Treatment
from app.drafts.text.lib0 import MAX_NUMBER
from app.drafts.text.wire import MAX_CLOCK
from app.intake import Intake, Line, OptionalText, RequestKey, Text

# What both databases can hold as an id.
RowId = Annotated[int, Field(ge=0, le=2**31 - 1)]


class PointOfWriter(Intake):
    """An edit's name in Yjs: who wrote it and as which."""

    client: Annotated[int, Field(ge=0, le=MAX_NUMBER)]
    clock: Annotated[int, Field(ge=0, le=MAX_CLOCK)]


class Position(Intake):
    """A Yjs relative position as JSON."""

    type: PointOfWriter | None = None
    tname: Annotated[str, Field(max_length=20)] | None = None
    item: PointOfWriter | None = None
    assoc: Annotated[int, Field(ge=-1, le=0)] = 0


# A Yjs relative position in Yjs' own encoding, for the other browsers.
EncodedPosition = Annotated[bytes, Field(max_length=64)]


class Cursor(Intake):
    anchor: EncodedPosition
    head: EncodedPosition


class OpenBody(Intake):
    draft: RowId
    schema_number: RowId = Field(alias="schema")
    state: bytes


class SyncBody(Intake):
    draft: RowId
    epoch: RowId
    update: bytes


class PresenceBody(Intake):
    draft: RowId
    cursor: Cursor | None


class CloseBody(Intake):
    draft: RowId


class DraftBody(Intake):
    cluster_id: RowId


class VersionBody(Intake):
    occasion: Line


class CommentBody(Intake):
    anchor: Position
    head: Position
    quote: Text
    body: Text
    request_key: RequestKey


class ReplyBody(Intake):
    body: Text
    request_key: RequestKey


SuggestionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class DecisionsBody(Intake):
    suggestions: Annotated[list[SuggestionId], Field(min_length=1, max_length=200)]
    outcome: Literal["accepted", "rejected", "withdrawn"]
    reason: OptionalText = ""
    request_key: RequestKey


class LineBody(Intake):
    kind: Literal["paragraph", "bullet", "number", "heading 1", "heading 2", "heading 3"]
    # A line can be all of a draft. What no text may hold is taken out of it, as of the lines of a file.
    text: Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)]


Lines = Annotated[list[LineBody], Field(max_length=MAX_LINES)]


class RewrittenBody(Intake):
    section: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    before: Lines
    after: Lines


class ProposalBody(Intake):
    sections: Annotated[list[RewrittenBody], Field(min_length=1, max_length=100)]
    request_key: RequestKey


class ReopeningsBody(Intake):
    suggestions: Annotated[list[SuggestionId], Field(min_length=1, max_length=200)]
    request_key: RequestKey


class ReasonBody(Intake):
    reason: Text


class TreatmentBody(Intake):
    treatment: Treatment
    reason: Text
    request_key: RequestKey


class AnswerBody(Intake):
    agrees: bool
    comment: OptionalText = ""


class ReasonsBody(Intake):
    asked: bool


class EditingBody(Intake):
    editing: Editing
