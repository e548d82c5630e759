"""The whole world once for each kind of database; on SQLite it can be put back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings
from app.factory import create_app
from tests.access.world import World
from tests.conftest import make_tables


def _application(folder: Path, address: str) -> Flask:
    settings = Settings(
        data_folder=str(folder), database_url=address, secret_key="test", async_mode="threading",
        sign_in_limit="10000 per minute", join_limit="10000 per minute",
    )  # fmt: skip
    built = create_app(settings)
    built.config["WTF_CSRF_ENABLED"] = False  # tests/bad_input/test_csrf.py has it on
    return built


@dataclass
class Kept:
    """A world on an SQLite file that is copied back after each request that changed it."""

    world: World
    path: Path
    as_it_was: bytes = field(default=b"", repr=False)

    def keep(self) -> None:
        self._close()
        self.as_it_was = self.path.read_bytes()

    def put_back(self) -> None:
        self.world.application.extensions["konsenswerk.drafts"].pipeline.unload_idle()
        self._close()
        self.path.write_bytes(self.as_it_was)

    def _close(self) -> None:
        """Close every connection; the last one empties SQLite's log into the file."""
        self.world.database.engine.dispose()


@pytest.fixture(scope="module")
def kept(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    path = tmp_path_factory.mktemp("matrix") / "konsenswerk.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    made = Kept(World(_application(path.parent, f"sqlite:///{path}")), path)
    made.keep()
    yield made
    made.world.database.engine.dispose()


@pytest.fixture(scope="module")
def on_postgresql(postgresql_server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    address = postgresql_server.new_database("matrix")
    make_tables(address)
    world = World(_application(tmp_path_factory.mktemp("matrix-postgresql"), address))
    yield world
    world.database.engine.dispose()
