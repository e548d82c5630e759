"""The live texts of this process: the pipeline and the presence, wired to the database and to the sockets."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from flask import Flask, current_app

from app.db import Database
from app.drafts import store
from app.drafts.live.log import Batch, Snapshot, Stored
from app.drafts.live.pipeline import Edit, Pipeline, Ports
from app.drafts.live.presence import Presence
from app.drafts.live.room import Gone, Room
from app.drafts.refused_models import RefusedEdit
from app.errors import NotFound
from app.live import Live
from app.references import service as references
from app.references.rules import cited_by

log = logging.getLogger(__name__)

# How often it is looked whether a cursor has to be told.
PRESENCE_SECONDS = 0.1
# What is kept of the edits that were refused: so many of a draft, and so much of each.
MOST_KEPT, MOST_KEPT_BYTES = 100, 64_000


def channel(draft_id: int) -> str:
    """Socket.IO's room of a draft."""
    return f"draft:{draft_id}"


class Hub:
    """One object per process. Its two background tasks start with the first draft that is opened."""

    def __init__(self, live: Live, database: Database, compact_after: int, address: str) -> None:
        """`address` is our own on the web."""
        self._live = live
        self._database = database
        self._address = address
        self.presence = Presence()
        ports = Ports(
            load=self._load,
            commit=self._commit,
            compact=self._compact,
            quarantine=self._quarantine,
            tell=self._tell,
            warn=self._warn,
            recipients=self.presence.count,
        )
        self.pipeline = Pipeline(ports, compact_after)
        self._moved = threading.Event()
        self._starting = threading.Lock()
        self._started = False
        live.on_beat.append(self.look_who_is_here)

    def start(self) -> None:
        """Start working. Twice is the same as once."""
        with self._starting:
            if self._started:
                return
            self._started = True
        sleep = self._live.socketio.sleep
        self._live.socketio.start_background_task(self.pipeline.work, sleep)
        self._live.socketio.start_background_task(self._tell_presence_for_ever)

    def look_who_is_here(self) -> None:
        """Forget the sockets that have gone, and the rooms that nobody is in."""
        self.presence.keep_only(self._live.connections)
        self._moved.set()

    def told_presence(self) -> None:
        """Presence has changed; everybody learns it soon."""
        self._moved.set()

    def tell_presence(self) -> None:
        """Send what changed, as far as it is due."""
        for draft_id, news in self.presence.take_news(time.monotonic()).items():
            self._live.broadcast("draft:presence", news.message(draft_id), channel(draft_id))
        if self.presence.has_news:
            self._moved.set()

    def _tell_presence_for_ever(self) -> None:
        while True:
            self._moved.wait()
            self._moved.clear()
            try:
                self.tell_presence()
            except Exception:  # the next cursor must move
                log.exception("Somebody was not told who is here.")
            self._live.socketio.sleep(PRESENCE_SECONDS)

    def _load(self, draft_id: int) -> Stored:
        try:
            with self._database.reading() as db:
                workshop_id = store.get_draft(db, draft_id).workshop_id
                return replace(store.get_stored(db, draft_id), leads=partial(self._leads, workshop_id))
        except NotFound:
            raise Gone from None

    def _leads(self, workshop_id: int, href: str) -> bool:
        """Whether there is what a link leads to, if it is a citation of something in this workshop."""
        cited = cited_by(href, self._address)
        if cited is None or cited.workshop_id != workshop_id:
            return True
        with self._database.reading() as db:
            return references.exists(db, cited)

    def _commit(self, batches: Sequence[Batch]) -> dict[int, int]:
        try:
            if any(entry.has_rows for batch in batches for entry in batch.entries):
                with self._database.writing() as db:
                    return store.append(db, batches)
            with self._database.writing_quickly() as cursor:
                return store.append_to_logs(cursor, batches)
        except store.REFUSES:
            raise
        except Exception:  # a row is impossible, whatever it says of itself: find out whose
            with self._database.writing() as db:
                return store.append_each(db, batches)

    def _compact(self, snapshot: Snapshot) -> None:
        with self._database.writing() as db:
            store.compact(db, snapshot)

    def _quarantine(self, edit: Edit, why: str) -> None:
        data = edit.change[:MOST_KEPT_BYTES] if isinstance(edit.change, bytes) else b""
        row = RefusedEdit(draft_id=edit.draft_id, participant_id=edit.participant_id, reason=why, data=data)
        with self._database.writing() as db:
            store.keep_refused(db, row, at_most=MOST_KEPT)

    def _tell(self, room: Room, before: int, number: int, update: bytes) -> None:
        message = {"draft": room.draft_id, "epoch": room.epoch, "first": before + 1, "number": number, "update": update}
        self._live.broadcast("draft:update", message, channel(room.draft_id))

    def _warn(self, draft_id: int, unsaved: bool) -> None:
        self._live.broadcast("draft:unsaved", {"draft": draft_id, "unsaved": unsaved}, channel(draft_id))


def hub() -> Hub:
    """The live texts of the running application."""
    return hub_of(current_app)


def hub_of(app: Flask) -> Hub:
    """The live texts of an application."""
    return cast(Hub, app.extensions["konsenswerk.drafts"])
