"""What happens to polls. A ballot is never a fact; turnout is a number on a fixed tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.facts import Audience, Fact


@dataclass(frozen=True, kw_only=True)
class PollPrepared(Fact):
    kind = "poll:prepared"
    audience: ClassVar[Audience] = "moderation"
    poll_id: int


@dataclass(frozen=True, kw_only=True)
class PollOpened(Fact):
    """`closes_at` is a time in ISO 8601 or None."""

    kind = "poll:opened"
    poll_id: int
    method: str
    round: int
    entitled: int
    closes_at: str | None


@dataclass(frozen=True, kw_only=True)
class PollTurnout(Fact):
    kind = "poll:turnout"
    poll_id: int
    cast: int
    entitled: int


@dataclass(frozen=True, kw_only=True)
class PollExtended(Fact):
    kind = "poll:extended"
    poll_id: int
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class PollClosed(Fact):
    """`by` is None if its time ran out."""

    kind = "poll:closed"
    poll_id: int
    cast: int
    entitled: int


@dataclass(frozen=True, kw_only=True)
class PollPublished(Fact):
    kind = "poll:published"
    poll_id: int


@dataclass(frozen=True, kw_only=True)
class PollAdopted(Fact):
    """The chosen wording is in the text."""

    kind = "poll:adopted"
    poll_id: int
    draft_id: int


@dataclass(frozen=True, kw_only=True)
class PollCancelled(Fact):
    kind = "poll:cancelled"
    poll_id: int
