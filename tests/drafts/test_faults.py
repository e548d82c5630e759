"""What the live text refuses over the socket, and who is sent away for it."""

from __future__ import annotations

import pytest

from app.drafts.live.presence import MOST_FAULTS
from app.drafts.sockets import MOST_WAITING_OF_ONE
from app.drafts.text.tree import SCHEMA
from tests.drafts.conftest import Desk
from tests.drafts.editors import Editor
from tests.drafts.test_sockets import Tab
from tests.waiting import until


@pytest.fixture
def anna(desk: Desk) -> Tab:
    return Tab(desk, desk.people.join("Anna"))


def test_d20_the_third_fault_within_a_minute_ends_the_socket(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    del editor.body.children[0]
    update = editor.take()
    answers = [anna.sync(update)["error"] for _ in range(MOST_FAULTS)]
    assert answers == ["sections", "sections", "too_many"]
    until(lambda: not anna.socket.is_connected())


def test_d20_faults_are_a_person_s_however_many_sockets_and_ways_they_take(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    del editor.body.children[0]
    update = editor.take()
    browser = desk.people.client(desk.people.actors["Anna"])
    path = f"/drafts/{desk.draft_id}/updates?epoch=1&schema={SCHEMA}"
    octets = {"content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
    assert browser.post(path, data=update, **octets).get_json()["error"] == "sections"
    assert anna.sync(update)["error"] == "sections"
    again = Tab(desk, desk.people.actors["Anna"])
    again.open()
    assert again.sync(update)["error"] == "too_many"
    assert browser.post(path, data=update, **octets).get_json()["error"] == "unsaved"
    until(lambda: not again.socket.is_connected())
    assert anna.sync(editor.type("goal", "nach einer Minute wieder"))["error"] == "unsaved"


def test_d8_one_seat_cannot_fill_the_queue_of_everybody(desk: Desk, anna: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.drafts import store

    def refuse(*_batches: object) -> dict[int, int]:
        raise OSError("disk full")

    monkeypatch.setattr(store, "append_to_logs", refuse)
    editor = Editor(anna.open()["data"]["update"])
    for _ in range(MOST_WAITING_OF_ONE):
        assert anna.begin("draft:sync", epoch=1, update=editor.type("goal", "x"))() is None
    assert anna.sync(editor.type("goal", "x"))["error"] == "unsaved"


def test_d20_a_gap_is_no_fault(desk: Desk, anna: Tab) -> None:
    editor = Editor(anna.open()["data"]["update"])
    editor.type("goal", "fehlt")
    update = editor.type("goal", "hängt daran")
    assert [anna.sync(update)["error"] for _ in range(MOST_FAULTS + 1)] == ["gap"] * (MOST_FAULTS + 1)


def test_d8_no_acknowledgement_while_the_database_refuses(
    desk: Desk, anna: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.drafts import store

    editor, append = Editor(anna.open()["data"]["update"]), store.append_to_logs

    def refuse(*_batches: object) -> dict[int, int]:
        raise OSError("disk full")

    monkeypatch.setattr(store, "append_to_logs", refuse)
    answer = anna.begin("draft:sync", epoch=1, update=editor.type("goal", "wartet"))
    until(lambda: anna.events("draft:unsaved") == [{"draft": desk.draft_id, "unsaved": True}])
    assert answer() is None
    monkeypatch.setattr(store, "append_to_logs", append)
    until(answer)
    assert answer() == {"ok": True, "data": {"number": 2}}
    until(lambda: anna.events("draft:unsaved")[-1]["unsaved"] is False)
    assert desk.text() == editor.read()
