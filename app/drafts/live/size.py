"""How large a text may be, and how large it is at most."""

from __future__ import annotations

from dataclasses import dataclass

from app.drafts.text import tree, wire

MAX_CHARACTERS = 200_000  # about 60 pages
MAX_STATE = 8_000_000  # bytes of a document with its history


@dataclass
class Size:
    """At most how large a text is: exact when all of it was read, from then on by adding what came."""

    characters: int
    nodes: int
    state: int

    def grow(self, shape: wire.UpdateShape) -> None:
        """Add the most that an update of this shape can bring: a change within a text splits it in three."""
        self.characters += shape.size
        self.nodes += 2 * shape.struct_count
        self.state += shape.size

    @property
    def is_too_large(self) -> bool:
        return self.characters > MAX_CHARACTERS or self.nodes > tree.MOST_NODES or self.state > MAX_STATE
