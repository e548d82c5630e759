"""What happens to recommendations."""

from __future__ import annotations

from dataclasses import dataclass

from app.facts import Fact


@dataclass(frozen=True, kw_only=True)
class RecommendationRecorded(Fact):
    """A poll became the recommendation `number`, e.g. 2027-SI-03."""

    kind = "recommendation:recorded"
    poll_id: int
    number: str
