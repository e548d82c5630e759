"""The live text as browsers meet it: the real application, its worker, and Socket.IO's test client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from app.access import Actor
from app.drafts import suggestions
from app.drafts.live import gate
from app.drafts.live.leave import ALL
from app.drafts.live.pace import Pace
from app.drafts.live.presence import COLORS, Presence, Seat
from app.drafts.rules import Editing, section_text
from app.drafts.sockets import OPENINGS_AT_ONCE
from app.drafts.text.tree import SCHEMA
from app.errors import Conflict
from app.workshops.rules import Phase, Role
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.editors import Editor
from tests.waiting import until

EMPTY = b"\x00"


class Tab:
    """A person's open page with the draft."""

    def __init__(self, desk: Desk, actor: Actor, workshop_id: int | None = None) -> None:
        application = desk.people.application
        self.live = application.extensions["konsenswerk.live"]
        self.draft_id = desk.draft_id
        hello = {"workshop_id": workshop_id or desk.people.workshop_id}
        browser = desk.people.client(actor)
        forget_who_asked()
        self.socket: SocketIOTestClient = self.live.socketio.test_client(
            application, flask_test_client=browser, auth=hello
        )
        self.heard: list[dict[str, Any]] = []

    def ask(self, event: str, **body: Any) -> dict[str, Any]:
        answer = self.begin(event, **body)
        until(lambda: answer() is not None)
        return answer()

    def begin(self, event: str, **body: Any) -> Callable[[], Any]:
        """Ask without waiting; returns what gives the answer, None before there is one."""
        forget_who_asked()
        self.socket.acks = None
        at_once = self.socket.emit(event, {"draft": self.draft_id, **body}, callback=True)
        return lambda: at_once or (self.socket.acks and self.socket.acks["args"][0])

    def open(self, state: bytes = EMPTY) -> dict[str, Any]:
        return self.ask("draft:open", schema=SCHEMA, state=state)

    def sync(self, update: bytes, epoch: int = 1) -> dict[str, Any]:
        return self.ask("draft:sync", epoch=epoch, update=update)

    def events(self, name: str) -> list[dict[str, Any]]:
        self.heard += self.socket.get_received()
        return [event["args"][0] for event in self.heard if event["name"] == name]


def seat(sid: str, draft_id: int = 1) -> Seat:
    return Seat(sid, draft_id, 1, 7, "Anna", leave=ALL, may_suggest=True, fact=0)


@pytest.fixture
def anna(desk: Desk) -> Tab:
    return Tab(desk, desk.people.join("Anna"))


@pytest.fixture
def ben(desk: Desk) -> Tab:
    return Tab(desk, desk.people.join("Ben"))


@pytest.mark.row("D1")
def test_d11_two_people_write_and_read_each_other(desk: Desk, anna: Tab, ben: Tab) -> None:
    opened, also = anna.open()["data"], ben.open()["data"]
    one, two = Editor(opened["update"]), Editor(also["update"])
    assert anna.sync(one.type("goal", "Anna")) == {"ok": True, "data": {"number": 2}}
    assert ben.sync(two.type("goal", "Ben")) == {"ok": True, "data": {"number": 3}}
    until(lambda: len(anna.events("draft:update")) == len(ben.events("draft:update")) == 2)
    for tab, editor in ((anna, one), (ben, two)):
        updates = tab.events("draft:update")
        assert [(update["first"], update["number"], update["epoch"]) for update in updates] == [(2, 2, 1), (3, 3, 1)]
        for update in updates:
            editor.receive(update["update"])
    assert one.read() == two.read() == desk.text()


@pytest.mark.row("D1")
def test_d10_who_comes_back_gets_what_is_missing_and_sends_what_is_missing_there(
    desk: Desk, anna: Tab, ben: Tab
) -> None:
    away = Editor(anna.open()["data"]["update"])
    anna.socket.disconnect()
    away.type("title", " ohne Netz")
    here = Editor(ben.open()["data"]["update"])
    ben.sync(here.type("goal", "inzwischen"))
    back = Tab(desk, desk.people.actors["Anna"])
    opened = back.open(away.doc.get_state())["data"]
    away.receive(opened["update"])
    assert back.sync(away.doc.get_update(opened["state"]))["ok"]
    assert away.words("goal") == "inzwischen"
    assert section_text(desk.text(), "title") == "Deutsch von Anfang an ohne Netz"
    assert desk.text() == away.read()


