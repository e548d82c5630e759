"""Where every item of a document hangs. Who forges an update can contradict himself there, and readers differ then.

An item of Yjs names its neighbours, and the node that it is in only if it has none. Yjs and pycrdt believe different
ones if the two neighbours lie in different nodes, or if one of them is an attribute. That the two were neighbours once
cannot be asked for: Yjs' own undo puts back what was deleted between others.
"""

from __future__ import annotations

from bisect import bisect_right

from app.drafts.text.lib0 import Poisonous
from app.drafts.text.wire import DELETED, VALUES, Hook, Id, UpdateShape

# The node that an item is in (None: the root) and its key, if it is an attribute's value.
Place = tuple[Id | None, str | None]
Resolved = dict[Id, Place | None]
# The place of what was deleted together with its node. Who wrote there at the time has both neighbours in it.
COLLECTED: Place = ((-1, -1), None)


class Places:
    """The places of all items, in runs: what a client wrote letter after letter is one. None: it is not known here.

    `halves` are the ids of second halves of characters, see `UpdateShape`.
    """

    def __init__(self, document: UpdateShape) -> None:
        self.halves: set[Id] = set()
        self._ends: dict[int, int] = {}
        self._runs: dict[int, tuple[list[int], list[Place | None]]] = {}
        self.add(document)

    def add(self, shape: UpdateShape) -> None:
        """The document has taken this; what it had already is skipped."""
        resolved: Resolved = {}
        for client, (starts, hooks) in shape.hung.items():
            runs, places = self._runs.setdefault(client, ([], []))
            for start, hook in zip(starts, hooks, strict=True):
                goes_on = hook.to == (client, start - 1) and not hook.child and hook.to != hook.right
                if start >= self._ends.get(client, 0) and not goes_on:
                    runs.append(start)
                    places.append(self._resolve((client, start), shape, resolved))
        self._ends.update({client: max(end, self._ends.get(client, 0)) for client, end in shape.ends.items()})
        self.halves |= shape.halves

    def check(self, shape: UpdateShape) -> None:
        """Poisonous if an item of the update contradicts itself, or cuts a character into its halves."""
        halves = self.halves | shape.halves if shape.halves else self.halves
        if halves and not halves.isdisjoint(shape.cuts):
            raise Poisonous("half a letter")
        resolved: Resolved = {}
        for client, (starts, hooks) in shape.hung.items():
            for start, hook in zip(starts, hooks, strict=True):
                if start >= self._ends.get(client, 0):
                    self._check_item(hook, self._resolve((client, start), shape, resolved), shape, resolved)

    def _check_item(self, hook: Hook, place: Place | None, shape: UpdateShape, resolved: Resolved) -> None:
        if place is None:
            return
        if place[1] is not None and hook.kind not in (VALUES, DELETED):
            raise Poisonous("an attribute that is no value")
        if hook.right is not None and self._resolve(hook.right, shape, resolved) not in (place, None):
            raise Poisonous("between two nodes")

    def _run(self, item: Id) -> tuple[int, int] | None:
        """Which run an item of the document is in, None for an item that it has not got."""
        client, clock = item
        if clock >= self._ends.get(client, 0):
            return None
        return client, bisect_right(self._runs[client][0], clock) - 1

    def _resolve(self, item: Id, shape: UpdateShape, resolved: Resolved) -> Place | None:
        """The place of an item of the document or of the update; what the update says of known items does not count."""
        path: list[Id] = []
        place: Place | None = None
        while True:
            run = self._run(item)
            if run is not None:
                place = self._runs[run[0]][1][run[1]] if run[1] >= 0 else None
                break
            found = shape.find(item)
            if found is None:
                break
            start, hook = found
            if hook.kind == 0:
                place = COLLECTED
                break
            if (item[0], start) in resolved:
                place = resolved[item[0], start]
                break
            path.append((item[0], start))
            if hook.child or hook.to is None:
                place = hook.to, hook.key
                break
            item = hook.to
        resolved.update(dict.fromkeys(path, place))
        return place
