"""People who only write are never refused, whatever others do to the place where they write."""

from __future__ import annotations

import random

import pytest
from pycrdt import XmlElement, XmlText

from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.text import tree, wire
from tests.drafts.editors import Editor

SEEDS = 30
STEPS = 120
SEED = tree.seed(tree.empty_tree())


class Person:
    """Writes in the middle of texts, deletes, splits and joins; hears of the others when chance wants it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number, self.chance = number, chance
        self.editor = Editor(SEED, 1_000 + number)
        self.heard = 0

    def act(self) -> None:
        section = self.editor.section("goal")
        with self.editor.doc.transaction():
            texts = [text for block in section.children for text in block.children]
            if not texts or self.chance.random() < 0.2:
                paragraph = XmlElement("paragraph")
                section.children.insert(self.chance.randint(0, len(section.children)), paragraph)
                paragraph.children.append(XmlText("Wort 😀"))
            elif self.chance.random() < 0.15:
                del section.children[self.chance.randrange(len(section.children))]
            else:
                self.write(self.chance.choice(texts))

    def write(self, text: XmlText) -> None:
        """Some letters in the middle, one behind the other or backwards, or some letters less."""
        places = [len(str(letters)[:end].encode()) for letters, _ in text.diff()[:1] for end in range(len(letters) + 1)]
        place = self.chance.choice(places or [0])
        if self.chance.random() < 0.3 and place in places[:-1]:
            del text[place : places[places.index(place) + 1]]
            return
        for letter in "abc" if self.chance.random() < 0.7 else "äß":
            text.insert(place, letter)
            place += len(letter.encode()) * self.chance.randint(0, 1)


@pytest.mark.row("D1")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_d27_whoever_only_writes_is_never_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a failing seed can be played again
    known, log = Known(), [SEED]
    shadow = Shadow(SEED, known)
    people = [Person(number, chance) for number in range(4)]
    for step in range(STEPS):
        person = chance.choice(people)
        person.act()
        if person.editor.unsent and chance.random() < 0.6:
            log.append(shadow.admit(person.editor.take(), by=person.number))
        if chance.random() < 0.3:
            for update in filter(None, log[person.heard :]):
                person.editor.receive(update)
            person.heard = len(log)
        if step % 40 == 39:  # the server starts anew, or only forgets the text
            shadow = Shadow(shadow.doc.get_update(), Known(writers=known.writers))
    assert tree.read(Shadow(shadow.doc.get_update(), Known()).doc) == tree.read(shadow.doc)
    assert wire.survey(shadow.doc.get_update()).struct_count > STEPS / 4
