"""Frozen versions compared. They never change, and after a freeze a whole room compares the same two."""

from __future__ import annotations

import threading

from app.drafts.models import DraftVersion
from app.drafts.text.comparison import Section, compare

# So many comparisons are kept, each at most about as large as both texts.
MOST_KEPT = 8

_turn = threading.Lock()  # who asks for what is just being compared waits for it
_kept: dict[tuple[str, str], list[Section]] = {}


def compare_versions(old: DraftVersion, new: DraftVersion) -> list[Section]:
    """Like `compare`; what was asked for last is at hand. Equal fingerprints are equal texts."""
    pair = old.fingerprint, new.fingerprint
    with _turn:
        found = _kept.pop(pair, None)
        _kept[pair] = compare(old.tree, new.tree) if found is None else found
        if len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]
        return _kept[pair]
