"""The demo programme: three invented workshops, built through the services that people use.

The data are demo_workshops.json: one workshop collects, one is in the middle of a consent vote, one has finished.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Actor
from app.accounts import service as accounts
from app.accounts import store as groups
from app.config import Settings
from app.db import Database
from app.drafts import service as drafts
from app.factory import create_app
from app.needs import service as needs
from app.needs import store as need_store
from app.programme import store as programme
from app.recommendations import seal, wordings
from app.recommendations import service as recommendations
from app.voting import ballots
from app.voting import service as polls
from app.voting import store as poll_store
from app.voting.plans import Plan
from app.workshops import admission, presence, presets, service, store
from app.workshops.models import Workshop
from app.workshops.rules import Format, Phase

MODERATOR_EMAIL = "moderation@demo.example"
PASSWORD = "konsenswerk-demo"
_DATA = Path(__file__).parent / "demo_workshops.json"

# Invented people: their surnames say so.
_FIRST_NAMES = ("Leyla", "Jonas", "Karin", "Amal", "Piotr", "Grete", "Mehmet", "Ines", "Đặng", "Łucja", "Ruth", "Samir")
_SURNAMES = ("Vorlage", "Modell", "Beispiel", "Probe", "Muster", "Exempel")
_GROUP_NAMES = {"Integrationsbeauftragte": "Ausländer- und Integrationsbeauftragte"}
_WITHOUT_VOTE = "BAMF"


@dataclass(frozen=True)
class Course:
    """How far one of the workshops has come. `join_code` is fixed, so that the welcome can be learnt by heart."""

    format: Format
    starts_on: date
    join_code: str


_COURSES = {
    "DEMO-SI-01": Course(Format.WORKSHOP, date(2027, 3, 11), "270311"),
    "DEMO-GI-01": Course(Format.EXPERT_TALK, date(2027, 4, 22), "270422"),
    "DEMO-BI-01": Course(Format.CONFERENCE, date(2027, 2, 18), "270218"),
}


def is_empty(db: Session) -> bool:
    """Whether there is no workshop yet."""
    return db.scalar(select(Workshop.id).limit(1)) is None


def load(settings: Settings) -> None:
    """Fill a migrated, empty database with the demo programme."""
    application = create_app(replace(settings, async_mode="threading"))
    database: Database = application.extensions["konsenswerk.database"]
    with application.app_context():
        moderator = _make_staff(database)
        collecting, voting, finished = (
            _Builder(settings, database, moderator, data) for data in json.loads(_DATA.read_text())
        )
        collecting.collect()
        voting.prioritise()
        voting.leave_in_the_middle_of_a_vote()
        finished.prioritise()
        finished.finish()
    database.engine.dispose()


def _make_staff(database: Database) -> Actor:
    with database.writing() as db:
        account = accounts.create_staff(db, name="Andrea Probe", email=MODERATOR_EMAIL, password=PASSWORD, role="admin")
        token = accounts.open_login(db, account)
        db.flush()
        return _actor(db, token)


def _actor(db: Session, token: str) -> Actor:
    found = accounts.find_actor(db, token)
    if found is None:
        raise LookupError("The login that was just opened is not there.")
    return found


class _Builder:
    """Plays one workshop of the data, step by step."""

    def __init__(self, settings: Settings, database: Database, moderator: Actor, data: dict[str, Any]) -> None:
        self.settings, self.database, self.moderator, self.data = settings, database, moderator, data
        self.course = _COURSES[data["kennung"]]
        with database.writing() as db:
            self.workshop_id = self._create(db)
            self.experts = list(self._seat_experts(db))
            admission.confirm_all(db, actor=moderator, workshop_id=self.workshop_id)

    def _create(self, db: Session) -> int:
        field = programme.find_field_named(db, self.data["handlungsfeld"])
        preset = presets.PRESETS[self.course.format]
        plan = service.Plan(
            title=self.data["titel"], format=self.course.format, field_id=field.id if field else 0,
            starts_on=self.course.starts_on, questions=[self.data["leitfrage"]], agenda=list(preset.agenda),
            collecting="private", admission="open",
        )  # fmt: skip
        workshop = service.create_workshop(db, actor=self.moderator, plan=plan)
        workshop.code, workshop.join_code, workshop.is_demo = self.data["kennung"], self.course.join_code, True
        tags = {theme.name.lower(): theme for theme in programme.list_cross_themes(db)}
        workshop.cross_themes = [tags[name.lower()] for name in self.data["querschnitt"]]
        return workshop.id

    def _seat_experts(self, db: Session) -> Iterator[Actor]:
        """One person for each seat of the data, with the groups that may vote."""
        group_ids = {group.name: group.id for group in groups.list_groups(db)}
        names = (f"{first} {_SURNAMES[n % 6]}" for n, first in enumerate(cycle(_FIRST_NAMES)))
        token = store.get_workshop(db, self.workshop_id).join_token
        for group, count in self.data["beteiligte"]:
            if group.startswith(_WITHOUT_VOTE):
                continue
            for seat, name in enumerate(islice(names, count), start=1):
                group_id = group_ids[_GROUP_NAMES.get(group, group)]
                claim = admission.Claim(name, f"{group} – Beispielstelle {seat}", group_id)
                participant, secret = admission.join(db, actor=None, code=token, claim=claim)
                db.flush()
                presence.arrive(db, [participant.id])
                db.flush()
                presence.go(db, [participant.id])
                yield _actor(db, secret or "")

    def collect(self) -> None:
        """Everybody submits; the needs stay hidden until the moderator reveals them."""
        self._move_to(Phase.COLLECT)
        with self.database.writing() as db:
            service.move_agenda(db, actor=self.moderator, workshop_id=self.workshop_id, item_id=self._item(db, 2))
            for number, ((title, text, addressee), actor) in enumerate(zip(self.data["bedarfe"], cycle(self.experts))):
                wording = needs.Wording(title, text, addressee, question_id=self._question(db))
                key = f"demo-need-{number}"
                needs.submit(db, actor=actor, workshop_id=self.workshop_id, wording=wording, request_key=key)

    def prioritise(self) -> None:
        """Reveal, cluster, and give the points of the data."""
        self.collect()
        with self.database.writing() as db:
            needs.reveal(db, actor=self.moderator, workshop_id=self.workshop_id, named=False)
        self._move_to(Phase.CLUSTER)
        for recommendation in self.data["empfehlungen"]:
            self._cluster(recommendation["titel"], recommendation["bedarfe"])
        self._move_to(Phase.PRIORITISE)
        self._give_points()

    def _cluster(self, title: str, wanted: Sequence[str]) -> None:
        with self.database.writing() as db:
            cluster = needs.make_cluster(db, actor=self.moderator, workshop_id=self.workshop_id, title=title)
            for need in need_store.list_needs(db, self.workshop_id):
                if need.title in wanted:
                    needs.place(db, actor=self.moderator, need_id=need.id, cluster_id=cluster.id, position=99)

    def _give_points(self) -> None:
        """Deal the points of the data out, so that everybody gives the same number and the sums are right."""
        points = self.data["punkte_summe"] // len(self.experts)
        plan = Plan("dot", "Was ist am dringendsten?", {"points": points, "limit": 3}, subject="needs")
        poll_id = self._open(plan)
        given: list[dict[str, int | str]] = [{} for _ in self.experts]
        with self.database.reading() as db:
            options = {option.label: str(option.id) for option in poll_store.get_poll(db, poll_id).options}
        sums = zip(self.data["bedarfe"], self.data["punkte"], strict=True)
        units = [need[0] for need, points_of_need in sums for _ in range(points_of_need)]
        for choices, title in zip(cycle(given), units):
            choices[options[title]] = int(choices.get(options[title], 0)) + 1
        for actor, choices in zip(self.experts, given, strict=True):
            self._cast(poll_id, actor, choices)
        self._close_and_publish(poll_id)

    def leave_in_the_middle_of_a_vote(self) -> None:
        """The first recommendation is being voted on, and not everybody has voted."""
        recommendation = self.data["empfehlungen"][0]
        poll_id = self._open_consent(self._draft(recommendation), recommendation)
        for actor, choice in zip(self.experts[:-5], self._choices(recommendation), strict=False):
            self._cast_consent(poll_id, actor, choice)

    def finish(self) -> None:
        """Vote on every recommendation of the data and record it."""
        for recommendation in self.data["empfehlungen"]:
            poll_id = self._open_consent(self._draft(recommendation), recommendation)
            for actor, choice in zip(self.experts, self._choices(recommendation), strict=False):
                self._cast_consent(poll_id, actor, choice)
            self._close_and_publish(poll_id)
            self._record(poll_id, recommendation)
        self._move_to(Phase.CLOSED)

    def _draft(self, recommendation: dict[str, Any]) -> int:
        """Draft and freeze the text; returns the version's id."""
        self._move_to(Phase.DRAFT)
        sections = {
            "starting_situation": [recommendation["ausgangslage"]],
            "need_for_action": [recommendation["handlungsbedarf"]],
            "goal": [recommendation["ziel"]],
            "recommendation": [recommendation["empfehlungstext"]],
            "rationale": [recommendation["begruendung"]],
            "addressees": recommendation["adressaten"],
            "implementation": [*recommendation["massnahmen"], f"Zeitrahmen: {recommendation['zeitrahmen']}"],
        }
        with self.database.writing() as db:
            clusters = need_store.list_clusters(db, self.workshop_id)
            cluster_id = next(one.id for one in clusters if one.title == recommendation["titel"])
            draft = drafts.create_draft(db, actor=self.moderator, cluster_id=cluster_id, paragraphs=sections)
        with self.database.writing() as db:
            return drafts.freeze_version(db, actor=self.moderator, draft_id=draft.id, occasion="Für Runde 1").id

    def _open_consent(self, version_id: int, recommendation: dict[str, Any]) -> int:
        self._move_to(Phase.CONSENT)
        settings = {"denominator": "without_abstentions", "quorum": "vwvfg"}
        return self._open(Plan("consent", recommendation["titel"], settings, version_id=version_id))

    @staticmethod
    def _choices(recommendation: dict[str, Any]) -> Iterator[str]:
        """The answers of the data; recusals come later, so who was recused has simply not voted."""
        counts = recommendation["abstimmung"]
        yield from ["object"] * counts["nein"]
        yield from ["reservation"] * (counts["ja"] // 8)
        yield from ["agree"] * (counts["ja"] - counts["ja"] // 8)
        yield from ["stand_aside"] * counts["enthaltung"]

    def _open(self, plan: Plan) -> int:
        with self.database.writing() as db:
            poll = polls.create_poll(db, actor=self.moderator, workshop_id=self.workshop_id, plan=plan)
            polls.open_poll(db, actor=self.moderator, poll_id=poll.id, minutes=None, hard=False)
            return poll.id

    def _cast_consent(self, poll_id: int, actor: Actor, choice: str) -> None:
        reasons = {"object": "Der Aufwand ist noch nicht geklärt.", "reservation": "Die Finanzierung bleibt offen."}
        self._cast(poll_id, actor, {"answer": choice}, reasons.get(choice, ""))

    def _cast(self, poll_id: int, actor: Actor, choices: dict[str, int | str], reason: str = "") -> None:
        new = ballots.NewBallot(choices, reason, 0, f"demo-ballot-{poll_id}-{actor.account_id}")
        with self.database.writing() as db:
            ballots.cast_ballot(db, actor=actor, poll_id=poll_id, new=new)

    def _close_and_publish(self, poll_id: int) -> None:
        with self.database.writing() as db:
            polls.close_poll(db, actor=self.moderator, poll_id=poll_id)
            polls.publish_poll(db, actor=self.moderator, poll_id=poll_id)

    def _record(self, poll_id: int, recommendation: dict[str, Any]) -> None:
        wording = wordings.Wording(
            recommendation["verbindlichkeit"], "\n".join(recommendation["adressaten"]), recommendation["ziel"]
        )
        with self.database.writing() as db:
            recommendations.record(
                db, actor=self.moderator, workshop_id=self.workshop_id, poll_id=poll_id, wording=wording, key=self._key,
                address=self.settings.address,
            )  # fmt: skip

    @cached_property
    def _key(self) -> seal.SealingKey:
        return seal.load_key(self.settings.sealing_key_path)

    def _move_to(self, phase: Phase) -> None:
        with self.database.writing() as db:
            if store.get_workshop(db, self.workshop_id).phase != phase:
                service.change_phase(db, actor=self.moderator, workshop_id=self.workshop_id, phase=phase)

    def _item(self, db: Session, position: int) -> int:
        return store.get_workshop(db, self.workshop_id).agenda[position - 1].id

    def _question(self, db: Session) -> int:
        return store.get_workshop(db, self.workshop_id).questions[0].id


def welcome(settings: Settings) -> str:
    """What the terminal says: where to look, how to sign in, what to try first."""
    codes = "\n".join(f"  {code}  {course.join_code[:3]} {course.join_code[3:]}" for code, course in _COURSES.items())
    return f"""
Konsenswerk runs at {settings.address} (Ctrl+C ends it).

Sign in as moderator:  {MODERATOR_EMAIL}  with  {PASSWORD}
Join without an account at {settings.address}/beitreten with a code:
{codes}

Try first: sign in, open DEMO-SI-01, and join it in a second browser window (a private one) with its code.
Then submit a need there and watch it arrive here. All data and people of the demo are invented.
"""
