"""Decisions about polls that need no database: settings, status, deadline, small groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar

from app.voting.methods import dot
from app.voting.methods.consent import Denominator, Quorum

Status = Literal["prepared", "open", "closed", "published", "cancelled"]
Group = TypeVar("Group", bound=Hashable)

SECRECIES = ("open", "named")
"""Who learns a vote: `open` keeps names inside, `named` prints them in the minutes."""

MINIMUM_GROUP = {"open": 3, "named": 0}
"""Ballots that a row by stakeholder group needs; smaller groups are pooled."""

TURNOUT_PAUSE = timedelta(seconds=2)
"""Turnout is told on a fixed tick: a fact for every ballot would tell who voted when."""

MOST_OPTIONS = 60
MOST_WORDINGS = 5
MOST_MINUTES = 24 * 60


def dot_settings(settings: Mapping[str, Any]) -> dot.Settings:
    """{"points", "limit"} as settings of a dot poll; ValueError if they cannot be met."""
    return dot.Settings(points=settings["points"], limit=settings["limit"])


def can_be_met(settings: Mapping[str, Any]) -> bool:
    """Whether {"points", "limit"} of a dot poll fit together and are both given."""
    points, limit = settings["points"], settings["limit"]
    return points is not None and limit is not None and 1 <= limit <= points <= dot.MOST_POINTS


def quorum(settings: Mapping[str, Any]) -> Quorum:
    """{"quorum": null | "vwvfg" | {"ballots": number}} of a consent poll."""
    wanted = settings["quorum"]
    if wanted is None:
        return Quorum()
    return Quorum(vwvfg=True) if wanted == "vwvfg" else Quorum(ballots=wanted["ballots"])


def denominator(settings: Mapping[str, Any]) -> Denominator:
    """{"denominator": name} of a consent poll."""
    return Denominator(settings["denominator"])


@dataclass(frozen=True)
class Acts:
    """Which of the acts on a poll have happened."""

    opened: bool = False
    closed: bool = False
    published: bool = False
    cancelled: bool = False


def status(acts: Acts) -> Status:
    """The state of a poll: the last act says it."""
    if acts.cancelled:
        return "cancelled"
    if acts.published:
        return "published"
    if acts.closed:
        return "closed"
    return "open" if acts.opened else "prepared"


def takes_ballots(status: Status, closes_at: datetime | None, hard: bool, at: datetime) -> bool:
    """Whether a ballot that arrives `at` counts. A hard deadline holds although the closure may not be written yet."""
    return status == "open" and not is_due(closes_at, hard, at)


def is_due(closes_at: datetime | None, hard: bool, at: datetime) -> bool:
    """Whether an open poll has reached its hard deadline. A soft one is only shown."""
    return hard and closes_at is not None and at >= closes_at


def pool(sizes: Mapping[Group, int], minimum: int) -> list[tuple[Group, ...]]:
    """Which groups share a row, so that no row tells of fewer than `minimum` people, not even by subtraction.

    Groups below the minimum are merged into one row; a single one takes the next smallest with it, else the total
    minus the other rows would reveal it. If the pool is still too small, or nothing is left to tell apart, there is
    no table: [].
    """
    small = [group for group, size in sizes.items() if size < minimum]
    large = sorted((group for group, size in sizes.items() if size >= minimum), key=lambda group: sizes[group])
    if len(small) == 1 and large:
        small.append(large.pop(0))
    rows: list[tuple[Group, ...]] = [(group,) for group in sizes if group in large]
    if small and sum(sizes[group] for group in small) < minimum:
        return []
    rows += [tuple(small)] if small else []
    return rows if len(rows) > 1 else []
