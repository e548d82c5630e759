"""A room that votes: clusters to give points to, a frozen text to agree on, people who do it."""

from __future__ import annotations

import itertools
from typing import Any

from pycrdt import Doc

from app.access import Actor
from app.drafts import service as drafts
from app.drafts import store as draft_store
from app.drafts.live.log import Batch, LogEntry
from app.drafts.models import DraftVersion
from app.drafts.text.tree import texts
from app.needs import service as needs
from app.needs.service import Wording
from app.voting import ballots, service, store, views
from app.voting.ballots import NewBallot
from app.voting.plans import Plan
from app.workshops import store as workshops
from app.workshops.rules import Phase
from tests.people import People

CLUSTERS = ("Fachkräfte stärken", "Übergang Kita–Schule", "Verlässlich finanzieren")
SIX_AT_MOST_THREE = {"points": 6, "limit": 3}
PLAIN_RULE = {"denominator": "without_abstentions", "quorum": None}
PARAGRAPHS = {
    key: ["Ein Satz dazu."] for key in ("starting_situation", "goal", "recommendation", "rationale", "addressees")
}


class Hall:
    """The workshop of `people`, with its polls run through the services."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.database = people.database
        self.moderator = people.moderator
        self.workshop_id = people.workshop_id
        self._keys = itertools.count(10_000_000)

    def clusters(self, titles: tuple[str, ...] = CLUSTERS) -> list[int]:
        """Clusters with one need each; the room is in the phase of clustering afterwards."""
        self.people.move_to(Phase.COLLECT)
        author = self.people.join("Wer Bedarfe nennt", confirmed=False)
        with self.database.writing() as db:
            made = [self._need(db, author, title) for title in titles]
        self.people.move_to(Phase.CLUSTER)
        with self.database.writing() as db:
            return [self._cluster(db, title, need_id) for title, need_id in zip(titles, made, strict=True)]

    def _need(self, db: Any, author: Actor, title: str) -> int:
        wording = Wording(title=f"Bedarf: {title}")
        key = f"bedarf-{next(self._keys)}"
        return needs.submit(db, actor=author, workshop_id=self.workshop_id, wording=wording, request_key=key).id

    def _cluster(self, db: Any, title: str, need_id: int) -> int:
        cluster_id = needs.make_cluster(db, actor=self.moderator, workshop_id=self.workshop_id, title=title).id
        needs.place(db, actor=self.moderator, need_id=need_id, cluster_id=cluster_id, position=0)
        return cluster_id

    def reveal(self) -> None:
        """Show everybody the needs; hidden ones come into no draft."""
        with self.database.writing() as db:
            needs.reveal(db, actor=self.moderator, workshop_id=self.workshop_id, named=False)

    def version(self) -> DraftVersion:
        """A frozen version of a draft that was made from a cluster; the room is in the phase of consent afterwards."""
        cluster_id = self.clusters(("Übergang Kita–Schule",))[0]
        self.reveal()
        self.people.move_to(Phase.DRAFT)
        with self.database.writing() as db:
            draft = drafts.create_draft(db, actor=self.moderator, cluster_id=cluster_id, paragraphs=PARAGRAPHS)
            version = drafts.freeze_version(db, actor=self.moderator, draft_id=draft.id, occasion="Für Runde 1")
        self.people.move_to(Phase.CONSENT)
        return version

    def write_into(self, draft_id: int, words: str) -> None:
        """Somebody writes at the start of the draft's first line."""
        with self.database.writing() as db:
            doc: Doc[Any] = Doc()
            for update in draft_store.list_updates(db, draft_id):
                doc.apply_update(update)
            before = doc.get_state()
            texts(doc)[0].insert(0, words)
            draft = draft_store.get_draft(db, draft_id)
            entry = LogEntry(self.people.participant_id(self.moderator), doc.get_update(before))
            draft_store.append(db, [Batch(draft_id, draft.epoch, draft.number, [entry])])

    def dot_poll(self, *, settings: dict[str, Any] = SIX_AT_MOST_THREE, secrecy: str = "open") -> int:
        """A prepared dot poll on three clusters; returns its id."""
        self.clusters()
        self.people.move_to(Phase.PRIORITISE)
        plan = Plan("dot", "Was ist am dringendsten?", settings, secrecy, subject="clusters")
        return self.create(plan)

    def consent_poll(self, *, settings: dict[str, Any] = PLAIN_RULE, secrecy: str = "open") -> int:
        """A prepared consent poll on a frozen version; returns its id."""
        version_id = self.version().id
        return self.create(Plan("consent", "Übergang abstimmen", settings, secrecy, version_id=version_id))

    def create(self, plan: Plan) -> int:
        with self.database.writing() as db:
            return service.create_poll(db, actor=self.moderator, workshop_id=self.workshop_id, plan=plan).id

    def do(self, act: Any, poll_id: int, **more: Any) -> None:
        """An act of the moderator on a poll: `hall.do(service.close_poll, poll_id)`."""
        with self.database.writing() as db:
            act(db, actor=self.moderator, poll_id=poll_id, **more)

    def open(self, poll_id: int, *, minutes: int | None = None, hard: bool = False) -> None:
        self.do(service.open_poll, poll_id, minutes=minutes, hard=hard)

    def close(self, poll_id: int) -> None:
        self.do(service.close_poll, poll_id)

    def publish(self, poll_id: int) -> None:
        self.do(service.publish_poll, poll_id)

    def cast(
        self, who: Actor, poll_id: int, choices: Any, *, reason: str = "", revision: int = 0, key: str | None = None
    ) -> None:
        """A ballot as it comes from a page that has seen `revision`; an answer may be given as its bare word."""
        chosen = {"answer": choices} if isinstance(choices, str) else choices
        new = NewBallot(chosen, reason, revision, key or f"taste-{next(self._keys)}")
        with self.database.writing() as db:
            ballots.cast_ballot(db, actor=who, poll_id=poll_id, new=new)

    def state(self, who: Actor, poll_id: int) -> Any:
        """The poll as `who` sees it."""
        with self.database.reading() as db:
            participant = workshops.find_participant(db, self.workshop_id, who.account_id)
            return views.state(db, participant, store.get_poll(db, poll_id))

    def options(self, poll_id: int) -> list[str]:
        """The ids of the poll's options, as ballots name them."""
        return [str(option["id"]) for option in self.state(self.moderator, poll_id)["options"]]

    def experts(self, number: int, *, group: str = "Länder") -> list[Actor]:
        return [self.people.join(f"{group} {one}", group=group) for one in range(1, number + 1)]
