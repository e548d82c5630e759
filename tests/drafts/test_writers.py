"""Who wrote what: whose each client id of Yjs is, as the pages ask for it."""

from __future__ import annotations

from typing import Any

import pytest

from app.access import Actor
from app.drafts import store
from app.drafts.text import wire
from app.workshops import admission
from tests.drafts.conftest import Desk, desk_of, forget_who_asked
from tests.drafts.editors import Editor
from tests.people import People

pytestmark = pytest.mark.row("D6")


def write(desk: Desk, actor: Actor, words: str) -> Editor:
    editor = desk.editor()
    desk.send(editor.type("goal", words), by=desk.people.participant_id(actor))
    return editor


def writers(desk: Desk, actor: Actor) -> dict[str, list[int]]:
    """The names with their client ids, as this person's page gets them."""
    forget_who_asked()
    answer = desk.people.client(actor).get(f"/drafts/{desk.draft_id}/writers")
    assert answer.status_code == 200
    return {one["name"]: one["clients"] for one in answer.get_json()["writers"]}


def test_d57_every_client_of_the_text_has_its_person_or_is_the_servers(desk: Desk) -> None:
    leyla, jonas = desk.people.join("Leyla"), desk.people.join("Jonas")
    pages = [write(desk, leyla, "Wir "), write(desk, jonas, "handeln "), write(desk, leyla, "heute.")]
    named = writers(desk, jonas)
    assert named == {
        "Leyla": sorted(page.doc.client_id for page in (pages[0], pages[2])),
        "Jonas": [pages[1].doc.client_id],
    }
    with desk.people.database.reading() as db:
        servers = {client for client, person in store.get_writers(db, desk.draft_id).items() if person is None}
    in_text = set(wire.inspect_state(desk.editor().doc.get_state()))
    assert in_text == {client for clients in named.values() for client in clients} | servers


def test_d57_they_are_named_once_the_log_is_one_snapshot(desk: Desk) -> None:
    leyla = desk.people.join("Leyla")
    page = write(desk, leyla, "Wir handeln.")
    with desk.people.database.writing() as db:
        store.compact(db, desk.hub.pipeline.room(desk.draft_id).snapshot())
    assert writers(desk, leyla) == {"Leyla": [page.doc.client_id]}


def test_d57_who_was_removed_is_still_named(desk: Desk) -> None:
    leyla = desk.people.join("Leyla")
    page = write(desk, leyla, "Wir handeln.")
    who = {"workshop_id": desk.people.workshop_id, "participant_id": desk.people.participant_id(leyla)}
    with desk.people.database.writing() as db:
        admission.remove(db, actor=desk.people.moderator, **who)
    assert writers(desk, desk.people.moderator) == {"Leyla": [page.doc.client_id]}


@pytest.mark.parametrize("what", ["writers", "people"])
def test_d57_who_waits_to_be_let_in_learns_no_names(application: Any, what: str) -> None:
    desk = desk_of(People(application, admission="lobby"))
    waiting = desk.people.join("Wartend", confirmed=False)
    forget_who_asked()
    assert desk.people.client(waiting).get(f"/drafts/{desk.draft_id}/{what}").status_code == 403


def test_d56_a_page_learns_whom_it_can_mention(desk: Desk) -> None:
    leyla = desk.people.join("Leyla", group="Kommunen")
    forget_who_asked()
    told = desk.people.client(leyla).get(f"/drafts/{desk.draft_id}/people").get_json()["people"]
    assert [(one["name"], one["group"]) for one in told][1:] == [("Leyla", "Kommunen")]
