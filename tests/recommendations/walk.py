"""A draft that goes on: somebody suggests, the room votes on it, a source is cited, the text is recorded."""

from __future__ import annotations

from app.drafts import service as drafts
from app.drafts.live.leave import ALL, SUGGESTING, Leave
from app.drafts.live.pipeline import Edit
from app.recommendations.models import Recommendation
from app.references import service as references
from app.references.rules import Cited, Genre, Kind
from app.voting import store as polls
from app.voting import wordings
from app.voting.ballots import NewBallot, cast_ballot
from app.voting.service import close_poll, open_poll, publish_poll
from app.workshops.rules import Phase
from tests.drafts.editors import Editor
from tests.drafts.table import replace
from tests.recommendations.agreement import ADDRESS, Agreement

OLD = "Bund und Länder sollten prüfen, wie Angebote verstetigt werden."
NEW = "Bund und Länder sollten bis 2030 prüfen, wie Angebote verstetigt werden."
QUESTION = "Bis wann?"


class Walk:
    def __init__(self, agreement: Agreement) -> None:
        self.agreement, self.people, self.database = agreement, agreement.people, agreement.database
        self.hub = self.people.application.extensions["konsenswerk.drafts"]
        self.hub.start()
        self.people.move_to(Phase.DRAFT)
        self.guest = self.people.join("Heike Gast")

    def put(self, change, by: int, leave: Leave = ALL) -> None:
        _number, state, _vector = self.hub.pipeline.room(self.agreement.draft_id).difference(b"\x00")
        editor = Editor(state)
        with editor.doc.transaction():
            change(editor)
        edit = Edit(self.agreement.draft_id, 1, by, editor.take(), leave=leave)
        drafts.put(self.hub.pipeline, edit)

    def suggest(self, expert: int = 0) -> None:
        by = self.people.participant_id([*self.agreement.experts, self.guest][expert])
        change = replace("prüfen", "bis 2030 prüfen", "frist")
        self.put(lambda editor: change(editor.text("recommendation")), by, SUGGESTING)

    def vote(self, *places: int) -> int:
        """The room votes between the text as it stands (0) and the suggestion (1), and what it chose is adopted."""
        moderator = self.agreement.moderator
        with self.database.writing() as db:
            choice = wordings.Choice(QUESTION, ["frist"])
            poll_id = wordings.put_to_vote(db, actor=moderator, draft_id=self.agreement.draft_id, choice=choice).id
            open_poll(db, actor=moderator, poll_id=poll_id, minutes=None, hard=False)
        with self.database.writing() as db:
            options = [one.id for one in polls.get_poll(db, poll_id).options]
            for expert, place in zip(self.agreement.experts, places, strict=False):
                new = NewBallot({"option": options[place]}, "", 0, f"wortlaut-{place}")
                cast_ballot(db, actor=expert, poll_id=poll_id, new=new)
        with self.database.writing() as db:
            close_poll(db, actor=moderator, poll_id=poll_id)
            publish_poll(db, actor=moderator, poll_id=poll_id)
        with self.database.reading() as db:
            adoption = wordings.ask(db, actor=moderator, poll_id=poll_id)
        wordings.adopt(self.hub.pipeline, self.database, adoption)
        return poll_id

    def cite(self) -> str:
        """The rationale refers to a source; returns the address."""
        with self.database.writing() as db:
            who = {"actor": self.agreement.moderator, "workshop_id": self.agreement.workshop_id}
            wording = references.Wording("Sprachstand 2026", "Institut", "10.1000/182", Genre.STUDY)
            references.add(db, **who, kind=Kind.SOURCE, wording=wording, request_key="schlüssel-1")
        href = ADDRESS + Cited(self.agreement.workshop_id, Kind.SOURCE, 1).path
        by = self.people.participant_id(self.agreement.moderator)
        self.put(lambda editor: editor.type("rationale", " Quelle 1", link={"href": href}), by)
        return href

    def record(self) -> Recommendation:
        with self.database.writing() as db:
            who = {"actor": self.agreement.moderator, "draft_id": self.agreement.draft_id}
            self.agreement.version_id = drafts.freeze_version(db, **who, occasion="Für Runde 2").id
        self.people.move_to(Phase.CONSENT)
        return self.agreement.record(self.agreement.agreed())
