"""A hall: the real server as a process, a workshop of people who may write, and as many drafts as a storm needs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from pycrdt import Doc
from sqlalchemy import func, select

from app.access import Actor
from app.config import Settings
from app.drafts import store
from app.drafts.live.log import Batch, LogEntry
from app.drafts.live.room import Room
from app.drafts.models import Draft, DraftSnapshot
from app.drafts.text import tree
from app.factory import create_app
from app.workshops.rules import Phase
from tests.conftest import make_tables
from tests.people import People
from tests.servers import LiveServer

DRAFTS_AT_ONCE = 50
COMPACT_AFTER = 4  # edits: as few as can be, so that storms meet the moments of a snapshot


class Hall:
    """`server` runs as `mode` on the empty database at `address`; `people` act in its workshop."""

    def __init__(self, folder: Path, address: str, mode: str = "eventlet") -> None:
        make_tables(address)
        self.server = LiveServer(folder, address, mode, settings={"COMPACT_AFTER": COMPACT_AFTER})
        self.application = _application(self.server)
        self.people = People(self.application)
        self.people.move_to(Phase.DRAFT)
        self._drafts = self._new_drafts()
        self.server.start()

    def guests(self, count: int) -> list[dict[str, Any]]:
        """New people who may write, as {"person": participant id, "cookie", "csrf"} of their browsers."""
        return [self._guest(self.people.join(f"Gast {number}")) for number in range(count)]

    def _guest(self, actor: Actor) -> dict[str, Any]:
        with self.application.test_request_context():
            token = generate_csrf()
            session["_user_id"], session["_fresh"] = actor.token, True
            answer = self.application.response_class()
            self.application.session_interface.save_session(self.application, session, answer)
            return {
                "person": self.people.participant_id(actor),
                "cookie": answer.headers["Set-Cookie"].split(";")[0],
                "csrf": token,
            }

    def draft(self) -> int:
        """A new draft with an empty text; returns its id."""
        return next(self._drafts)

    def _new_drafts(self) -> Iterator[int]:
        by = self.people.participant_id(self.people.moderator)
        first = LogEntry(by, tree.seed(tree.empty_tree()), writers={tree.SEED_CLIENT: None})
        while True:
            with self.people.database.writing() as db:
                made = [
                    Draft(workshop_id=self.people.workshop_id, title="Sturm", created_by=by)
                    for _ in range(DRAFTS_AT_ONCE)
                ]
                db.add_all(made)
                db.flush()
                store.append(db, [Batch(draft.id, draft.epoch, draft.number, [first]) for draft in made])
                ids = [draft.id for draft in made]
            yield from ids

    def loaded(self, draft_id: int) -> Room:
        """The draft as a fresh process loads it from the database."""
        with self.people.database.reading() as db:
            return Room(draft_id, store.get_stored(db, draft_id))

    def stored(self, draft_id: int) -> dict[str, Any]:
        """What the database yields, for Yjs and as the server reads it: {"update": base64, "tree"}."""
        _number, update, _state = self.loaded(draft_id).difference(b"\x00")
        doc: Doc[Any] = Doc()
        doc.apply_update(update)
        return {"update": base64.b64encode(update).decode(), "tree": tree.read(doc)}

    def snapshots(self) -> int:
        """How many drafts have had their log put together."""
        with self.people.database.reading() as db:
            return db.scalar(select(func.count()).select_from(DraftSnapshot)) or 0

    def close(self) -> None:
        self.server.stop()
        self.people.database.engine.dispose()


def _application(server: LiveServer) -> Flask:
    """The application on the server's database, to act through the services and to sign the server's cookies."""
    settings = Settings(
        data_folder=str(server.folder), database_url=server.database_address, secret_key="test", async_mode="threading"
    )
    return create_app(settings)
