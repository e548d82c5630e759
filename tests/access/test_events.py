"""Every cell of the socket's matrix, played on the real server, in each mode and on each database."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import socketio
from flask import Flask

from app.drafts.text.tree import SCHEMA
from app.workshops.rules import Phase
from tests.access.matrix import EVENTS, ROLES
from tests.access.world import World
from tests.drafts.editors import Editor
from tests.servers import Browser, LiveServer, Socket

EVERY_ROLE = (*ROLES, "screen")
NO_TEXT = b"\x00"


class Page:
    """A role's browser at the real server, with the room open."""

    def __init__(self, server: LiveServer, world: World, role: str) -> None:
        self.world, self.browser = world, Browser(server)
        self.hello = {"screen": world.ids["token"]} if role == "screen" else {"workshop_id": world.workshop_id}
        if role not in ("nobody", "screen"):
            cookie = world.client(role).get_cookie("konsenswerk")
            assert cookie is not None
            self.browser.http.cookies.set("konsenswerk", cookie.value)

    @contextlib.contextmanager
    def socket(self) -> Iterator[Socket | None]:
        """The role's socket, None if it is refused."""
        try:
            with self.browser.connected(self.hello) as opened:
                yield opened
        except socketio.exceptions.ConnectionError:
            yield None

    def open(self, socket: Socket) -> dict[str, Any]:
        draft = self.world.ids["draft_id"]
        answer: dict[str, Any] = socket.ask("draft:open", {"draft": draft, "schema": SCHEMA, "state": NO_TEXT})
        return answer

    def sync(self, socket: Socket) -> dict[str, Any]:
        opened = self.open(socket)
        update = Editor(opened["data"]["update"]).type("goal", "!") if opened["ok"] else NO_TEXT * 2
        return self._ask(socket, "draft:sync", epoch=1, update=update)

    def move(self, socket: Socket) -> dict[str, Any]:
        self.open(socket)
        return self._ask(socket, "draft:presence", cursor=None)

    def close(self, socket: Socket) -> dict[str, Any]:
        self.open(socket)
        return self._ask(socket, "draft:close")

    def leave(self, socket: Socket) -> dict[str, Any]:
        socket.client.disconnect()
        return {"ok": not socket.is_connected}

    def _ask(self, socket: Socket, event: str, **body: Any) -> dict[str, Any]:
        answer: dict[str, Any] = socket.ask(event, {"draft": self.world.ids["draft_id"], **body})
        return answer


ASKED: dict[str, Callable[[Page, Socket], dict[str, Any]]] = {
    "connect": lambda _page, socket: {"ok": socket.is_connected},
    "draft:open": Page.open,
    "draft:sync": Page.sync,
    "draft:presence": Page.move,
    "draft:close": Page.close,
    "disconnect": Page.leave,
}


def allowed_events(page: Page) -> set[str]:
    """What the role may do on one socket, in the order of the table."""
    with page.socket() as socket:
        return {row.event for row in EVENTS if socket is not None and ASKED[row.event](page, socket)["ok"]}


def test_the_table_has_every_event_and_no_other(application: Flask):
    live = application.extensions["konsenswerk.live"]
    assert set(live.socketio.server.handlers) == {"/"}
    assert {row.event for row in EVENTS} == live.events


@pytest.mark.row("G3")
def test_who_may_send_what_and_when(server: LiveServer, served: Flask):
    world = World(served)
    world.set_phase(Phase.DRAFT)
    pages = [Page(server, world, role) for role in EVERY_ROLE]
    with ThreadPoolExecutor(len(pages)) as at_once:
        may = dict(zip(EVERY_ROLE, at_once.map(allowed_events, pages), strict=True))
    assert may == {role: {row.event for row in EVENTS if role in row.who} for role in EVERY_ROLE}


@pytest.mark.row("A2")
def test_a_phase_opens_exactly_the_listed_events(server: LiveServer, served: Flask):
    world = World(served)
    page = Page(server, world, "editor")
    with page.socket() as socket:
        assert socket is not None
        for phase in Phase:
            world.set_phase(phase)
            asked = [row for row in EVENTS if row.event.startswith("draft:")]
            may = {row.event for row in asked if ASKED[row.event](page, socket)["ok"]}
            assert (phase, may) == (phase, {row.event for row in asked if phase in row.phases})


@pytest.mark.row("G3")
def test_a_draft_of_another_workshop_does_not_exist_on_ones_own_socket(server: LiveServer, served: Flask):
    world = World(served)
    page = Page(server, world, "foreign")
    with world.database.reading() as db:
        from app.workshops import store

        mine = store.list_workshops_of(db, world.actors["foreign"].account_id)[0][0].id
    page.hello = {"workshop_id": mine}
    with page.socket() as socket:
        assert socket is not None
        assert page.open(socket)["error"] == "not_found"
        assert page.sync(socket)["error"] == "not_allowed"
