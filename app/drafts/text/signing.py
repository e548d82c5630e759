"""In which lines of a live section the signs of wishes stand: those of lines that go, and of lines that become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.drafts.text.spots import Line
from app.drafts.text.wishes import GONE, Wish


class Signing:
    """`same` are the lines of the section that were sent, and where each stands in the live one by now."""

    def __init__(self, lines: Sequence[Line], same: Mapping[int, int], wishes: Sequence[Wish]) -> None:
        self._lines, self._same = lines, same
        self._gone = {same[wish.line] for wish in wishes if wish.sign == GONE and wish.line in same}

    def of(self, wish: Wish) -> Sequence[Line]:
        """Of a wish whose line stands as it was sent."""
        if wish.sign == GONE:
            return self._removing(wish.line)
        return [self._lines[self._same[wish.line]]] if wish.sign else []

    def joining(self, number: int) -> Sequence[Line]:
        """The line that is to be joined to the one before, with the empty ones between; none if something else is."""
        before, own = self._same.get(number - 1), self._same.get(number)
        if before is None or own is None or any(line.keys for line in self._lines[before + 1 : own]):
            return []
        return self._lines[before + 1 : own + 1]

    def _removing(self, number: int) -> Sequence[Line]:
        """The line itself, which without its words ends with the one before; if none before it stays, the next one,
        before which an empty line goes.
        """
        own = self._same[number]
        if any(at not in self._gone for at in range(own)):
            return self._lines[own : own + 1]
        return self._lines[own + 1 : own + 2]
