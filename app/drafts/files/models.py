"""Tables of what went out to organisations as files, of what came back, and of files that became drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, now
from app.drafts.models import CASCADE


class DraftDispatch(Base):
    """An agreed text that went out to an organisation as a numbered file; it goes up to edit `log_number`."""

    __tablename__ = "draft_dispatch"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation: Mapped[str]
    tree: Mapped[list[Any]]
    log_number: Mapped[int]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    returns: Mapped[list[DraftReturn]] = relationship(lazy="selectin", order_by="DraftReturn.number")


class DraftReturn(Base):
    """A file that came back for a dispatch, by its hash: taken in once only.

    `suggestions` are the ids of what became a suggestion, `leftovers` what could not; `comments` are
    the ids of its comments in the draft, `remarks` those that have no place there.
    `wishes` are its changes against what was sent, to know them again; so many were `known` from earlier files.
    """

    __tablename__ = "draft_return"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draft_id", "dispatch"], ["draft_dispatch.draft_id", "draft_dispatch.number"], ondelete=CASCADE
        ),
        UniqueConstraint("draft_id", "dispatch", "sha256"),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    dispatch: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    suggestions: Mapped[list[Any]]
    wishes: Mapped[list[Any]]
    known: Mapped[int]
    leftovers: Mapped[list[Any]]
    comments: Mapped[list[Any]]
    remarks: Mapped[list[Any]]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class DraftImport(Base):
    """The file that a draft was made from: what its text could not hold (`extras`), and its comments (`remarks`).

    If it `is_tracked`, its tracked changes became `suggestions`, by their ids, but for the `leftovers`. The same
    request again is the same draft.
    """

    __tablename__ = "draft_import"
    __table_args__ = (UniqueConstraint("participant_id", "request_key"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete=CASCADE), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    request_key: Mapped[str]
    file_name: Mapped[str]
    is_tracked: Mapped[bool]
    suggestions: Mapped[list[Any]]
    leftovers: Mapped[list[Any]]
    extras: Mapped[list[Any]]
    remarks: Mapped[list[Any]]
    at: Mapped[datetime] = mapped_column(default=now)
