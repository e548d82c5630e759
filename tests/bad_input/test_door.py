"""The door: guessing, forging, planting, redirecting."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.factory import create_app
from app.workshops import store
from tests.conftest import IsolatedClient
from tests.people import PASSWORD, People

WRONG = "E-Mail-Adresse oder Passwort stimmt nicht."
JSON = {"Accept": "application/json"}


@pytest.fixture
def guarded(application: Flask) -> Iterator[Flask]:
    """The application as it runs: with the CSRF protection on, and limits that are soon reached."""
    settings: Settings = application.extensions["konsenswerk.settings"]
    limits = {"sign_in_limit": "3 per 5 minutes", "join_limit": "4 per 5 minutes", "check_limit": "2 per minute"}
    built = create_app(replace(settings, **limits))
    built.test_client_class = IsolatedClient
    yield built
    built.extensions["konsenswerk.database"].engine.dispose()
    from app.limits import limiter

    limiter.reset()


@pytest.fixture
def visitor(guarded: Flask) -> FlaskClient:
    return guarded.test_client()


def token_of(client: FlaskClient, path: str = "/anmelden") -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def test_whether_an_account_exists_is_not_told(client, people):
    answers = []
    for email, password in ((people.email, "falsch"), ("niemand@example.org", "falsch"), (people.email, "x" * 200)):
        answer = client.post("/anmelden", data={"email": email, "password": password})
        assert answer.status_code == 422
        answers.append(re.sub(r'value="[^"]*"|content="[^"]*"', "", answer.text))
        assert f'value="{email}"' in answer.text
        assert password not in answer.text
    assert len(set(answers)) == 1
    assert WRONG in answers[0]


IMPOSSIBLE = (
    {}, {"email": "", "password": ""}, {"email": "x" * 300, "password": "x"}, {"email": "\x00", "password": "x"},
    {"email": "a@b", "password": "x" * 100_000},
)  # fmt: skip
ELSEWHERE = (
    "https://example.org/", "//example.org", "/\\example.org", "/\t/example.org", "/x\r\nSet-Cookie: a=b",
)  # fmt: skip


@pytest.mark.parametrize("wrong", IMPOSSIBLE)
def test_a_sign_in_that_cannot_be_is_refused(client, people, wrong):
    assert client.post("/anmelden", data=wrong).status_code == 422


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_sign_in_never_leads_elsewhere(client, people, elsewhere):
    answer = client.post("/anmelden", data={"email": people.email, "password": PASSWORD, "next": elsewhere})
    assert (answer.status_code, answer.location) == (302, "/uebersicht")
    assert client.post("/sprache", data={"language": "en", "next": elsewhere}).location == "/"
    assert client.post("/abmelden", data={"next": elsewhere}).location == "/"


def test_who_was_sent_to_sign_in_comes_back_to_where_they_wanted(client, people):
    page = f"/workshops/{people.workshop_id}"
    sent = client.get(page)
    assert (sent.status_code, sent.location) == (302, f"/anmelden?next={page}")
    answer = client.post("/anmelden", data={"email": people.email, "password": PASSWORD, "next": page})
    assert answer.location == page


def test_without_the_token_of_the_page_nothing_is_written(visitor, people):
    for data in ({}, {"csrf_token": "geraten"}):
        answer = visitor.post("/anmelden", data={"email": people.email, "password": PASSWORD, **data})
        assert answer.status_code == 400
        assert "Diese Seite ist zu alt." in answer.text
    signed_in = People.client(_as(people, visitor.application), people.moderator)
    for headers in ({}, {"X-CSRFToken": "geraten"}, {"X-CSRFToken": token_of(visitor)}):
        answer = signed_in.post(f"/workshops/{people.workshop_id}/attention", json={}, headers={**JSON, **headers})
        assert (answer.status_code, answer.json["error"]) == (400, "csrf")


def _as(people: People, application: Flask) -> People:
    """The same people at another application on the same database."""
    moved = object.__new__(People)
    vars(moved).update({**vars(people), "application": application})
    return moved


def test_with_the_token_of_ones_own_page_it_is_written(visitor, people):
    signed_in = _as(people, visitor.application).client(people.moderator)
    headers = {**JSON, "X-CSRFToken": token_of(signed_in, "/uebersicht")}
    assert signed_in.post(f"/workshops/{people.workshop_id}/attention", json={}, headers=headers).status_code == 204


def test_guessing_passwords_is_slowed_down_with_a_sentence(visitor, people):
    token = token_of(visitor)
    data = {"email": people.email, "password": "falsch", "csrf_token": token}
    assert [visitor.post("/anmelden", data=data).status_code for _ in range(3)] == [422] * 3
    refused = visitor.post("/anmelden", data={**data, "password": PASSWORD})
    assert refused.status_code == 429
    assert "Zu viele Versuche. Bitte warten Sie 5 Minuten." in refused.text


def test_a_right_sign_in_is_no_guess_however_often(visitor, people):
    data = {"email": people.email, "password": PASSWORD}
    for _more_than_the_limit in range(4):
        answer = visitor.post("/anmelden", data={**data, "csrf_token": token_of(visitor, "/")})
        assert (answer.status_code, answer.location) == (302, "/uebersicht")
    wrong = {**data, "password": "falsch", "csrf_token": token_of(visitor, "/")}
    assert [visitor.post("/anmelden", data=wrong).status_code for _ in range(4)] == [422] * 3 + [429]


@pytest.mark.row("G1")
def test_a_hall_that_joins_from_one_address_is_not_slowed_down(guarded, people):
    with people.database.reading() as db:
        code = store.get_workshop(db, people.workshop_id).join_code
    claim = {"code": code, "organisation": "Amt", "stakeholder_group_id": people.group_ids["Länder"]}
    for number in range(6):
        phone = guarded.test_client()
        token = token_of(phone, f"/r/{code}")
        answer = phone.post("/beitreten", data={**claim, "name": f"Gast {number}", "csrf_token": token})
        assert (answer.status_code, answer.location) == (302, f"/workshops/{people.workshop_id}")
    guesser = guarded.test_client()
    wrong = {**claim, "code": "000000", "name": "Gast", "csrf_token": token_of(guesser)}
    assert [guesser.post("/beitreten", data=wrong).status_code for _ in range(5)] == [422] * 4 + [429]


def test_checking_record_files_is_slowed_down_whether_they_are_right_or_not(visitor):
    def check():
        file = (io.BytesIO(b"{}"), "record.json")
        return visitor.post("/pruefen", data={"file": file, "csrf_token": token_of(visitor)})

    answers = [check() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Zu viele Versuche. Bitte warten Sie 5 Minuten." in answers[-1].text


@pytest.mark.row("G1")
def test_guessing_codes_is_slowed_down_with_a_sentence(visitor, people):
    answers = [visitor.get(f"/r/{code:06}", headers=JSON) for code in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    assert answers[-1].json["message"] == "Zu viele Versuche. Bitte warten Sie 5 Minuten."


@pytest.mark.parametrize("forged", ["x", "eyJhIjoxfQ.x.y", ".", "=" * 4_000])
def test_a_forged_session_is_nobody(client, people, forged):
    client.set_cookie("konsenswerk", forged)
    assert client.get("/uebersicht", headers=JSON).status_code == 401


def test_a_session_with_an_id_in_place_of_the_secret_is_nobody(client, people):
    for guess in (str(people.moderator.account_id), str(people.moderator.login_id), "", "None"):
        with client.session_transaction() as session:
            session["_user_id"] = guess
        assert client.get("/uebersicht", headers=JSON).status_code == 401


@pytest.mark.parametrize("host", ["example.org", 'x"><script>alert(1)</script>', "example.org:99999"])
def test_a_forged_host_gets_no_script_and_no_redirect(client, people, host):
    answer = client.get("/anmelden", headers={"Host": host})
    assert "<script>alert" not in answer.text
    answer = client.get("/uebersicht", headers={"Host": host, "X-Forwarded-Host": "example.org"})
    assert answer.status_code in (302, 400)
    assert not (answer.location or "").startswith(("http", "//"))


def test_links_of_a_room_show_the_address_of_the_installation_and_not_the_host_that_was_asked(people):
    asked = {"X-Forwarded-Host": "example.org", **JSON}
    room = people.client(people.moderator).get(f"/workshops/{people.workshop_id}/room", headers=asked).json
    assert room["join"]["link"].startswith("http://127.0.0.1:5000/r/")


def test_who_asks_is_not_believed_about_their_address_without_a_proxy(visitor, people):
    for number in range(5):
        visitor.get("/r/000000", headers={**JSON, "X-Forwarded-For": f"192.0.2.{number}"})
    assert visitor.get("/r/000000", headers=JSON).status_code == 429
