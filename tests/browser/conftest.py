"""A real browser in front of a real server, once on each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.accounts import service as accounts
from app.config import Settings
from app.factory import create_app
from app.programme import delivery
from tests.browser.visitors import LAPTOP, Visitor
from tests.conftest import DATABASES, make_tables
from tests.people import PASSWORD
from tests.servers import LiveServer
from tools import browser as finder

MODERATOR = "moderation@example.org"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=finder.find(), args=finder.arguments())
        yield opened
        opened.close()


@pytest.fixture(scope="session", params=DATABASES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The server under eventlet with its lists and one moderator's account."""
    folder = tmp_path_factory.mktemp(f"site-{request.param}")
    address = f"sqlite:///{folder / 'konsenswerk.sqlite'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server").new_database("site")
    make_tables(address)
    _fill(address, folder)
    running = LiveServer(folder, address, "eventlet")
    running.start()
    yield running
    running.stop()


def _fill(address: str, folder: Path) -> None:
    settings = Settings(data_folder=str(folder), database_url=address, secret_key="test", async_mode="threading")
    application = create_app(settings)
    database = application.extensions["konsenswerk.database"]
    with application.app_context(), database.writing() as db:
        delivery.deliver(db)
        accounts.create_staff(db, name="Andrea Probe", email=MODERATOR, password=PASSWORD, role="admin")
    database.engine.dispose()


@pytest.fixture
def visit(chromium: Browser, site: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Opens a window for somebody: visit("Leyla", PHONE). All windows close after the test."""
    visitors: list[Visitor] = []

    def open_window(name: str, viewport: dict[str, int] = LAPTOP) -> Visitor:
        visitors.append(Visitor(chromium, site.address, name, viewport))
        return visitors[-1]

    yield open_window
    for visitor in visitors:
        visitor.close()
