"""How often a person may ask for what is dear: the whole text, which is encoded anew for each state vector."""

from __future__ import annotations

from time import monotonic


class Pace:
    """Each person may do it `at_once` times together, and `a_second` times a second from then on."""

    def __init__(self, *, at_once: int, a_second: float) -> None:
        self._burst, self._cost = at_once / a_second, 1 / a_second
        self._used_until: dict[int, float] = {}

    def allows(self, who: int) -> bool:
        """Whether they may do it now; if so, it counts."""
        now = monotonic()
        used = max(self._used_until.get(who, 0), now - self._burst) + self._cost
        if used > now:
            return False
        self._used_until[who] = used
        return True
