"""What would make everybody wait."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import requests
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.db import SQLITE_PAUSE, Database
from tests.conftest import ONE_OF_EACH
from tests.people import PASSWORD, People
from tests.servers import ROOT, Browser
from tests.storms.faults import locked

# Seconds. Another process writes for so long; whoever only reads is answered sooner than this.
LOCKED = 2.5
PROMPT = 1.0


def test_the_garbage_collector_does_not_look_through_what_starting_made(tmp_path):
    environment = {**os.environ, "KONSENSWERK_DATA_FOLDER": str(tmp_path), "KONSENSWERK_SECRET_KEY": "test"}
    seen = "import gc, wsgi; before = len(gc.get_objects()); wsgi.settle(); print(before, len(gc.get_objects()))"
    answer = subprocess.check_output([sys.executable, "-c", seen], cwd=ROOT, env=environment)  # noqa: S603  # our own words
    before, after = map(int, answer.split())
    assert before > 50_000
    assert after < before / 100


@pytest.mark.parametrize("server", ONE_OF_EACH[:1], indirect=True, ids="-".join, scope="session")
def test_while_another_process_writes_to_sqlite_readers_are_answered_and_writers_wait(server, served):
    people = People(served)
    moderator = Browser(server)
    moderator.sign_in(people.email, PASSWORD)
    with ThreadPoolExecutor() as beside:
        with locked(server):
            writer = beside.submit(moderator.ask, "POST", f"/workshops/{people.workshop_id}/attention", {})
            waits: list[float] = []
            while sum(waits) < LOCKED:
                waits.append(requests.get(f"{server.address}/gesundheit", timeout=10).elapsed.total_seconds())
            assert not writer.done()
        assert writer.result().status_code == 204
    assert max(waits) < PROMPT


@pytest.fixture
def other(tmp_path):
    """Another process at the SQLite file of `database`; it is writing."""
    with closing(sqlite3.connect(tmp_path / "konsenswerk.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@pytest.fixture
def database(other, tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'konsenswerk.sqlite'}")
    yield database
    database.engine.dispose()


def write(database):
    with database.writing() as db:
        db.execute(text("INSERT INTO words VALUES ('Satz')"))


def test_a_writer_lets_others_run_until_the_lock_is_free(database, other, monkeypatch):
    pauses = []

    def meanwhile(seconds):
        pauses.append(seconds)
        if len(pauses) == 3:
            other.execute("ROLLBACK")

    monkeypatch.setattr(time, "sleep", meanwhile)
    write(database)
    assert pauses == [SQLITE_PAUSE] * 3
    assert other.execute("SELECT word FROM words").fetchall() == [("Satz",)]


def test_a_writer_gives_up_in_the_end_and_the_next_one_has_its_turn(database, other, monkeypatch):
    monkeypatch.setattr("app.db.SQLITE_WAIT", 0.1)
    with pytest.raises(OperationalError, match="locked"):
        write(database)
    other.execute("ROLLBACK")
    write(database)
    assert other.execute("SELECT word FROM words").fetchall() == [("Satz",)]


def test_a_writer_does_not_wait_for_what_no_waiting_mends(database, other, monkeypatch):
    monkeypatch.setattr(time, "sleep", pytest.fail)
    other.execute("ROLLBACK")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(OperationalError, match="readonly"):
        write(database)
