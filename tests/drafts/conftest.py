"""A room in the drafting phase, with a cluster of two needs and the draft that came from it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import g
from pycrdt import XmlText

from app.access import Actor
from app.drafts import service, suggestions
from app.drafts.hub import Hub
from app.drafts.live import pipeline
from app.drafts.live.pipeline import Edit
from app.drafts.rules import Editing
from app.drafts.text.tree import Tree
from app.needs.models import Cluster, Need
from app.workshops.rules import Phase, Right, Role
from app.workshops.service import permit
from tests.documents.conftest import soffice as soffice  # drafts come back from there, too
from tests.drafts.editors import Editor
from tests.drafts.post import FIRST, SECOND, Post
from tests.drafts.table import Table
from tests.people import People


def forget_who_asked() -> None:
    """The tests' application context lends its `g` to every request in it; a server gives each request its own."""
    g.pop("_login_user", None)


REQUIRED = ("starting_situation", "goal", "recommendation", "rationale", "addressees")


@dataclass
class Desk:
    """People at a draft (`draft_id`), whose edits go through the application's own pipeline, a round at a time."""

    people: People
    cluster_id: int
    draft_id: int

    @property
    def hub(self) -> Hub:
        hub: Hub = self.people.application.extensions["konsenswerk.drafts"]
        return hub

    def editor(self) -> Editor:
        """A browser that has just opened the draft."""
        _number, update, _state = self.hub.pipeline.room(self.draft_id).difference(b"\x00")
        return Editor(update)

    def queue(self, update: bytes, by: int | None = None) -> list[object]:
        """Let an edit wait; the list gets its answer."""
        answers: list[object] = []
        who = by or self.people.participant_id(self.people.moderator)
        self.hub.pipeline.submit(Edit(self.draft_id, 1, who, update, answer=answers.append))
        return answers

    def send(self, update: bytes, by: int | None = None) -> list[object]:
        """Put an edit through, at once; returns its answer."""
        answers = self.queue(update, by)
        self.hub.pipeline.step()
        return answers

    def write(self, key: str, words: str) -> None:
        self.send(self.editor().type(key, words))

    def fill(self) -> None:
        """Write something into every section that a vote needs."""
        for key in REQUIRED:
            self.write(key, f"Wörter in {key}")

    def freeze(self, actor: Actor | None = None) -> int:
        """Freeze the text; returns the number of the version."""
        with self.people.database.writing() as db:
            who = actor or self.people.moderator
            return service.freeze_version(db, actor=who, draft_id=self.draft_id, occasion="Für Runde 1").number

    def text(self) -> Tree:
        with self.people.database.reading() as db:
            return service.standing_text(db, self.draft_id)


def desk_of(people: People) -> Desk:
    """Bring the room into the drafting phase and make the draft."""
    with people.database.writing() as db:
        cluster = Cluster(workshop_id=people.workshop_id, title="Deutsch von Anfang an", position=1)
        db.add(cluster)
        db.flush()
        by = permit(db, people.moderator, people.workshop_id, Right.SEE_ROOM).id
        for number, (title, text) in enumerate(
            [("Übergänge", "Sie sind nicht abgestimmt."), ("Personal", "")], start=1
        ):
            place = {"workshop_id": people.workshop_id, "cluster_id": cluster.id, "participant_id": by}
            db.add(Need(number=number, position=number, title=title, text=text, request_key=title, **place))
        cluster_id = cluster.id
    people.move_to(Phase.DRAFT)
    with people.database.writing() as db:
        draft_id = service.create_draft(db, actor=people.moderator, cluster_id=cluster_id).id
    return Desk(people, cluster_id, draft_id)


@pytest.fixture(autouse=True)
def as_long_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine neither ends a round nor gives up waiting for its commit earlier than the test says."""
    monkeypatch.setattr(pipeline, "LONGEST_CHECK", 60.0)
    monkeypatch.setattr(service, "LONGEST_WAIT", 60.0)


@pytest.fixture
def desk(people: People) -> Desk:
    return desk_of(people)


@pytest.fixture
def table(desk: Desk) -> Table:
    desk.write("goal", "Die Länder sollen handeln.")
    made = Table(desk, desk.people.join("Leyla", role=Role.EXPERT), desk.people.join("Jonas", role=Role.EXPERT))
    with desk.people.database.writing() as db:
        suggestions.set_editing(db, actor=desk.people.moderator, draft_id=desk.draft_id, editing=Editing.SUGGESTIONS)
    return made


@pytest.fixture
def post(desk: Desk) -> Post:
    desk.write("goal", FIRST)
    made = Post(desk)
    made.edit(lambda editor: editor.add("goal", "paragraph").children.append(XmlText(SECOND)))
    return made
