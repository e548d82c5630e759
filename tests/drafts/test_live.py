"""The live text on the real server, in both modes on both databases: several people, several transports, a crash."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from app.drafts.text.tree import SCHEMA
from app.workshops import store as workshops
from app.workshops.rules import Phase
from tests.drafts.conftest import Desk, desk_of
from tests.drafts.editors import Editor
from tests.people import People
from tests.servers import Browser, LiveServer, Socket
from tests.waiting import until


@pytest.fixture
def desk(served: Flask) -> Desk:
    return desk_of(People(served))


def visit(server: LiveServer, desk: Desk, name: str) -> Browser:
    """A guest who has joined the desk's workshop through the page."""
    browser = Browser(server)
    with desk.people.database.reading() as db:
        code = workshops.get_workshop(db, desk.people.workshop_id).join_token
    browser.join(code, name, desk.people.group_ids["Länder"])
    return browser


class Writer:
    """A person with the draft open on the real server, who takes in what the others write."""

    def __init__(self, desk: Desk, socket: Socket) -> None:
        self.desk, self.socket = desk, socket
        self.opened = self.ask("draft:open", schema=SCHEMA, state=b"\x00")["data"]
        self.editor = Editor(self.opened["update"])
        self.number = self.opened["number"]

    def ask(self, event: str, **body: Any) -> Any:
        return self.socket.ask(event, {"draft": self.desk.draft_id, **body})

    def write(self, key: str, words: str) -> Any:
        return self.ask("draft:sync", epoch=1, update=self.editor.type(key, words))

    def take_in(self) -> int:
        """Take in what was told; returns up to which edit, without a gap."""
        for name, (told,) in list(self.socket.events):
            if name == "draft:update" and told["number"] > self.number:
                assert told["first"] == self.number + 1
                self.editor.receive(told["update"])
                self.number = told["number"]
        return int(self.number)


@pytest.mark.row("D1")
def test_d11_people_on_websocket_and_on_long_polling_write_together_and_become_equal(
    server: LiveServer, desk: Desk
) -> None:
    anna, ben = visit(server, desk, "Anna"), visit(server, desk, "Ben")
    hello = {"workshop_id": desk.people.workshop_id}
    with anna.connected(hello) as fast, ben.connected(hello, transports=["polling"]) as slow:
        writers = [Writer(desk, fast), Writer(desk, slow)]
        for count in range(10):
            for writer, name in zip(writers, ("Anna", "Ben"), strict=True):
                assert writer.write("goal", f" {name}{count}")["ok"]
        until(lambda: [writer.take_in() for writer in writers] == [21, 21])
        assert writers[0].editor.read() == writers[1].editor.read() == desk.text()
        assert sorted(writers[0].editor.words("goal").split()) == sorted(
            f"{n}{c}" for n in ("Anna", "Ben") for c in range(10)
        )


@pytest.mark.row("D1")
def test_d7_a_killed_server_has_every_acknowledged_edit_when_it_is_back(server: LiveServer, desk: Desk) -> None:
    anna = visit(server, desk, "Anna")
    hello = {"workshop_id": desk.people.workshop_id}
    with anna.connected(hello) as socket:
        writer = Writer(desk, socket)
        for letter in "gespeichert":
            assert writer.write("goal", letter)["ok"]
        server.kill()
    server.start()
    with anna.connected(hello) as socket:
        back = Writer(desk, socket)
        assert back.editor.words("goal") == "gespeichert"
        writer.editor.receive(back.opened["update"])
        writer.editor.type("goal", " und weiter")
        missing = writer.editor.doc.get_update(back.opened["state"])
        assert back.ask("draft:sync", epoch=1, update=missing)["ok"]
    assert desk.text() == writer.editor.read()


def test_d18_writing_ends_within_two_seconds_of_the_phase_on_every_socket(server: LiveServer, desk: Desk) -> None:
    anna = visit(server, desk, "Anna")
    with anna.connected({"workshop_id": desk.people.workshop_id}) as socket:
        writer = Writer(desk, socket)
        assert writer.write("goal", "offen")["ok"]
        desk.people.move_to(Phase.CLOSED)
        until(lambda: writer.write("goal", " zu").get("error") == "not_allowed", seconds=2)


def test_d2_a_poisonous_update_is_refused_and_the_server_lives(server: LiveServer, desk: Desk) -> None:
    from tests.drafts.test_wire import nested_nodes

    anna, mallory = visit(server, desk, "Anna"), visit(server, desk, "Mallory")
    hello = {"workshop_id": desk.people.workshop_id}
    with anna.connected(hello) as socket, mallory.connected(hello) as other:
        writer, attacker = Writer(desk, socket), Writer(desk, other)
        errors = [
            attacker.ask("draft:sync", epoch=1, update=nested_nodes(levels))["error"] for levels in (61, 4_000, 5_500)
        ]
        assert errors == ["malformed", "malformed", "too_many"]
        until(lambda: not other.is_connected)
        assert writer.write("goal", "lebt")["ok"]