def test_d21_another_schema_is_refused_and_opens_nothing(desk: Desk, anna: Tab) -> None:
    answer = anna.ask("draft:open", schema=SCHEMA + 1, state=EMPTY)
    assert (answer["ok"], answer["error"]) == (False, "schema")
    assert anna.sync(Editor().type("goal", "x"))["error"] == "not_allowed"


def test_d2_a_state_vector_that_lies_is_refused(desk: Desk, anna: Tab) -> None:
    for state in (b"", b"\xff\xff\xff\xff\x0f\x00", b"\x00" * 20_000, "text", None):
        assert anna.ask("draft:open", schema=SCHEMA, state=state)["error"] in ("malformed", "too_large")


def test_d2_requests_of_another_shape_are_refused(desk: Desk, anna: Tab) -> None:
    anna.open()
    for body in (None, "x", [], {}, {"draft": "x"}, {"draft": 2**64 - 1, "epoch": 1, "update": b""}):
        for event in ("draft:open", "draft:sync", "draft:presence", "draft:close"):
            assert anna.socket.emit(event, body, callback=True)["error"] == "malformed"


def test_d18_observers_read_and_do_not_write(desk: Desk) -> None:
    tab = Tab(desk, desk.people.join("Karin", role=Role.OBSERVER))
    opened = tab.open()["data"]
    nowhere: dict[str, Any] = {"closed": [], "suggested": []}
    assert opened["rights"] == {"write": False, "suggest": False, "review": False, "comment": False, **nowhere}
    assert tab.sync(Editor(opened["update"]).type("goal", "x"))["error"] == "not_allowed"


