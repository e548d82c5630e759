"""What the rows beside a text say about what is in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from app.drafts.live.places import Places

MOST_SUGGESTIONS = 10_000  # of a draft, decided ones included
NOBODY = 0  # Whose a suggestion is that came in a file; no participant has this id.
# Who may only suggest does not use up what all have. At once: a page that was away for long brings all of its own.
MOST_OF_ONE, MOST_AT_ONCE = 1_000, 200


@dataclass
class Known:
    """What the rows beside a text say: the ids of its comments, whose each suggestion is, and each of Yjs' client ids
    (None: ours).

    The new ones have no row yet. `places` is what the text itself says, kept from one shadow to the next. `leads`: asks
    whether there is what a link of ours leads to; `links` are those of which that is known.
    """

    comments: set[str] = field(default_factory=set)
    suggestions: dict[str, int] = field(default_factory=dict)
    new_suggestions: set[str] = field(default_factory=set)
    writers: dict[int, int | None] = field(default_factory=dict)
    new_writers: dict[int, int | None] = field(default_factory=dict)
    places: Places | None = None
    leads: Callable[[str], bool] = field(default=lambda _: True)
    links: set[str] = field(default_factory=set)

    def note_writer(self, client: int, by: int | None) -> None:
        """Client `client` is `by`'s from now on, if it was nobody's."""
        if client not in self.writers:
            self.writers[client] = self.new_writers[client] = by

    def may_link(self, address: str) -> bool:
        """Whether a text may have this link: it is not a citation of something that its workshop never had."""
        if address not in self.links and self.leads(address):
            self.links.add(address)
        return address in self.links

    def has_room(self, ids: set[str], suggester: int | None) -> bool:
        """Whether the new ones of these suggestions may begin. `suggester`: whose they are, if who may only suggest."""
        new = len(ids - self.suggestions.keys())
        if not new:
            return True
        own = sum(author == suggester for author in self.suggestions.values())
        is_too_much = suggester is not None and (new > MOST_AT_ONCE or own + new > MOST_OF_ONE)
        return not is_too_much and len(self.suggestions) + new <= MOST_SUGGESTIONS

    def note_suggestions(self, ids: set[str], by: int) -> None:
        """Who is the first to use an id has made that suggestion."""
        new = ids - set(self.suggestions)
        self.suggestions |= dict.fromkeys(new, by)
        self.new_suggestions |= new

    def disown(self, ids: Collection[str]) -> None:
        """Nobody here has made these suggestions."""
        self.suggestions |= dict.fromkeys(ids, NOBODY)

    def take_new(self) -> tuple[dict[int, int | None], set[str]]:
        """The writers and the suggestions that came since the last call."""
        writers, self.new_writers = self.new_writers, {}
        suggestions, self.new_suggestions = self.new_suggestions, set()
        return writers, suggestions
