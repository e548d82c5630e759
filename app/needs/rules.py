"""Pure decisions about needs: who sees which, and whose names."""

from __future__ import annotations

from collections.abc import Sequence


def sees_all(collecting: str, revealed: str, is_moderation: bool) -> bool:
    """Whether a person sees the needs of others."""
    return is_moderation or collecting != "private" or revealed != "no"


def sees_names(collecting: str, revealed: str, is_moderation: bool) -> bool:
    """Whether a person sees who submitted the needs of others."""
    return is_moderation or revealed == "named" or (collecting == "open" and revealed != "anonymous")


def label(number: int) -> str:
    """H-01, H-14, H-120: how people call a need."""
    return f"H-{number:02}"


def placed(order: Sequence[int], moved: int, position: int) -> list[int]:
    """`order` with `moved` at `position` (from 0); a position beyond the end means the end.

    >>> placed([1, 2, 3], 3, 0)
    [3, 1, 2]
    """
    rest = [one for one in order if one != moved]
    return [*rest[:position], moved, *rest[position:]]
