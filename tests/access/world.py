"""A workshop that has everything in it, a second one beside it, and one browser for each role."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from app import facts
from app.access import Actor
from app.accounts import service as accounts
from app.documents.markdown_reader import read_markdown
from app.documents.worker import write
from app.drafts import service as drafting
from app.drafts import store as drafts
from app.drafts.files import dispatching, importing
from app.drafts.files.importing import Brought
from app.drafts.files.models import DraftReturn
from app.drafts.live.log import Batch, LogEntry
from app.drafts.models import Comment, DecisionTrace, DraftVersion, SuggestionDecision
from app.drafts.text import wordings
from app.drafts.text.deciding import decide
from app.drafts.text.fingerprint import fingerprint
from app.drafts.text.traces import trace_of
from app.drafts.text.tree import empty_tree
from app.drafts.treatment_models import SuggestionTreatment
from app.needs import service as needs
from app.needs.service import Wording
from app.recommendations import service as recommendations
from app.references import service as references
from app.references.rules import Kind
from app.voting import ballots
from app.voting import service as voting
from app.voting.ballots import NewBallot
from app.voting.models import Poll, PollOption
from app.voting.plans import Plan
from app.workshops import admission, store
from app.workshops import service as workshops
from app.workshops.models import Workshop
from app.workshops.rules import Phase, Role
from tests.drafts.editors import Editor
from tests.people import PASSWORD, People
from tests.recommendations.agreement import Agreement

_PLACES = ("guest", "observer", "expert", "editor", "minute_taker")


class World:
    """The workshop of `people`, at whose door the waiting wait; `ids` has what requests name."""

    def __init__(self, application: Flask) -> None:
        self.application = application
        self.people = People(application)
        self.email = self.people.email
        self.database = self.people.database
        self.workshop_id = self.people.workshop_id
        self.actors = self._seat_everybody()
        self.agreement = Agreement(self.people)
        self.ids: dict[str, Any] = {
            **self._texts(),
            **self._reference(),
            **self._suggestion(),
            **self._dispatch(),
            **self._import(),
            **self._polls(),
            **self._wording_poll(),
            **self._scored_poll(),
            **self._rooms(),
            **self._foreign(),
        }
        self._lock_the_door()

    def _seat_everybody(self) -> dict[str, Actor]:
        people = self.people
        people.join("Zweite Moderation", role=Role.MODERATOR)
        people.join("Wer berichtigt wird")
        actors = {role: people.join(role, role=Role(role)) for role in _PLACES}
        actors["waiting"] = people.join("waiting", confirmed=False)
        actors["removed"] = people.join("removed")
        with self.database.writing() as db:
            who = {"workshop_id": self.workshop_id, "participant_id": people.participant_id(actors["removed"])}
            admission.remove(db, actor=people.moderator, **who)
        actors |= {"moderator": people.moderator, "stranger": people.stranger(), "admin": self._admin()}
        return actors

    def _admin(self) -> Actor:
        with self.database.writing() as db:
            email = f"verwaltung-{self.email}"
            account = accounts.create_staff(db, name="Verwaltung", email=email, password=PASSWORD, role="admin")
            token = accounts.open_login(db, account)
            db.flush()
            found = accounts.find_actor(db, token)
            assert found is not None
            return found

    def _texts(self) -> dict[str, Any]:
        """A need of the expert, a cluster without a draft, a draft, an edit of it, another version of it."""
        self.people.move_to(Phase.COLLECT)
        with self.database.writing() as db:
            who = {"actor": self.actors["expert"], "workshop_id": self.workshop_id}
            need = needs.submit(db, **who, wording=Wording("Es fehlt Zeit"), request_key="welt-bedarf")
            need_id = need.id
        self.people.move_to(Phase.CLUSTER)
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
            cluster_id = needs.make_cluster(db, **who, title="Zeit").id
            needs.place(db, actor=self.people.moderator, need_id=need_id, cluster_id=cluster_id, position=0)
            log = drafts.list_updates(db, self.agreement.draft_id)
            draft = drafts.get_draft(db, self.agreement.draft_id)
            comment = f"comment-{draft.id}"
            db.add(Comment(id=comment, draft_id=draft.id, participant_id=draft.created_by, body="Wo?", quote="Netz"))
            text = {"schema": 1, "tree": empty_tree(), "fingerprint": fingerprint(empty_tree()), "log_number": 1}
            db.add(DraftVersion(draft_id=draft.id, number=2, occasion="Leer", frozen_by=draft.created_by, **text))
        return {
            "need_id": need_id, "cluster_id": cluster_id, "draft_id": self.agreement.draft_id,
            "version_id": self.agreement.version_id, "version_number": 1, "comment_id": comment,
            "other_version_number": 2, "update": Editor(log[0]).type("goal", " Und mehr."),
        }  # fmt: skip

    def _reference(self) -> dict[str, Any]:
        """A goal of the group; requests that name a folder mean that of the goals."""
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
            wording = references.Wording("Ein Ziel")
            goal = references.add(db, **who, kind=Kind.GOAL, wording=wording, request_key="welt-ziel")
            return {"reference_id": goal.id, "reference_number": goal.number, "folder": "ziele"}

    def _suggestion(self) -> dict[str, Any]:
        """Another draft, in which the expert has suggested something, and something else that was accepted."""
        who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
        with self.database.writing() as db:
            cluster_id = needs.make_cluster(db, **who, title="Netz").id
        self.people.move_to(Phase.DRAFT)
        by = self.people.participant_id(self.actors["expert"])
        with self.database.writing() as db:
            draft_id = drafting.create_draft(db, actor=self.people.moderator, cluster_id=cluster_id).id
        with self.database.writing() as db:
            draft = drafts.get_draft(db, draft_id)
            editor = Editor(drafts.list_updates(db, draft.id)[0])
            before = editor.doc.get_state()
            editor.type("goal", "Gut", insertion={"id": "decided"})
            trace = trace_of(editor.doc, {"decided": True})
            decide(editor.doc, {"decided": True})
            editor.type("rationale", "Mehr", insertion={"id": "suggested"})
            entry = LogEntry(by, editor.doc.get_update(before), suggestions={"suggested", "decided"})
            drafts.append(db, [Batch(draft.id, 1, draft.number, [entry])])
            db.add(DecisionTrace(draft_id=draft.id, request_key="welt", trace=trace.as_json()))
            db.add(
                SuggestionDecision(
                    draft_id=draft.id, suggestion_id="decided", log_number=draft.number, request_key="welt",
                    participant_id=by, outcome="accepted", inserted="Gut", deleted="", wishes=[],
                )
            )  # fmt: skip
            db.add(
                SuggestionTreatment(
                    draft_id=draft.id, suggestion_id="suggested", number=1, request_key="welt", participant_id=by,
                    treatment="accept", reason="Gut.",
                )
            )  # fmt: skip
            named = {"suggestion_id": "suggested", "decided_id": "decided", "treatment_number": 1}
            return {"suggested_draft_id": draft.id, **named}

    def _dispatch(self) -> dict[str, Any]:
        """The first draft, sent to a ministry and come back unchanged; the room is drafting."""
        draft_id = self.agreement.draft_id
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "draft_id": draft_id}
            sent = dispatching.send(db, **who, organisation="Ministerium")
            file = write(dispatching.file_of(drafts.get_draft(db, draft_id), sent, ""), "docx")
            came = {
                "sha256": "",
                "suggestions": [],
                "wishes": [],
                "known": 0,
                "leftovers": [],
                "comments": [],
                "remarks": [],
                "participant_id": sent.participant_id,
            }
            db.add(DraftReturn(draft_id=draft_id, dispatch=sent.number, number=1, **came))
            return {"dispatch_number": sent.number, "returned": 1, "returned_file": file}

    def _import(self) -> dict[str, Any]:
        """A draft that came from a file; the room is drafting."""
        brought = Brought("neu.md", read_markdown("# Neu"), "schluessel-3")
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
            return {"imported_draft_id": importing.import_draft(db, **who, brought=brought)}

    def _polls(self) -> dict[str, Any]:
        """A consent poll in each state; one agreed poll is recorded, one is not."""
        self.people.move_to(Phase.CONSENT)
        recorded = self.agreement.record(self.agreement.agreed())
        settings = {"denominator": "without_abstentions", "quorum": None}
        plan = Plan("consent", "Noch einmal?", settings, version_id=self.agreement.version_id)
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
            prepared, opened = (voting.create_poll(db, **who, plan=plan).id for _ in range(2))
            voting.open_poll(db, actor=self.people.moderator, poll_id=opened, minutes=None, hard=False)
        return {
            "agreed_poll_id": self.agreement.agreed(), "closed_poll_id": self.agreement.vote(published=False),
            "prepared_poll_id": prepared, "open_poll_id": opened, "number": recorded.number, "name": "html", "place": 1,
            "record_file": recommendations.file_of(recorded),
        }  # fmt: skip

    def _scored_poll(self) -> dict[str, Any]:
        """A published rating of two options by one expert."""
        plan = Plan("resistance", "Wie sehr?", {"highest": 10}, subject="free", options=["A", "B"])
        moderator = self.people.moderator
        with self.database.writing() as db:
            poll = voting.create_poll(db, actor=moderator, workshop_id=self.workshop_id, plan=plan)
            voting.open_poll(db, actor=moderator, poll_id=poll.id, minutes=None, hard=False)
            ballot = NewBallot({str(option.id): 7 for option in poll.options}, "", 0, "welt-wertung")
            ballots.cast_ballot(db, actor=self.actors["expert"], poll_id=poll.id, new=ballot)
            voting.close_poll(db, actor=moderator, poll_id=poll.id)
            voting.publish_poll(db, actor=moderator, poll_id=poll.id)
            return {"scored_poll_id": poll.id}

    def _wording_poll(self) -> dict[str, Any]:
        """A published vote on the wording of the first draft: nobody chose anything but what stands there."""
        moderator, expert = self.people.moderator, self.actors["expert"]
        with self.database.writing() as db:
            draft = drafts.get_draft(db, self.agreement.draft_id)
            stands = wordings.passage(drafting.text_of(db, draft.id)[:1])
            option = PollOption(position=1, label=stands.words, print=stands.print)
            kept = {"draft_id": draft.id, "version_id": self.agreement.version_id, "settings": {}, "options": [option]}
            about = {"workshop_id": self.workshop_id, "method": "wording", "question": "So?", "secrecy": "open"}
            poll = Poll(**about, **kept, round=1)
            db.add(poll)
            db.flush()
            voting.open_poll(db, actor=moderator, poll_id=poll.id, minutes=None, hard=False)
            ballot = NewBallot({"option": option.id}, "", 0, "welt-stimme")
            ballots.cast_ballot(db, actor=expert, poll_id=poll.id, new=ballot)
            voting.close_poll(db, actor=moderator, poll_id=poll.id)
            voting.publish_poll(db, actor=moderator, poll_id=poll.id)
            return {"wording_poll_id": poll.id}

    def _rooms(self) -> dict[str, Any]:
        with self.database.writing() as db:
            who = {"actor": self.people.moderator, "workshop_id": self.workshop_id}
            workshops.set_countdown(db, **who, minutes=10)
            workshop = store.get_workshop(db, self.workshop_id)
            screen = store.list_screens(db, self.workshop_id)[0]
            return {
                "workshop_id": self.workshop_id, "item_id": workshop.agenda[0].id, "code": workshop.join_token,
                "participant_id": self.people.participant_id(self.people.actors["Wer berichtigt wird"]),
                "screen_id": screen.id, "token": screen.token, "field_id": self.people.field_id,
                "group_id": self.people.group_ids["Länder"], "page": "impressum", "format": "workshop",
                "filename": "dist/base.js", "email": self.email, "password": PASSWORD,
            }  # fmt: skip

    def _foreign(self) -> dict[str, Any]:
        """A second workshop, whose moderator is the role `foreign`, and its things."""
        other = People(self.application)
        agreement = Agreement(other)
        self.actors["foreign"] = other.moderator
        with self.database.reading() as db:
            workshop = store.get_workshop(db, other.workshop_id)
            return {
                "foreign_participant_id": other.participant_id(agreement.experts[0]),
                "foreign_screen_id": store.list_screens(db, other.workshop_id)[0].id,
                "foreign_item_id": workshop.agenda[0].id, "foreign_question_id": workshop.questions[0].id,
                "foreign_cluster_id": agreement.cluster_id, "foreign_version_id": agreement.version_id,
                "foreign_poll_id": agreement.dot_poll_id,
            }  # fmt: skip

    def _lock_the_door(self) -> None:
        """From now on who is not confirmed waits."""
        with self.database.writing() as db:
            db.execute(update(Workshop).where(Workshop.id == self.workshop_id).values(admission="lobby"))

    def set_phase(self, phase: Phase) -> None:
        """Put the room into a phase without a trace."""
        with self.database.writing() as db:
            db.execute(update(Workshop).where(Workshop.id == self.workshop_id).values(phase=phase))

    def client(self, role: str) -> FlaskClient:
        """The browser of a role."""
        return self.application.test_client() if role == "nobody" else self.people.client(self.actors[role])

    def fill(self, value: Any, using: dict[str, str]) -> Any:
        """`value` with every <name> and <converter:name> in it replaced by what `ids` has under that name."""
        if isinstance(value, list):
            return [self.fill(one, using) for one in value]
        if isinstance(value, dict):
            return type(value)({key: self.fill(one, using) for key, one in value.items()})
        if not isinstance(value, str):
            return value
        whole = re.fullmatch(r"<(\w+)>", value)
        if whole:
            return self.ids[whole[1]]
        return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda found: str(self.ids[using.get(found[1], found[1])]), value)

    def last_fact(self) -> int:
        """How much has happened in the room."""
        with self.database.reading() as db:
            return facts.last_number(db, self.workshop_id)
