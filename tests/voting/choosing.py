"""Suggestions for the same words, and people who choose between them by vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from app.drafts import service as drafts
from app.drafts.live.pipeline import Edit
from app.errors import Conflict
from app.voting import wording_views, wordings
from tests.drafts.conftest import REQUIRED
from tests.drafts.table import Table
from tests.voting.hall import Hall

QUESTION = "Wie verbindlich soll das Ziel sein?"
AGREED, SOFTER, CLEARER = "Die Länder sollen handeln.", "Die Länder sollten handeln.", "Die Länder müssen handeln."


@dataclass
class Ballot:
    """Two suggestions for the same words, and people who vote on them."""

    table: Table
    hall: Hall

    def put(self, *suggestions: str, actor: Any = None) -> int:
        choice = wordings.Choice(QUESTION, suggestions)
        with self.hall.database.writing() as db:
            by = actor or self.hall.moderator
            return wordings.put_to_vote(db, actor=by, draft_id=self.table.desk.draft_id, choice=choice).id

    def write(self, key: str, words: str) -> None:
        """The moderator writes at the end of a section's first paragraph."""
        self.send(self.table.desk.editor().type(key, words), self.hall.moderator)

    def fill(self) -> None:
        for key in REQUIRED:
            self.write(key, f"Wörter in {key}")

    def send(self, update: bytes, actor: Any) -> None:
        """Put an edit through the pipeline, which runs by itself."""
        desk = self.table.desk
        drafts.put(desk.hub.pipeline, Edit(desk.draft_id, 1, desk.people.participant_id(actor), update))

    def vote(self, poll_id: int, *places: int) -> None:
        """Open the poll, let one expert for each place name the option there, close and publish."""
        people = [self.hall.people.join(f"Stimme {poll_id} {one}") for one, _ in enumerate(places)]
        self.hall.open(poll_id)
        options = self.hall.options(poll_id)
        for person, place in zip(people, places, strict=True):
            self.hall.cast(person, poll_id, {"option": int(options[place])})
        self.hall.close(poll_id)
        self.hall.publish(poll_id)

    def adopt(self, poll_id: int, actor: Any = None) -> None:
        by = actor or self.hall.moderator
        with self.hall.database.reading() as db:
            adoption = wordings.ask(db, actor=by, poll_id=poll_id)
        self.table.desk.hub.start()
        wordings.adopt(self.table.desk.hub.pipeline, self.hall.database, adoption)

    def not_put(self, *suggestions: str) -> str:
        with pytest.raises(Conflict) as error:
            self.put(*suggestions)
        return str(error.value.message)

    def not_adopted(self, poll_id: int) -> str:
        """The sentence of the refusal, which leaves everything as it was."""
        before = self.table.decisions()
        with pytest.raises(Conflict) as error:
            self.adopt(poll_id)
        assert self.table.decisions() == before
        return str(error.value.message)

    def line(self) -> Any:
        with self.hall.database.reading() as db:
            return wording_views.lines(db, self.table.desk.draft_id)[0]

    def page(self) -> str:
        """What somebody without scripts reads about the votes on this draft."""
        client = self.hall.people.client(self.table.leyla)
        return client.get(f"/drafts/{self.table.desk.draft_id}/polls").text

    def state(self, poll_id: int) -> Any:
        return self.hall.state(self.hall.moderator, poll_id)
