"""Tables of polls. What happened to a poll are rows with who and when; its ballots hang on its roll."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import StakeholderGroup
from app.db import Base, now
from app.drafts.models import DraftVersion
from app.voting.schemas import Method, Secrecy
from app.workshops.models import Participant

CASCADE = "CASCADE"


class Poll(Base):
    """A vote of one workshop. `round` counts repetitions; a poll on a text is bound to a version's `fingerprint`.

    `chosen_id`: the wording that its sealed result names.
    """

    __tablename__ = "poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete=CASCADE), index=True)
    method: Mapped[Method] = mapped_column(String)
    question: Mapped[str]
    settings: Mapped[dict[str, Any]]
    secrecy: Mapped[Secrecy] = mapped_column(String)
    round: Mapped[int]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("draft_version.id"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"), index=True)
    fingerprint: Mapped[str | None]
    chosen_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    version: Mapped[DraftVersion | None] = relationship()
    options: Mapped[list[PollOption]] = relationship(order_by="PollOption.position")
    opening: Mapped[PollOpening | None] = relationship()
    closure: Mapped[PollClosure | None] = relationship()
    publication: Mapped[PollPublication | None] = relationship()
    cancellation: Mapped[PollCancellation | None] = relationship()
    adoption: Mapped[PollAdoption | None] = relationship()
    result: Mapped[PollResult | None] = relationship()


class PollOption(Base):
    """What points or votes are given to; the label is a copy from the moment of creation.

    Of a wording it is the passage, with its `print` (app/drafts/text/wordings.py), and `suggestion_id` the suggestion
    that makes it so; none: as it stands.
    """

    __tablename__ = "poll_option"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), index=True)
    position: Mapped[int]
    label: Mapped[str]
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    suggestion_id: Mapped[str | None]
    print: Mapped[str | None]


class PollOpening(Base):
    """Who opened the poll. At `closes_at` a `hard` poll closes by itself; `turnout_told` was told at `told_at`."""

    __tablename__ = "poll_opening"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    closes_at: Mapped[datetime | None]
    hard: Mapped[bool]
    turnout_told: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None]


class PollClosure(Base):
    """Who closed the poll; nobody if its time ran out."""

    __tablename__ = "poll_closure"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class PollPublication(Base):
    """Who showed the result to the room."""

    __tablename__ = "poll_publication"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class PollCancellation(Base):
    """Who broke the poll off; its ballots are gone."""

    __tablename__ = "poll_cancellation"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class PollAdoption(Base):
    """Who took the chosen wording into the text."""

    __tablename__ = "poll_adoption"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    by: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Elector(Base):
    """One line of the roll: who may vote, for whom, in which group, as it was when the poll opened."""

    __tablename__ = "elector"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    stakeholder_group_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder_group.id"))

    participant: Mapped[Participant] = relationship()
    stakeholder_group: Mapped[StakeholderGroup | None] = relationship()


class Ballot(Base):
    """The ballot of a line of the roll, so nobody has two. `revision` counts changes; `request_key` is of the last."""

    __tablename__ = "ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["poll_id", "participant_id"], ["elector.poll_id", "elector.participant_id"], ondelete=CASCADE
        ),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(primary_key=True)
    choices: Mapped[dict[str, Any]]
    reason: Mapped[str]
    request_key: Mapped[str]
    revision: Mapped[int]
    at: Mapped[datetime]


class PollResult(Base):
    """The sealed result: RFC 8785 JSON (shape: app/voting/seal.py) and its SHA-256 in hexadecimal digits."""

    __tablename__ = "poll_result"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete=CASCADE), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
