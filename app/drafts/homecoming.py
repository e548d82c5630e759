"""What somebody wrote during a long time without connection: suggestions of that person, where the text is now.

The page says what stood in a section when it last agreed with the server, and what the person made of it. Both are
compared as a sent file and the one that comes back are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l
from pycrdt import Doc
from sqlalchemy.orm import Session

from app.access import Actor
from app.documents.received import MAX_CHARACTERS, Line
from app.documents.tree import printable
from app.drafts import store
from app.drafts.live.known import MOST_AT_ONCE, Known
from app.drafts.live.leave import Leave
from app.drafts.live.pipeline import Edit, Pipeline
from app.drafts.live.refusing import Refused
from app.drafts.refusals import DocumentFull
from app.drafts.service import Access, access, opaque_id, put, require_still
from app.drafts.text import tree
from app.drafts.text.marks import ids_in, suggestions_of
from app.drafts.text.placing import place
from app.drafts.text.tokens import keys_in
from app.drafts.text.wishes import (
    MOST_LETTERS,
    MOST_LETTERS_TOGETHER,
    Findings,
    Leftover,
    Why,
    without_too_long,
)
from app.drafts.text.wishing import compare_section
from app.errors import Malformed
from app.workshops.rules import Right


class Said(Protocol):
    """A line as it came in."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Rewritten:
    """The lines of a section as they were, and as the person has them."""

    section: str
    before: Sequence[Line]
    after: Sequence[Line]

    @classmethod
    def of(cls, section: str, before: Iterable[Said], after: Iterable[Said]) -> Rewritten:
        return cls(section, _lines(before), _lines(after))

    @property
    def length(self) -> int:
        return sum(len(line.text) for line in (*self.before, *self.after))


def _lines(said: Iterable[Said]) -> list[Line]:
    return [Line(one.kind, printable(one.text)) for one in said if one.text.strip()]


@dataclass(frozen=True)
class Unplaced:
    """A change that is no suggestion, and the section that it was made in."""

    section: str
    leftover: Leftover


@dataclass(frozen=True)
class Asked:
    """A request to suggest these changes: by whom, and which suggestions it made if it was done before.

    `base`: what the ids of its suggestions begin with; the number of the change follows.
    """

    seen: Access
    base: str
    found: Findings
    leftovers: list[Unplaced]
    done: list[str]

    def name(self, number: int) -> str:
        return f"{self.base}-{number:04}"


@dataclass(frozen=True)
class Proposed:
    """The ids of the suggestions that were made, and what could be none."""

    suggestions: list[str]
    leftovers: list[Unplaced]


def ask(db: Session, *, actor: Actor, draft_id: int, sections: Sequence[Rewritten], request_key: str) -> Asked:
    """What `propose` needs to know. The same `request_key` again is the same request.

    Malformed or DocumentFull if these are more changes than a draft takes from one person.
    """
    seen = access(db, actor=actor, draft_id=draft_id)
    seen.require(Right.WRITE_DRAFT)
    if sum(one.length for one in sections) > 2 * MAX_CHARACTERS:
        raise Malformed(_l("Der Text ist zu lang."))
    found, leftovers = _compared(sections, seen.leave.closed)
    if len(found.wishes) > MOST_AT_ONCE:
        raise Malformed(_l("Das sind zu viele Änderungen auf einmal, um sie als Vorschläge zu senden."))
    base, makers = opaque_id(seen, f"homecoming {request_key}"), store.get_makers(db, draft_id)
    asked = Asked(seen, base, found, leftovers, sorted(one for one in makers if one.startswith(f"{base}-")))
    new = {asked.name(number) for number in range(len(found.wishes))}
    if not asked.done and not Known(suggestions=makers).has_room(new, None if seen.may_write else seen.participant.id):
        raise DocumentFull
    return asked


def _compared(sections: Sequence[Rewritten], closed: Collection[str]) -> tuple[Findings, list[Unplaced]]:
    """What is written otherwise, and what of it can be no suggestion."""
    found = Findings({one.section: [keys_in(line.text) for line in one.before] for one in sections})
    unplaced: list[Unplaced] = []
    for one in sections:
        compare_section(found, one.section, one.before, one.after)
        unplaced += (Unplaced(one.section, left) for left in found.leftovers)
        found.leftovers = []
    wishes = found.wishes
    without_too_long(found, MOST_LETTERS, MOST_LETTERS_TOGETHER)
    short = set(found.wishes)
    too_long = (wish for wish in wishes if wish not in short)
    unplaced += (Unplaced(wish.section, wish.left(Why.TOO_LONG)) for wish in too_long)
    kept_out = [wish for wish in found.wishes if wish.section in closed]
    unplaced += (Unplaced(wish.section, wish.left(Why.CLOSED)) for wish in kept_out)
    found.wishes = [wish for wish in found.wishes if wish.section not in closed]
    return found, unplaced


def propose(pipeline: Pipeline, asked: Asked) -> Proposed:
    """Make a suggestion of each change that has one place in the text as it is now; the others are named.

    Twice is the same as once: then the answer is the first one's.
    """
    made = asked.done or _put(pipeline, asked)
    placed = {int(one.removeprefix(f"{asked.base}-")) for one in made}
    missed = [wish for number, wish in enumerate(asked.found.wishes) if number not in placed]
    moved_on = [Unplaced(wish.section, wish.missed) for wish in missed]
    return Proposed(made, [*moved_on, *asked.leftovers])


def _put(pipeline: Pipeline, asked: Asked) -> list[str]:
    draft, made = asked.seen.draft, list[str]()

    def change(doc: Doc[Any]) -> None:
        if _of(asked, doc):
            raise Refused("gap", "these changes were suggested")
        place(doc, asked.found, asked.name)
        made[:] = _of(asked, doc)

    def rows(db: Session) -> None:
        require_still(db, asked.seen, {Right.WRITE_DRAFT})

    leave = Leave(closed=asked.seen.leave.closed)
    put(pipeline, Edit(draft.id, draft.epoch, asked.seen.participant.id, change, rows=rows, leave=leave))
    return made


def _of(asked: Asked, doc: Doc[Any]) -> list[str]:
    """The ids of the request's suggestions in a text, in the order of the changes."""
    return sorted(one for one in ids_in(tree.read(doc), suggestions_of) if one.startswith(f"{asked.base}-"))