def test_d18_writing_ends_within_two_seconds_of_the_phase(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    assert anna.sync(editor.type("goal", "x"))["ok"]
    desk.people.move_to(Phase.CLOSED)
    anna.live.publish()
    until(lambda: anna.sync(editor.type("goal", "x")).get("error") == "not_allowed", seconds=2)


def test_d39_who_wrote_directly_is_held_to_suggestions_once_a_reviewer_says_so(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    assert anna.sync(editor.type("goal", "x"))["ok"]
    with desk.people.database.writing() as db:
        suggestions.set_editing(db, actor=desk.people.moderator, draft_id=desk.draft_id, editing=Editing.SUGGESTIONS)
    anna.live.publish()
    until(lambda: anna.sync(editor.type("goal", "x")).get("error") == "suggestion", seconds=2)
    opened = anna.open()["data"]
    nowhere: dict[str, Any] = {"closed": [], "suggested": []}
    assert opened["rights"] == {"write": False, "suggest": True, "review": False, "comment": True, **nowhere}
    assert anna.sync(Editor(opened["update"]).type("goal", "!"))["error"] == "suggestion"
    assert anna.sync(Editor(opened["update"]).type("goal", "!", insertion={"id": "a"}))["ok"]


def test_d18_the_drafts_of_another_workshop_do_not_exist(desk: Desk, anna: Tab) -> None:
    anna.draft_id = 4711
    assert anna.open()["error"] == "not_found"
    other = desk.people.another_workshop()
    tab = Tab(desk, desk.people.moderator, workshop_id=other)
    assert tab.open()["error"] == "not_found"


def test_d18_nobody_writes_in_a_draft_that_they_have_not_opened(desk: Desk, anna: Tab) -> None:
    assert anna.sync(Editor().type("goal", "x"))["error"] == "not_allowed"
    assert anna.ask("draft:presence", cursor=None)["error"] == "not_allowed"


@pytest.mark.row("D1")
def test_d19_name_and_colour_at_a_cursor_come_from_the_server(desk: Desk, anna: Tab, ben: Tab) -> None:
    anna.open()
    ben.open()
    assert anna.ask("draft:presence", cursor={"anchor": b"\x00\x01\x03", "head": b"\x00"})["ok"]
    number = desk.people.participant_id(desk.people.actors["Anna"])

    until(lambda: any(event["moves"] for event in ben.events("draft:presence")))
    [anna_s] = [person for person in ben.open()["data"]["people"] if person["name"] == "Anna"]
    assert (anna_s["person"], anna_s["color"], anna_s["writes"]) == (number, number % COLORS, True)
    assert anna_s["cursor"] == {"anchor": b"\x00\x01\x03", "head": b"\x00"}
    moves = [move for event in ben.events("draft:presence") for move in event["moves"]]
    assert moves == [[anna_s["connection"], anna_s["cursor"]]]


def test_d19_a_cursor_says_nothing_but_where_it_is(desk: Desk, anna: Tab) -> None:
    anna.open()
    for cursor in (
        {"anchor": b"", "head": b"", "name": "Ben"},
        {"anchor": b"x" * 65, "head": b""},
        {"anchor": b""},
        "x",
    ):
        assert anna.ask("draft:presence", cursor=cursor)["error"] == "malformed"


def test_d19_in_a_large_room_cursors_are_told_less_often() -> None:
    presence = Presence()
    seats = [presence.enter(seat(f"sid {number}")) for number in range(500)]
    assert len(presence.take_news(now=10)[1].people) == 500
    presence.move(seats[0], None)
    assert presence.take_news(now=10.4) == {}
    assert presence.has_news
    assert list(presence.take_news(now=10.5)[1].moves) == [seats[0].connection]
    assert not presence.has_news


def test_d19_a_cursor_goes_with_its_socket(desk: Desk, anna: Tab, ben: Tab) -> None:
    connection = anna.open()["data"]["connection"]
    assert [person["name"] for person in ben.open()["data"]["people"]] == ["Anna", "Ben"]
    anna.socket.disconnect()
    desk.hub.look_who_is_here()
    until(lambda: any(connection in event["gone"] for event in ben.events("draft:presence")))
    assert [person["name"] for person in ben.open()["data"]["people"]] == ["Ben"]


def test_d19_a_socket_has_few_drafts_open() -> None:
    presence = Presence()
    for draft_id in range(8):
        presence.enter(seat("sid", draft_id))
    presence.enter(seat("sid", 0))
    with pytest.raises(Conflict):
        presence.enter(seat("sid", 8))


def test_d18_who_opens_again_has_the_rights_of_now_and_the_others_learn_of_it() -> None:
    presence = Presence()
    first = presence.enter(seat("sid"))
    presence.take_news(now=10)
    again = presence.enter(replace(seat("sid"), may_suggest=False, fact=5))
    assert again is first
    assert (again.may_suggest, again.fact) == (False, 5)
    assert presence.take_news(now=20)[1].message(1)["people"][0]["writes"] is False


def test_d2_an_update_above_the_limit_of_the_socket_goes_over_http(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    update = editor.type("goal", "x" * gate.MAX_UPDATE)
    assert anna.sync(update)["error"] == "too_large"
    browser = desk.people.client(desk.people.actors["Anna"])
    path = f"/drafts/{desk.draft_id}/updates?epoch=1&schema={SCHEMA}"
    octets = {"content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
    assert browser.post(path, data=update, **octets).get_json() == {"number": 2}
    until(lambda: anna.events("draft:update"))
    assert desk.text() == editor.read()
    assert browser.post(path, data=b"x" * (gate.MAX_LONG_UPDATE + 1), **octets).status_code == 413
    assert browser.post(path, data=b"x", **octets).status_code == 422
    assert (
        browser.post(path.replace(f"schema={SCHEMA}", "schema=0"), data=update, **octets).get_json()["error"]
        == "schema"
    )


def test_d19_who_closes_a_draft_hears_no_more_of_it(desk: Desk, anna: Tab, ben: Tab) -> None:
    anna.open()
    assert anna.ask("draft:close") == {"ok": True, "data": {}}
    anna.events("draft:presence")
    ben.sync(Editor(ben.open()["data"]["update"]).type("goal", "x"))
    until(lambda: ben.events("draft:update"))
    assert anna.events("draft:update") == []


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moment that the pace of openings takes for now."""
    now = [1_000.0]
    monkeypatch.setattr("app.drafts.live.pace.monotonic", lambda: now[0])
    return now


@pytest.mark.row("D1")
def test_d28_who_opens_again_and_again_waits_on_all_sockets_and_nobody_else_does(
    desk: Desk, anna: Tab, ben: Tab, moment: list[float]
) -> None:
    also = Tab(desk, desk.people.actors["Anna"])
    opened = [tab.open() for _ in range(OPENINGS_AT_ONCE // 2) for tab in (anna, also)]
    assert all(answer["ok"] for answer in opened)
    assert (anna.open()["error"], also.open()["error"]) == ("too_often", "too_often")
    assert ben.open()["ok"]
    assert anna.sync(Editor(opened[0]["data"]["update"]).type("goal", "weiter"))["ok"]
    moment[0] += 1
    assert also.open()["ok"]


def test_d28_after_a_pause_there_is_room_again_but_never_for_more_than_at_once(moment: list[float]) -> None:
    pace = Pace(at_once=4, a_second=2)
    assert [pace.allows(1) for _ in range(5)] == [True] * 4 + [False]
    moment[0] += 0.5
    assert [pace.allows(1) for _ in range(2)] == [True, False]
    moment[0] += 3_600
    assert [pace.allows(1) for _ in range(5)] == [True] * 4 + [False]
