"""What happens in a room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.facts import Audience, Fact


@dataclass(frozen=True, kw_only=True)
class PhaseChanged(Fact):
    kind = "phase:changed"
    phase: str


@dataclass(frozen=True, kw_only=True)
class WorkshopChanged(Fact):
    """Title, questions or agenda were edited."""

    kind = "workshop:changed"


@dataclass(frozen=True, kw_only=True)
class AgendaMoved(Fact):
    kind = "agenda:moved"
    item_id: int | None


@dataclass(frozen=True, kw_only=True)
class CountdownSet(Fact):
    """`ends_at` is a time in ISO 8601, None if the clock was taken away."""

    kind = "countdown:set"
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class AttentionCalled(Fact):
    kind = "attention:called"


@dataclass(frozen=True, kw_only=True)
class ScreenChanged(Fact):
    kind = "screen:changed"
    screen_id: int
    shows: str


@dataclass(frozen=True, kw_only=True)
class ParticipantJoined(Fact):
    kind = "participant:joined"
    audience: ClassVar[Audience] = "moderation"
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipantConfirmed(Fact):
    kind = "participant:confirmed"
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipantChanged(Fact):
    """Name, organisation, group or role was corrected."""

    kind = "participant:changed"
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipantRemoved(Fact):
    kind = "participant:removed"
    participant_id: int
