"""What happens to goals and sources."""

from __future__ import annotations

from dataclasses import dataclass

from app.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReferenceAdded(Fact):
    kind = "reference:added"
    reference_id: int


@dataclass(frozen=True, kw_only=True)
class ReferenceChanged(Fact):
    kind = "reference:changed"
    reference_id: int


@dataclass(frozen=True, kw_only=True)
class ReferenceRemoved(Fact):
    kind = "reference:removed"
    reference_id: int
