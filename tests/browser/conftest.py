"""A real browser in front of a real server, on PostgreSQL unless a test says otherwise.

No page knows on which database it was made; what a database does differently the tests of the domains show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.access import Actor
from app.accounts import service as accounts
from app.config import Settings
from app.drafts import suggestions
from app.drafts.rules import Editing
from app.factory import create_app
from app.programme import delivery
from app.workshops.rules import Role
from tests.browser.drafting import draft_of
from tests.browser.suggestions import goal
from tests.browser.visitors import LAPTOP, PHONE, Visitor
from tests.conftest import make_tables
from tests.people import PASSWORD, People
from tests.servers import LiveServer
from tests.voting.hall import Hall
from tools import browser as finder

MODERATOR = "moderation@example.org"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with finder.driver() as playwright:
        opened = playwright.chromium.launch(executable_path=finder.find(), args=finder.arguments())
        yield opened
        opened.close()


@pytest.fixture(scope="session", params=["postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The server under eventlet with its lists and one moderator's account."""
    folder = tmp_path_factory.mktemp(f"site-{request.param}")
    address = f"sqlite:///{folder / 'konsenswerk.sqlite'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server").new_database("site")
    make_tables(address)
    with on_the_data_of(folder, address) as application:
        _fill(application)
    running = LiveServer(folder, address, "eventlet")
    running.start()
    yield running
    running.stop()


@contextmanager
def on_the_data_of(folder: Path, address: str) -> Iterator[Flask]:
    """An application on a server's data, for the tests to act through the services."""
    settings = Settings(data_folder=str(folder), database_url=address, secret_key="test", async_mode="threading")
    application = create_app(settings)
    with application.app_context():
        yield application
    application.extensions["konsenswerk.database"].engine.dispose()


def _fill(application: Flask) -> None:
    with application.extensions["konsenswerk.database"].writing() as db:
        delivery.deliver(db)
        accounts.create_staff(db, name="Andrea Probe", email=MODERATOR, password=PASSWORD, role="admin")


@pytest.fixture
def backstage(site: LiveServer) -> Iterator[Flask]:
    """An application on the site's data."""
    with on_the_data_of(site.folder, site.database_address) as application:
        yield application


@pytest.fixture
def hall(backstage: Flask) -> Hall:
    """A workshop of its own for the test, brought forward through the services."""
    return Hall(People(backstage, collecting="private"))


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


@pytest.fixture
def enter(visit: Callable[..., Visitor], backstage: Flask) -> Callable[..., Visitor]:
    """Opens a window for somebody who is signed in: enter("Leyla", actor, "/workshops/7", PHONE)."""

    def open_signed_in(name: str, actor: Actor, path: str, viewport: dict[str, int] = LAPTOP) -> Visitor:
        visitor = visit(name, viewport)
        visitor.become(backstage, actor)
        visitor.open(path)
        return visitor

    return open_signed_in


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[LiveServer]:
    """A server that a test may stop or kill."""
    address = f"sqlite:///{tmp_path / 'konsenswerk.sqlite'}"
    make_tables(address)
    running = LiveServer(tmp_path, address, "eventlet")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_application(own_server: LiveServer) -> Iterator[Flask]:
    with on_the_data_of(own_server.folder, own_server.database_address) as application:
        yield application


@pytest.fixture
def draft(hall: Hall) -> int:
    """Only reviewers write directly in it."""
    draft_id = draft_of(hall)
    with hall.database.writing() as db:
        suggestions.set_editing(db, actor=hall.moderator, draft_id=draft_id, editing=Editing.SUGGESTIONS)
    return draft_id


@pytest.fixture
def erik(enter: Callable[..., Visitor], hall: Hall, draft: int) -> Visitor:
    """He decides on suggestions."""
    return enter("Erik", hall.people.join("Erik Redaktion", role=Role.EDITOR), f"/drafts/{draft}")


@pytest.fixture
def karin(enter: Callable[..., Visitor], hall: Hall, draft: int) -> Visitor:
    visitor = enter("Karin", hall.people.join("Karin Beispiel"), f"/drafts/{draft}", PHONE)
    expect(goal(visitor.page)).to_have_text("Ein Satz dazu.")
    return visitor
