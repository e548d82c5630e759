"""Facts over the real socket: told after the commit, to those who may know, and no longer to those who may not."""

from __future__ import annotations

import pytest
import socketio

from app.accounts import service as accounts
from app.workshops.rules import Phase
from tests.people import People
from tests.servers import Browser, LiveServer
from tests.waiting import until

REVOKED_WITHIN = 2.0


@pytest.fixture
def people(served):
    return People(served, collecting="private")


def visit(server: LiveServer, people: People, name: str) -> Browser:
    """A guest who has joined the workshop of `people` through the page."""
    browser = Browser(server)
    browser.join(token(people), name, people.group_ids["Länder"])
    return browser


def token(people: People) -> str:
    from app.workshops import store

    with people.database.reading() as db:
        return store.get_workshop(db, people.workshop_id).join_token


def moderator(server: LiveServer, people: People) -> Browser:
    browser = Browser(server)
    browser.become(people.application, people.moderator)
    return browser


@pytest.mark.row("A1", "A2")
def test_l1_everybody_in_the_room_is_told_of_a_new_phase(server, people):
    chair, guest = moderator(server, people), visit(server, people, "Leyla")
    with (
        chair.connected({"workshop_id": people.workshop_id}) as hers,
        guest.connected({"workshop_id": people.workshop_id}) as his,
    ):
        answer = chair.ask("POST", f"/workshops/{people.workshop_id}/phase-changes", {"phase": "collect"})
        assert answer.status_code == 204
        until(lambda: "phase:changed" in hers.kinds() and "phase:changed" in his.kinds(), seconds=2)
        numbers = [fact["number"] for fact in his.facts]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@pytest.mark.row("B2")
def test_l2_a_hidden_need_is_a_bare_number_to_the_others(server, people):
    people.move_to(Phase.COLLECT)
    chair, leyla, karin = moderator(server, people), visit(server, people, "Leyla"), visit(server, people, "Karin")
    room = {"workshop_id": people.workshop_id}
    with chair.connected(room) as seen_by_chair, karin.connected(room) as seen_by_karin:
        body = {"title": "Es fehlt Zeit", "request_key": "schlüssel-1"}
        assert leyla.ask("POST", f"/workshops/{people.workshop_id}/needs", body).status_code == 201
        until(lambda: "need:submitted" in seen_by_chair.kinds(), seconds=2)
        until(lambda: seen_by_karin.facts, seconds=2)
        assert set(seen_by_karin.facts[-1]) == {"number"}


def test_l3_who_is_removed_is_cut_within_two_seconds(server, people):
    chair, guest = moderator(server, people), visit(server, people, "Leyla")
    with guest.connected({"workshop_id": people.workshop_id}) as socket:
        state = guest.get(f"/workshops/{people.workshop_id}/room").json()
        path = f"/workshops/{people.workshop_id}/participants/{state['me']['id']}"
        assert chair.ask("DELETE", path).status_code == 204
        until(lambda: not socket.is_connected, seconds=REVOKED_WITHIN, what="the end of the socket")
    assert guest.get(f"/workshops/{people.workshop_id}/room").status_code == 404
    with pytest.raises(socketio.exceptions.ConnectionError), guest.connected({"workshop_id": people.workshop_id}):
        pass


def test_l3_signing_out_cuts_every_socket_of_that_login(server, people):
    chair = moderator(server, people)
    with chair.connected({"workshop_id": people.workshop_id}) as socket:
        chair.http.post(f"{server.address}/abmelden", {"csrf_token": chair.csrf}, timeout=10)
        until(lambda: not socket.is_connected, seconds=REVOKED_WITHIN, what="the end of the socket")


def test_l3_a_copied_cookie_is_worth_nothing_after_signing_out(server, people):
    chair, thief = moderator(server, people), Browser(server)
    thief.http.cookies.update(chair.http.cookies)
    assert thief.get(f"/workshops/{people.workshop_id}/room").ok
    chair.http.post(f"{server.address}/abmelden", {"csrf_token": chair.csrf}, timeout=10)
    assert thief.get(f"/workshops/{people.workshop_id}/room").status_code == 401


def test_l3_losing_a_role_or_the_account_cuts_the_socket(server, people):
    chair, guest = moderator(server, people), visit(server, people, "Leyla")
    room = {"workshop_id": people.workshop_id}
    me = guest.get(f"/workshops/{people.workshop_id}/room").json()["me"]
    with guest.connected(room) as socket:
        body = {"name": "Leyla", "organisation": "", "stakeholder_group_id": None, "role": "observer"}
        path = f"/workshops/{people.workshop_id}/participants/{me['id']}"
        assert chair.ask("PUT", path, body).status_code == 204
        until(lambda: not socket.is_connected, seconds=REVOKED_WITHIN, what="the end of the socket")
    with guest.connected(room) as socket:
        with people.database.writing() as db:
            from app.workshops import store

            account_id = store.get_participant(db, people.workshop_id, me["id"]).account_id
            accounts.delete_account(db, account_id=account_id)
        until(lambda: not socket.is_connected, seconds=REVOKED_WITHIN, what="the end of the socket")


def test_l3_who_only_says_to_be_gone_is_cut_all_the_same(server, people):
    chair, guest = moderator(server, people), visit(server, people, "Leyla")
    me = guest.get(f"/workshops/{people.workshop_id}/room").json()["me"]
    with guest.connected({"workshop_id": people.workshop_id}) as socket:
        socket.client.emit("disconnect", "client namespace disconnect")
        assert chair.ask("DELETE", f"/workshops/{people.workshop_id}/participants/{me['id']}").status_code == 204
        until(lambda: not socket.is_connected, seconds=REVOKED_WITHIN, what="the end of the socket")


def test_l4_strangers_get_no_socket(server, people):
    nobody = Browser(server)
    for auth in ({"workshop_id": people.workshop_id}, {"screen": "guessed"}, {"workshop_id": "1; DROP"}, {}):
        with pytest.raises(socketio.exceptions.ConnectionError), nobody.connected(auth):
            pass


@pytest.mark.row("G5")
def test_l5_a_screen_hears_facts_without_signing_in_and_knows_nothing_of_hidden_ones(server, people):
    people.move_to(Phase.COLLECT)
    chair, leyla = moderator(server, people), visit(server, people, "Leyla")
    screen = chair.get(f"/workshops/{people.workshop_id}/room").json()["screens"][0]
    with Browser(server).connected({"screen": screen["token"]}) as beamer:
        body = {"title": "Es fehlt Zeit", "request_key": "schlüssel-1"}
        leyla.ask("POST", f"/workshops/{people.workshop_id}/needs", body)
        chair.ask("PUT", f"/workshops/{people.workshop_id}/countdown", {"minutes": 10})
        until(lambda: "countdown:set" in beamer.kinds(), seconds=2)
        assert "need:submitted" not in beamer.kinds()
