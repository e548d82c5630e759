"""What a person may do where in a text. Pure."""

from __future__ import annotations

from dataclasses import dataclass

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Leave:
    """Who `only_suggests` does so in every section, everybody in those that are `suggested`; nobody edits in `closed`
    ones. Sections are named by their keys.
    """

    only_suggests: bool = False
    suggested: frozenset[str] = NOWHERE
    closed: frozenset[str] = NOWHERE

    @property
    def is_bounded(self) -> bool:
        """Whether there is anything that the person may only suggest."""
        return self.only_suggests or bool(self.suggested)

    def is_suggested(self, section: str) -> bool:
        """Whether the person may only suggest in this section."""
        return self.only_suggests or section in self.suggested


ALL = Leave()
SUGGESTING = Leave(only_suggests=True)
