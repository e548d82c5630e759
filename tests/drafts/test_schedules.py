"""Random schedules of several people over a bad line and a failing disk: all texts become equal, nothing is lost."""

from __future__ import annotations

import random

import pytest

from app.drafts.live.pipeline import Committed
from app.drafts.rules import section_text
from tests.drafts.disk import Disk
from tests.drafts.editors import Editor

SCHEDULES = 40
STEPS = 60


class Person:
    """Types words that occur once, sends one edit at a time, and sends it again when the answer was lost."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.name, self.disk = name, disk
        self.editor = Editor()
        self.typed: list[str] = []
        self.saved: list[str] = []
        self.number = 0
        self.in_flight: tuple[bytes, int, list[object]] | None = None
        self.connect()

    def connect(self) -> None:
        """What draft:open does: both ways, from the state vectors."""
        self.number, update, state = self.disk.pipeline.room(1).difference(self.editor.doc.get_state())
        self.editor.receive(update)
        self.editor.unsent = [missing] if len(missing := self.editor.doc.get_update(state)) > 2 else []
        self.in_flight = None

    def type(self) -> None:
        word = f"{self.name}{len(self.typed)} "
        self.typed.append(word)
        text = self.editor.text("goal")
        text.insert(len(text), word)

    def send(self) -> None:
        if self.in_flight is None and self.editor.unsent:
            update = self.editor.take()
            self.in_flight = update, len(self.typed), self.disk.send(update)

    def send_again(self) -> None:
        if self.in_flight:
            self.disk.send(self.in_flight[0])

    def hear(self) -> None:
        """Take in the answer and what was told; a gap in the numbers means to connect anew."""
        if self.in_flight and self.in_flight[2]:
            assert isinstance(self.in_flight[2][0], Committed)
            self.saved = self.typed[: self.in_flight[1]]
            self.in_flight = None
        for _draft, before, number, update in self.disk.told:
            if before == self.number:
                self.editor.receive(update)
                self.number = number


@pytest.mark.row("D1")
@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_d11_whatever_the_line_does_all_texts_become_equal_and_every_word_is_there_once(seed: int) -> None:
    chance, disk = random.Random(seed), Disk()  # noqa: S311  # a failing seed can be played again
    people = [Person(name, disk) for name in "ABC"]
    for _ in range(STEPS):
        person = chance.choice(people)
        act = chance.choice(
            ["type", "type", "type", "send", "send", "send_again", "hear", "connect", "step", "step", "break"]
        )
        if act == "step":
            disk.pipeline.step()
        elif act == "break":
            disk.broken = not disk.broken
        else:
            getattr(person, act)()
        on_disk = {word for person in people for word in person.saved}
        assert all(word in words_of(disk) for word in on_disk)
    settle(disk, people)
    texts = [person.editor.read() for person in people]
    assert all(text == disk.text() for text in texts)
    assert sorted(words_of(disk)) == sorted(word for person in people for word in person.typed)


def words_of(disk: Disk) -> list[str]:
    return [f"{word} " for word in section_text(disk.text(), "goal").split()]


def settle(disk: Disk, people: list[Person]) -> None:
    """The line and the disk are well again: everybody connects and sends until nothing is left."""
    disk.broken = False
    for _ in range(3):
        for person in people:
            disk.pipeline.step()
            person.connect()
            person.send()
    disk.pipeline.step()
    for person in people:
        person.hear()
        person.connect()
