"""Facts: one row for each thing that happened, numbered per workshop without gaps, told only after the commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Literal

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, now

Audience = Literal["room", "moderation"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Base of all facts. A fact holds ids, states and numbers; never names, free text or choices.

    `kind` is the name on the wire (`poll:closed`); `audience` says who is told its data, everybody else of the
    workshop learns its number with an empty body; `by` is the id of the participant who acted.
    """

    kind: ClassVar[str]
    audience: ClassVar[Audience] = "room"

    workshop_id: int
    by: int | None = None

    def data(self) -> dict[str, Any]:
        """The fields of the subclass, as they are stored and sent."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("workshop_id", "by")}


class FactCounter(Base):
    """The last number given out in a workshop."""

    __tablename__ = "fact_counter"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


class FactRow(Base):
    """A recorded fact."""

    __tablename__ = "fact"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    audience: Mapped[str]
    by: Mapped[int | None]
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]]

    def message(self, *, with_data: bool) -> dict[str, Any]:
        """The fact as it is sent: {"number", "kind", "at", "data"}; outside its audience the bare number."""
        if not with_data:
            return {"number": self.number}
        return {"number": self.number, "kind": self.kind, "at": self.at.isoformat(), "data": self.data}


def record(db: Session, fact: Fact) -> None:
    """Remember `fact`; it gets its number as the last thing before the commit."""
    db.info.setdefault("facts", []).append(fact)


@contextmanager
def savepoint(db: Session) -> Iterator[None]:
    """A part of the transaction that is undone by itself if it raises, with the facts that it recorded."""
    before = len(db.info.setdefault("facts", []))
    try:
        with db.begin_nested():
            yield
    except BaseException:
        del db.info["facts"][before:]
        raise


def number_recorded(db: Session) -> bool:
    """Write the recorded facts with their numbers; in order of workshop, so that no two commits wait in a circle.

    Returns whether there were any.
    """
    recorded: list[Fact] = db.info.pop("facts", [])
    for workshop_id in sorted({fact.workshop_id for fact in recorded}):
        mine = [fact for fact in recorded if fact.workshop_id == workshop_id]
        last = _raise_counter(db, workshop_id, len(mine))
        at = now()
        for number, fact in enumerate(mine, start=last - len(mine) + 1):
            row = {"kind": fact.kind, "audience": fact.audience, "by": fact.by, "data": fact.data()}
            db.add(FactRow(workshop_id=workshop_id, number=number, at=at, **row))
    return bool(recorded)


def _raise_counter(db: Session, workshop_id: int, amount: int) -> int:
    raised = update(FactCounter).where(FactCounter.workshop_id == workshop_id)
    last: int | None = db.scalar(raised.values(number=FactCounter.number + amount).returning(FactCounter.number))
    if last is None:
        db.add(FactCounter(workshop_id=workshop_id, number=amount))
        return amount
    return last


def last_number(db: Session, workshop_id: int) -> int:
    """The number of the workshop's newest fact, 0 if there is none."""
    return db.scalar(select(FactCounter.number).where(FactCounter.workshop_id == workshop_id)) or 0


def list_after(db: Session, workshop_id: int, number: int, limit: int = 500) -> list[FactRow]:
    """The facts above `number`, in order, at most `limit`."""
    above = select(FactRow).where(FactRow.workshop_id == workshop_id, FactRow.number > number)
    return list(db.scalars(above.order_by(FactRow.number).limit(limit)))
