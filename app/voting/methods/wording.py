"""Vote on a wording (Wortlaut): everybody names one of several wordings; the one with the most votes is chosen.

The wording as it stands is always one of them. It is the relative majority: votes of a wording = the ballots that name
it, and the chosen one has more than every other. A tie chooses none, so the text stays: after
§ 91 VwVfG a tie is a rejection unless the chair's vote decides, and nobody's vote weighs more here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """The votes for one wording."""

    option_id: int
    votes: int


def is_valid(options: Collection[int], chosen: object) -> bool:
    """Whether a ballot names one of the wordings."""
    return type(chosen) is int and chosen in options


def tally(options: Sequence[int], ballots: Sequence[int]) -> list[Row]:
    """The wordings by votes; those of equal votes in the order of `options`."""
    votes = Counter(ballots)
    return [Row(option, votes[option]) for option in sorted(options, key=lambda option: -votes[option])]


def chosen(rows: Sequence[Row]) -> int | None:
    """The wording with more votes than every other; None if there is none."""
    most = max((row.votes for row in rows), default=0)
    first = [row.option_id for row in rows if row.votes == most]
    return first[0] if most > 0 and len(first) == 1 else None
