"""A workshop that went the whole way: needs, clusters, points, a draft, a frozen version, a consent vote."""

from __future__ import annotations

import itertools
from typing import Any

from app.access import Actor
from app.drafts import service as drafts
from app.needs import service as needs
from app.needs.service import Wording as NeedWording
from app.recommendations import seal, service
from app.recommendations.models import Recommendation
from app.recommendations.seal import SealingKey
from app.recommendations.wordings import Wording
from app.voting import ballots
from app.voting import service as voting
from app.voting.ballots import NewBallot
from app.voting.plans import Plan
from app.workshops import admission
from app.workshops.admission import Correction
from app.workshops.models import Attendance
from app.workshops.rules import Phase, Role
from app.workshops.service import member
from tests.people import People

GROUPS = ("Länder", "Länder", "Länder", "Kommunen", "Kommunen", "Kommunen", "Migrantenorganisationen")
NAMES = ("Amal Muster", "Birte Beispiel", "Cem Probe", "Dana Vorlage", "Emre Modell", "Fatma Exempel", "Gesa Typ")
PARAGRAPHS = {
    "starting_situation": ["Eltern-Kind-Angebote werden überwiegend als Projekte geführt."],
    "need_for_action": ["Angebote brechen nach Projektende ab."],
    "goal": ["Ein planbares Grundangebot in Wohnortnähe."],
    "recommendation": ["Bund und Länder sollten prüfen, wie Angebote verstetigt werden."],
    "rationale": ["Verlässlichkeit senkt Anlaufkosten."],
    "addressees": ["Bund", "Länder"],
}
ADDRESS = "http://127.0.0.1:5000"
WORDING = Wording("sollte", "Bund\n- Länder\n", "Ein planbares Grundangebot.")


