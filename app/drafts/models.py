"""Tables of drafts: the log of edits with its snapshot, versions, comments, suggestions, and the needs behind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now
from app.drafts.text.sections import Section, sections_of
from app.workshops.models import Participant

if TYPE_CHECKING:
    from app.drafts.treatment_models import SuggestionTreatment

CASCADE = "CASCADE"


class Draft(Base):
    """A text that people write together. `number` is the last one of its log.

    `epoch` rises when an older state is restored: what a browser still holds of another epoch is refused.
    `title` is the working title that it was created with; the text has its own. `editing` says who changes the agreed
    text: everybody who may write ("direct"), or reviewers only while all others make suggestions ("suggestions").
    `asks_reasons`: whether suggestions shall have one. `sections`: as rows of text/sections.py.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), unique=True)
    title: Mapped[str]
    epoch: Mapped[int] = mapped_column(default=1)
    number: Mapped[int] = mapped_column(default=0)
    editing: Mapped[str] = mapped_column(default="direct")
    asks_reasons: Mapped[bool] = mapped_column(default=False)
    sections: Mapped[list[Any] | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def template(self) -> tuple[Section, ...]:
        """The sections that it was made with, and those that were added."""
        return sections_of(self.sections)


class DraftNeed(Base):
    """A need that a draft was made from."""

    __tablename__ = "draft_need"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)


class DraftUpdate(Base):
    """One edit of the log, as the server encoded it. The snapshot and all that follow it, in order, are the text."""

    __tablename__ = "draft_update"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DraftSnapshot(Base):
    """All of a draft's edits up to `number` in one piece. Their own rows are dropped once this one was read back."""

    __tablename__ = "draft_snapshot"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class DraftWriter(Base):
    """Whose a client id of Yjs is in a draft: so every letter keeps its author when the log's rows are gone.

    Without a person it is the server's own, which sets the marks of comments.
    """

    __tablename__ = "draft_writer"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    client: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))


class DraftVersion(Base):
    """A frozen text, never changed again. `log_number` says up to which edit it goes.

    One that is `kept` was not frozen by anybody, but kept before a restoring, a returned file or a vote on a wording.
    """

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE))
    number: Mapped[int]
    schema: Mapped[int]
    tree: Mapped[list[Any]]
    fingerprint: Mapped[str]
    log_number: Mapped[int]
    occasion: Mapped[str]
    kept: Mapped[bool] = mapped_column(default=False)
    frozen_by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class VersionOrigin(Base):
    """A sentence of a version, and the ids of the accepted suggestions that its words came by; in the text's order."""

    __tablename__ = "version_origin"

    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    section: Mapped[str]
    sentence: Mapped[str]
    suggestions: Mapped[list[Any]]


class FromFile:
    """What somebody said in a file that came in: for which organisation, if one sent it back, and the name that stands
    in the file. The person is who took that in.
    """

    organisation: Mapped[str | None]
    author: Mapped[str | None]

    @property
    def said_by(self) -> str:
        """Nobody, if it came from no file."""
        return ", ".join(filter(None, (self.author, self.organisation)))


class Comment(FromFile, Base):
    """A comment on a passage, with its thread. The text has a mark with the id; `quote` is the passage as it was."""

    __tablename__ = "comment"

    id: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    body: Mapped[str]
    quote: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
    settlement: Mapped[CommentSettlement | None] = relationship(lazy="joined", cascade="all, delete-orphan")
    replies: Mapped[list[CommentReply]] = relationship(lazy="selectin", order_by="CommentReply.at, CommentReply.id")
    mentions: Mapped[list[CommentMention]] = relationship(lazy="selectin")


class CommentSettlement(Base):
    """Who called a comment done, and when. Reopened, it has none."""

    __tablename__ = "comment_settlement"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete=CASCADE), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)


class CommentReply(FromFile, Base):
    """An answer in the thread of a comment."""

    __tablename__ = "comment_reply"

    id: Mapped[str] = mapped_column(primary_key=True)
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete=CASCADE), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    body: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)


class CommentMention(Base):
    """Somebody whom a comment or an answer names; `said` is the id of either. The name itself stands nowhere else."""

    __tablename__ = "comment_mention"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete=CASCADE), primary_key=True)
    said: Mapped[str] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True, index=True)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)


class Suggestion(FromFile, Base):
    """Who suggested something first under this id, which marks in the text carry, and why. `number` is for people.

    It is open as long as a mark with its id is in the text.
    """

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    reason: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
    decisions: Mapped[list[SuggestionDecision]] = relationship(
        lazy="selectin", order_by="SuggestionDecision.at, SuggestionDecision.log_number"
    )

    treatments: Mapped[list[SuggestionTreatment]] = relationship(
        lazy="selectin", order_by="SuggestionTreatment.number", viewonly=True
    )

    def is_own_of(self, participant: int) -> bool:
        """What came in a file belongs to nobody here."""
        return not self.said_by and self.participant_id == participant

    def accepted_until(self, log_number: int) -> SuggestionDecision | None:
        """The first decision that took its words into the text as it stood after that edit, if there is one."""
        made = (one for one in self.decisions if one.outcome == "accepted" and one.log_number <= log_number)
        return next((one for one in made if not one.reopening or one.reopening.at_number > log_number), None)


class SuggestionDecision(Base):
    """What became of a suggestion's words as they were then: taken into the text, or out of it, by whom and why.

    `log_number` is the edit that did it. A suggestion can have several: its author may go on after the first.
    `wishes`: the changes of lines and looks in it (`deciding.Words`). `poll_id` is the vote that decided it; polls know
    of drafts, drafts nothing of polls.
    """

    __tablename__ = "suggestion_decision"
    __table_args__ = (
        ForeignKeyConstraint(["draft_id", "suggestion_id"], ["suggestion.draft_id", "suggestion.id"], ondelete=CASCADE),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(primary_key=True)
    log_number: Mapped[int] = mapped_column(primary_key=True)
    request_key: Mapped[str] = mapped_column(index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]
    inserted: Mapped[str]
    deleted: Mapped[str]
    wishes: Mapped[list[Any]]
    poll_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
    reopening: Mapped[SuggestionReopening | None] = relationship(lazy="joined")


class DecisionTrace(Base):
    """What the decisions of one request took out of the text and changed in it, so that they can be taken back."""

    __tablename__ = "decision_trace"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    request_key: Mapped[str] = mapped_column(primary_key=True)
    trace: Mapped[dict[str, Any]]


class SuggestionReopening(Base):
    """Who took a decision back, by the edit `at_number`: a decision once only, and its own row stays."""

    __tablename__ = "suggestion_reopening"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draft_id", "suggestion_id", "log_number"],
            [f"suggestion_decision.{key}" for key in ("draft_id", "suggestion_id", "log_number")], ondelete=CASCADE,
        ),
    )  # fmt: skip

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[str] = mapped_column(primary_key=True)
    log_number: Mapped[int] = mapped_column(primary_key=True)
    at_number: Mapped[int]
    request_key: Mapped[str] = mapped_column(index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)
