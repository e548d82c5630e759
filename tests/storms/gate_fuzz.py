"""The gate under forged updates, without a server: it refuses them, or the text is as good as before."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc

from app.drafts import gate, tree, wire
from app.drafts.gate import Known, Refused, Shadow
from tests.drafts.editors import Editor
from tests.storms.forge import Forge, changed, edit, killers
from tests.storms.node import storm

SEED = tree.seed(tree.empty_tree())
CASES_OF_A_TEXT = 150  # then a fresh one, so that reading stays quick
PERSON = 7
FIRST_CLIENT = 1_000


@dataclass
class Report:
    """How many updates were tried and taken, what went `wrong`, and texts for Yjs to read."""

    tried: int = 0
    taken: int = 0
    wrong: list[str] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


class Text:
    """A text behind the gate: its shadow, and what a server makes of the updates that it logs."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.editor = Editor(SEED, FIRST_CLIENT)
        self.known = Known(comments={"made"})
        self.shadow = Shadow(SEED, self.known)
        self.logged: Doc[Any] = Doc()
        self.logged.apply_update(SEED)
        for _ in range(8):
            self.admit(edit(chance, self.editor))

    def update(self) -> bytes:
        """Something to try: an edit, an edit with changed bytes, a forged update."""
        kind = self.chance.random()
        if kind < 0.7:
            return Forge(self.chance, wire.inspect_state(self.logged.get_state())).update()
        with gate.failures_of_pycrdt():
            made = edit(self.chance, Editor(self.logged.get_update(), self.chance.randrange(FIRST_CLIENT, 2**32)))
        return made if kind < 0.75 else changed(self.chance, made)

    def admit(self, update: bytes) -> bool:
        """Whether the gate takes it. After a refusal the shadow is a new one, as in a room."""
        try:
            new = self.shadow.admit(update, PERSON)
        except Refused:
            self.shadow = Shadow(self.logged.get_update(), self.known)
            return False
        if new:
            self.logged.apply_update(new)
        return True

    def wrong(self) -> str | None:
        """What the gate should not have let in."""
        try:
            text = tree.read(self.shadow.doc)
            loaded: Doc[Any] = Doc()
            loaded.apply_update(self.shadow.doc.get_update())
            if not text == tree.read(loaded) == tree.read(self.logged):
                return "the log, the shadow and its encoding say different things"
        except tree.Unreadable as error:
            return f"unreadable: {error}"
        if tree.count_characters(text) > gate.MAX_CHARACTERS or tree.count_nodes(text) > tree.MOST_NODES:
            return "too large"
        return None if tree.comment_ids(text) <= self.known.comments else "a comment that nobody made"

    def for_yjs(self) -> dict[str, Any]:
        update = self.logged.get_update()
        return {"update": base64.b64encode(update).decode(), "tree": tree.read(self.logged)}


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
    taken = b""
    for case in range(count):
        try:
            name, update = poison.pop() if poison else ("forged", text.update())
        except Refused:
            report.wrong.append(f"seed {seed}, case {case}: nobody can write any more after {taken.hex()}")
            return
        report.tried += 1
        if not text.admit(update):
            continue
        report.taken, taken = report.taken + 1, update
        wrong = text.wrong()
        if wrong is not None:
            report.wrong.append(f"seed {seed}, case {case}, {name}: {wrong}: {update.hex()}")
            return
    report.texts.append({"name": f"seed {seed}", **text.for_yjs()})