class Agreement:
    """The workshop of `people` after its consent poll `poll_id`; `vote()` runs one with other answers."""

    def __init__(self, people: People) -> None:
        self.people, self.database, self.moderator = people, people.database, people.moderator
        self.workshop_id = people.workshop_id
        self._keys = itertools.count(1)
        self.experts = [people.join(name, group=group) for name, group in zip(NAMES, GROUPS, strict=True)]
        self._send_by_organisations()
        self.cluster_id = self._collect_and_cluster()
        self.dot_poll_id = self._give_points()
        self.draft_id, self.version_id = self._draft(self.cluster_id)

    def _send_by_organisations(self) -> None:
        """Everybody was there, sent by a body whose name does not hold the person's."""
        with self.database.writing() as db:
            for expert, name, group in zip(self.experts, NAMES, GROUPS, strict=True):
                correction = Correction(name, f"Stelle der Gruppe {group}", self.people.group_ids[group], Role.EXPERT)
                participant_id = member(db, expert, self.workshop_id).id
                who = {"actor": self.moderator, "workshop_id": self.workshop_id, "participant_id": participant_id}
                admission.correct(db, **who, correction=correction)
                db.add(Attendance(participant_id=participant_id))

    def _key(self) -> str:
        return f"taste-{next(self._keys):08}"

    def _collect_and_cluster(self) -> int:
        """Two clusters with two needs each; returns the first."""
        self.people.move_to(Phase.COLLECT)
        titles = ("Gemeinsame Angebote", "Verlässliche Finanzierung", "Wirkungskontrolle", "Beratung")
        with self.database.writing() as db:
            made = [self._need(db, title) for title in titles]
        self.people.move_to(Phase.CLUSTER)
        with self.database.writing() as db:
            first, second = self._cluster(db, "Eltern und Kinder"), self._cluster(db, "Qualität")
            for need_id, cluster_id in zip(made, (first, first, second, second), strict=True):
                needs.place(db, actor=self.moderator, need_id=need_id, cluster_id=cluster_id, position=0)
        return first

    def _need(self, db: Any, title: str) -> int:
        wording, key = NeedWording(title=title), self._key()
        who = {"actor": self.experts[0], "workshop_id": self.workshop_id}
        return needs.submit(db, **who, wording=wording, request_key=key).id

    def _cluster(self, db: Any, title: str) -> int:
        return needs.make_cluster(db, actor=self.moderator, workshop_id=self.workshop_id, title=title).id

    def _give_points(self) -> int:
        """Everybody gives three points to the first cluster."""
        self.people.move_to(Phase.PRIORITISE)
        plan = Plan("dot", "Was zuerst?", {"points": 6, "limit": 3}, subject="clusters")
        poll_id = self._open(plan)
        with self.database.reading() as db:
            option = str(voting.store.get_poll(db, poll_id).options[0].id)
        with self.database.writing() as db:
            for expert in self.experts:
                self._cast(db, expert, poll_id, {option: 3})
        self._close(poll_id, published=True)
        return poll_id

    def _draft(self, cluster_id: int) -> tuple[int, int]:
        self.people.move_to(Phase.DRAFT)
        with self.database.writing() as db:
            draft = drafts.create_draft(db, actor=self.moderator, cluster_id=cluster_id, paragraphs=PARAGRAPHS)
            version = drafts.freeze_version(db, actor=self.moderator, draft_id=draft.id, occasion="Für Runde 1")
        self.people.move_to(Phase.CONSENT)
        return draft.id, version.id

    def _open(self, plan: Plan) -> int:
        with self.database.writing() as db:
            poll = voting.create_poll(db, actor=self.moderator, workshop_id=self.workshop_id, plan=plan)
            voting.open_poll(db, actor=self.moderator, poll_id=poll.id, minutes=None, hard=False)
        return poll.id

    def _cast(self, db: Any, who: Actor, poll_id: int, choices: dict[str, Any], reason: str = "") -> None:
        ballots.cast_ballot(db, actor=who, poll_id=poll_id, new=NewBallot(choices, reason, 0, self._key()))

    def _close(self, poll_id: int, *, published: bool) -> None:
        with self.database.writing() as db:
            voting.close_poll(db, actor=self.moderator, poll_id=poll_id)
            if published:
                voting.publish_poll(db, actor=self.moderator, poll_id=poll_id)

    def vote(self, *answers: str, quorum: Any = None, published: bool = True) -> int:
        """A closed consent poll on the version in which the first people answer so; returns its id."""
        settings = {"denominator": "without_abstentions", "quorum": quorum}
        poll_id = self._open(Plan("consent", "Wird das mitgetragen?", settings, version_id=self.version_id))
        with self.database.writing() as db:
            for expert, answer in zip(self.experts, answers, strict=False):
                self._cast(db, expert, poll_id, {"answer": answer}, "Zu teuer." if answer == "object" else "")
        self._close(poll_id, published=published)
        return poll_id

    def agreed(self) -> int:
        """A published poll with six of seven in favour: 85,7 %, consensus."""
        return self.vote(*["agree"] * 5, "reservation", "object")

    @property
    def key(self) -> SealingKey:
        settings = self.people.application.extensions["konsenswerk.settings"]
        return seal.load_key(settings.sealing_key_path)

    def record(self, poll_id: int, *, actor: Actor | None = None, wording: Wording = WORDING) -> Recommendation:
        who = {"actor": actor or self.moderator, "workshop_id": self.workshop_id, "poll_id": poll_id}
        with self.database.writing() as db:
            recorded = service.record(db, **who, wording=wording, key=self.key, address=ADDRESS)
            _ = recorded.states, recorded.needs, recorded.openings
        return recorded

    def prepare(self, poll_id: int, *, actor: Actor | None = None) -> service.Prepared:
        who = {"actor": actor or self.moderator, "workshop_id": self.workshop_id, "poll_id": poll_id}
        with self.database.reading() as db:
            return service.prepare(db, **who, address=ADDRESS)
