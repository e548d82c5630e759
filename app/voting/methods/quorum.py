"""Whether a committee may decide, after § 90 VwVfG: more than half of the voting members are present, at least three.

Everybody must have been invited. Where too few came and the second invitation said so, those who come may decide,
however few they are.
"""

from __future__ import annotations

from app.voting.methods.consent import Quorum


def is_quorate(members: int, present: int, *, invited_again: bool = False) -> bool:
    """Whether `present` of the voting `members` may decide; ValueError if they are more than there are."""
    if not 0 <= present <= members:
        raise ValueError("0 <= present <= members does not hold")
    return present > 0 and (invited_again or present >= Quorum(vwvfg=True).needed(members))
