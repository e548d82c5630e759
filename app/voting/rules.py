"""Decisions about polls that need no database: status, deadline, small groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["prepared", "open", "closed", "published", "cancelled"]

SECRECIES = ("open", "named")
"""Who learns a vote: `open` keeps names inside, `named` prints them in the minutes."""

MINIMUM_GROUP = {"open": 3, "named": 0}
"""Ballots that a row by stakeholder group needs; smaller groups are pooled."""

MOST_OPTIONS = 60
MOST_MINUTES = 24 * 60


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


def pool(sizes: Mapping[int | None, int], minimum: int) -> list[tuple[int | None, ...]]:
    """Which groups share a row, so that no row tells of fewer than `minimum` people, not even by subtraction.

    Groups below the minimum are merged into one row; a single one takes the next smallest with it, else the total
    minus the other rows would reveal it. If the pool is still too small, or nothing is left to tell apart, there is
    no table: [].
    """
    small = [group for group, size in sizes.items() if size < minimum]
    large = sorted((group for group, size in sizes.items() if size >= minimum), key=lambda group: sizes[group])
    if len(small) == 1 and large:
        small.append(large.pop(0))
    rows: list[tuple[int | None, ...]] = [(group,) for group in sizes if group in large]
    if small and sum(sizes[group] for group in small) < minimum:
        return []
    rows += [tuple(small)] if small else []
    return rows if len(rows) > 1 else []
