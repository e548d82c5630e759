"""A draft that many people have written in for a long time: how its log is made quickly, and how soon it opens."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Any

from pycrdt import XmlElement, XmlText

from app.drafts import store
from app.drafts.live.log import Batch, LogEntry
from app.drafts.live.room import Room
from app.drafts.text.sections import SECTION_KEYS
from app.drafts.text.tree import Tree, count_characters
from tests.drafts.editors import Editor
from tests.storms.hall import Hall
from tests.storms.writers import writing

SITTING = 1_000  # edits of one person, who then leaves; the next has another client id
LOG = 2_000  # edits that are put together, as shipped
LONGEST_BURST = 40  # keystrokes at one place
LONGEST_TEXT = 4_000  # letters of a paragraph; then its beginning is deleted
ERASED = 0.2  # the share of keystrokes that take a letter away
NEW_PARAGRAPH = 0.02  # the share of bursts that begin one
MOST_PARAGRAPHS = 40


@dataclass(frozen=True)
class Opening:
    """The seconds until a draft was open the first time after a start of the server, and once more.

    `is_same`: whether both times it said what was written.
    """

    cold: float
    warm: float
    is_same: bool
    characters: int


class Writing:
    """One person's keystrokes in a text that is there already, each an update."""

    def __init__(self, state: bytes, chance: random.Random) -> None:
        self.editor = Editor(state, client=chance.randrange(2, 2**32))
        self._chance = chance
        self._texts = [self.editor.text(key) for key in SECTION_KEYS[1:]]
        self._texts += [block.children[0] for key in SECTION_KEYS[1:] for block in self._more(key)]

    def _more(self, key: str) -> list[XmlElement]:
        return [block for block in list(self.editor.section(key).children)[1:] if len(block.children)]

    def updates(self, count: int) -> list[bytes]:
        while len(self.editor.unsent) < count:
            self._burst(count - len(self.editor.unsent))
        made, self.editor.unsent = self.editor.unsent, []
        return made

    def _burst(self, most: int) -> None:
        text = self._chance.choice(self._texts)
        if self._chance.random() < NEW_PARAGRAPH and len(self._texts) < MOST_PARAGRAPHS:
            text = self._paragraph()
        length = len(text)
        if length > LONGEST_TEXT:
            del text[: length // 2]
            length -= length // 2
        place = self._chance.randint(0, length)
        for _ in range(min(most, self._chance.randint(1, LONGEST_BURST))):
            place += self._keystroke(text, place)

    def _keystroke(self, text: XmlText, place: int) -> int:
        """Type or take away a letter before `place`; returns how far it moves the cursor."""
        if place and self._chance.random() < ERASED:
            del text[place - 1 : place]
            return -1
        text.insert(place, self._chance.choice("etaoin srhld"))
        return 1

    def _paragraph(self) -> XmlText:
        with self.editor.doc.transaction():
            made = self.editor.add(self._chance.choice(SECTION_KEYS[1:]), "paragraph")
            text = made.children.append(XmlText(""))
        self._texts.append(text)
        return text


def write_long(hall: Hall, draft_id: int, *, seed: int, count: int) -> Tree:
    """Fill a draft's log with `count` edits as the server would have; returns what the text says then.

    The server of `hall` must not have the draft open. The last edits are in no snapshot yet.
    """
    chance = random.Random(seed)  # noqa: S311  # can be played again
    room, by = hall.loaded(draft_id), hall.people.participant_id(hall.people.moderator)
    for written in range(0, count, SITTING):
        if room.tail + SITTING > LOG:
            _compact(hall, room)
        writing = Writing(room.difference(b"\x00")[1], chance)
        updates = writing.updates(min(SITTING, count - written))
        _log(hall, room, updates, LogEntry(by, updates[0], writers={writing.editor.doc.client_id: by}))
    return writing.editor.read()


def _log(hall: Hall, room: Room, updates: list[bytes], first: LogEntry) -> None:
    entries = [first, *(LogEntry(first.participant_id, update) for update in updates[1:])]
    with hall.people.database.writing() as db:
        numbers = store.append(db, [Batch(room.draft_id, room.epoch, room.number, entries)])
    room.apply(updates, numbers[room.draft_id])


def _compact(hall: Hall, room: Room) -> None:
    with hall.people.database.writing() as db:
        store.compact(db, room.snapshot())
    room.tail = 0


def open_long(hall: Hall, *, seed: int, count: int) -> Opening:
    """Write a draft of `count` edits, start the server anew, and open it over the socket."""
    draft_id, [guest] = hall.draft(), hall.guests(1)
    hall.server.stop()
    said = write_long(hall, draft_id, seed=seed, count=count)
    hall.server.start()
    (cold, first), (warm, again) = (_opened(hall, guest, draft_id) for _ in range(2))
    return Opening(cold, warm, first == again == said, count_characters(said))


def _opened(hall: Hall, guest: dict[str, Any], draft_id: int) -> tuple[float, Tree]:
    """The seconds from the first byte of a new connection to the text in a document, and what that says."""
    begun = time.perf_counter()
    with writing(hall, guest, draft_id) as writer:
        return time.perf_counter() - begun, writer.editor.read()
