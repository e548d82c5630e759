"""The gate under forged updates, without a server: it refuses them, or the text is as good as before.

They come through the pipeline in bursts, from one person or from several, between the edits of somebody honest.
"""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc

from app.drafts.live import refusing, size
from app.drafts.live.log import Stored
from app.drafts.live.pipeline import Committed
from app.drafts.live.room import Room, load
from app.drafts.text import tree, wire
from app.drafts.text.marks import Unreadable, comments_of, ids_in
from tests.drafts.disk import SEED, Disk
from tests.drafts.editors import Editor
from tests.storms.forge import Forge, changed, edit, killers
from tests.storms.node import storm

DRAFT = 1
CASES_OF_A_TEXT = 150  # then a fresh one, so that reading stays quick
LARGEST_BURST = 6  # updates that wait together
PEOPLE = (7, 8, 9)
HONEST, HONEST_CLIENT = 6, 999
FIRST_CLIENT = 1_000
COMMENTS = ("made",)


@dataclass
class Report:
    """How many updates were tried and taken, how many texts they tore, what went `wrong`, and texts for Yjs to read."""

    tried: int = 0
    taken: int = 0
    torn: int = 0
    wrong: list[str] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Case:
    """An update that waits for its turn, and its answer."""

    name: str
    update: bytes
    answers: list[Any]

    @property
    def is_taken(self) -> bool:
        return isinstance(self.answers[0], Committed)

    @property
    def is_wrong(self) -> bool:
        """Whether the honest were refused, or the pipeline failed instead of judging."""
        return not self.is_taken and (self.name == "honest" or self.answers[0].reason == "unsaved")

    def __str__(self) -> str:
        return f"{self.name}, {self.answers[0]}: {self.update.hex()}"


class Text:
    """A text behind a pipeline, with a log in memory."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.disk = Disk()
        self.disk.pipeline = self.disk.with_ports(load=self._load)
        self.honest = Editor(SEED, HONEST_CLIENT)
        writer = Editor(SEED, FIRST_CLIENT)
        self.play([self.case("forged", edit(chance, writer)) for _ in range(8)])

    def _load(self, draft_id: int) -> Stored:
        log = self.disk.logs.setdefault(draft_id, [SEED])
        return Stored(1, len(log), list(log), len(log), COMMENTS)

    @property
    def room(self) -> Room:
        return self.disk.pipeline.room(DRAFT)

    def case(self, name: str, update: bytes, by: int = PEOPLE[0]) -> Case:
        return Case(name, update, self.disk.send(update, DRAFT, participant_id=by))

    def burst(self, poison: list[tuple[str, bytes]], most: int) -> list[Case]:
        """Several updates that wait together, and somebody honest who types between them."""
        people = self.chance.choice((PEOPLE[:1], PEOPLE))
        cases = []
        for _ in range(min(most, self.chance.randint(1, LARGEST_BURST))):
            name, update = poison.pop() if poison else ("forged", self._update())
            cases.append(self.case(name, update, self.chance.choice(people)))
            if self.chance.random() < 0.3:
                cases.append(self.case("honest", self.honest.type("rationale", "x"), HONEST))
        return cases

    def _update(self) -> bytes:
        """Something to try: an edit, an edit with changed bytes, a forged update."""
        kind = self.chance.random()
        if kind < 0.7:
            return Forge(self.chance, wire.inspect_state(self.room.doc.get_state())).update()
        with refusing.failures_of_pycrdt():
            made = edit(self.chance, Editor(self.room.doc.get_update(), self.chance.randrange(FIRST_CLIENT, 2**32)))
        return made if kind < 0.75 else changed(self.chance, made)

    def play(self, cases: list[Case]) -> str | None:
        """Let the pipeline judge what waits; returns what is wrong afterwards."""
        while not all(case.answers for case in cases):
            self.disk.pipeline.step()
        return next((f"answered wrongly: {case}" for case in cases if case.is_wrong), None) or self._wrong()

    def _wrong(self) -> str | None:
        """What the gate should not have let in."""
        try:
            text, shadow = tree.read(self.room.doc), self.room.shadow
            if not shadow.is_spoilt and tree.read(shadow.doc) != text:
                return "the text and the shadow say different things"
        except Unreadable as error:
            return f"unreadable: {error}"
        if tree.count_characters(text) > size.MAX_CHARACTERS or tree.count_nodes(text) > tree.MOST_NODES:
            return "too large"
        return None if ids_in(text, comments_of) <= set(COMMENTS) else "a comment that nobody made"

    @property
    def is_torn(self) -> bool:
        """Whether the text would read otherwise once it is loaded: the known limit of docs/security.md."""
        loaded = (load(updates) for updates in (self.disk.logs[DRAFT], [self.room.doc.get_update()]))
        return any(tree.read(doc) != tree.read(self.room.doc) for doc in loaded)

    def for_yjs(self) -> dict[str, Any]:
        doc: Doc[Any] = load(self.disk.logs[DRAFT])
        return {"update": base64.b64encode(doc.get_update()).decode(), "tree": tree.read(doc)}


def fuzz(*, seed: int, count: int) -> Report:
    """Try `count` updates."""
    report = Report()
    for first in range(0, count, CASES_OF_A_TEXT):
        chance = random.Random(seed + first)  # noqa: S311  # a failing case can be played again
        poison = [] if first else list(killers().items())
        _try_on_one_text(Text(chance), seed + first, min(CASES_OF_A_TEXT, count - first), poison, report)
    report.wrong += storm({"kind": "reading", "texts": report.texts}, {}, hear=lambda _said: None)
    return report


def _try_on_one_text(text: Text, seed: int, count: int, poison: list[tuple[str, bytes]], report: Report) -> None:
    tried = 0
    while tried < count:
        cases = text.burst(poison, count - tried)
        forged = [case for case in cases if case.name != "honest"]
        wrong = text.play(cases)
        is_torn = wrong is None and text.is_torn
        tried += len(forged)
        report.tried += len(forged)
        report.taken += sum(case.is_taken for case in forged)
        if wrong is not None:
            told = "\n".join(map(str, cases))
            report.wrong.append(f"seed {seed}, update {tried}: {wrong}, after\n{told}")
            return
        if is_torn:
            report.torn += 1
            return
    report.texts.append({"name": f"seed {seed}", **text.for_yjs()})
