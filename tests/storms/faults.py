"""Faults of the database, and two people who write before, during and after one."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress

import socketio
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.drafts.rules import section_text
from app.drafts.text.tree import read
from tests.servers import LiveServer
from tests.storms.hall import Hall
from tests.storms.writers import Writer, writing
from tests.waiting import until

PATIENCE = 40.0  # seconds; the server tries again every few seconds, and a busy machine takes its time


@contextmanager
def locked(server: LiveServer) -> Iterator[None]:
    """Another process is writing, and does not end."""
    with closing(sqlite3.connect(server.folder / "konsenswerk.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(server: LiveServer) -> Iterator[None]:
    """No file of the server's can grow any more."""
    process = server.process
    assert process
    size = (server.folder / "konsenswerk.sqlite-wal").stat().st_size
    before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    yield
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def gone(server: LiveServer) -> Iterator[None]:
    """PostgreSQL has thrown everybody out and lets nobody in."""
    address = make_url(server.database_address)
    engine = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as chief:
        chief.execute(text(f'ALTER DATABASE "{address.database}" ALLOW_CONNECTIONS false'))
        chief.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": address.database},
        )
        yield
        chief.execute(text(f'ALTER DATABASE "{address.database}" ALLOW_CONNECTIONS true'))
    engine.dispose()


def nothing_is_lost(hall: Hall, fault: AbstractContextManager[None]) -> None:
    """Two people write before, during and after the fault."""
    draft_id = hall.draft()
    anna, ben = hall.guests(2)
    with ExitStack() as stack:
        first, second = (stack.enter_context(writing(hall, guest, draft_id)) for guest in (anna, ben))
        assert first.write("vorher ")["ok"]
        with fault:
            waiting = refused(first, "mittendrin ")
            until(lambda: second.is_warned, seconds=PATIENCE, what="the warning")
            assert [told["number"] for told in second.heard("draft:update")] == [2]
        until(lambda: not second.is_warned, seconds=PATIENCE, what="the end of the warning")
        assert first.send(waiting)["ok"]
        assert first.write("nachher")["ok"]
    assert section_text(read(hall.loaded(draft_id).doc), "goal") == "vorher mittendrin nachher"


def refused(writer: Writer, words: str) -> bytes:
    """An edit that is not acknowledged, with an answer or without one; returns it, to send it again."""
    update = writer.editor.type("goal", words)
    with suppress(socketio.exceptions.TimeoutError):
        answer = writer.send(update)
        assert not answer["ok"]
        assert answer["error"] == "unsaved"
    return update


# Those of SQLite.
FAULTS = (locked, full)
