"""Signing in and out, logins, people and organisations, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts import service, store
from app.accounts.models import Account, Login
from app.accounts.routes import local_address
from app.errors import Malformed
from tests.people import PASSWORD


def sign_in(people, email: str, password: str) -> str:
    with people.database.writing() as db:
        return service.sign_in(db, account_id=service.check_password(db, email=email, password=password))


def actor_of(people, token: str):
    with people.database.reading() as db:
        return service.find_actor(db, token)


def test_a1_the_right_address_and_password_sign_in_however_the_address_is_written(people):
    token = sign_in(people, f"  {people.email.upper()} ", PASSWORD)
    assert actor_of(people, token).account_id == people.moderator.account_id


def test_a1_whatever_was_wrong_the_sentence_is_the_same(people):
    sentences = set()
    for email, password in ((people.email, "falsch"), ("niemand@example.org", PASSWORD), ("", ""), (people.email, "")):
        with pytest.raises(Malformed) as refused:
            sign_in(people, email, password)
        sentences.add((str(refused.value.message), tuple(refused.value.fields)))
    assert sentences == {("E-Mail-Adresse oder Passwort stimmt nicht.", ())}


def test_a1_an_unknown_address_costs_a_verification_too(people, monkeypatch):
    verified = []
    real = service._matches
    monkeypatch.setattr(service, "_matches", lambda known, typed: verified.append(typed) or real(known, typed))
    for email in (people.email, "niemand@example.org"):
        with pytest.raises(Malformed):
            sign_in(people, email, "falsch")
    assert verified == ["falsch", "falsch"]


def test_a2_the_database_holds_only_the_hash_of_a_login(people):
    token = sign_in(people, people.email, PASSWORD)
    with people.database.reading() as db:
        hashes = set(db.scalars(select(Login.token_hash)))
    assert token not in hashes
    assert all(len(one) == 64 for one in hashes)
    assert actor_of(people, next(iter(hashes))) is None


def test_a3_signing_out_ends_this_login_and_no_other(people):
    laptop, phone = (sign_in(people, people.email, PASSWORD) for _ in range(2))
    leaving = actor_of(people, laptop)
    for _twice in range(2):
        with people.database.writing() as db:
            service.sign_out(db, actor=leaving)
        assert actor_of(people, laptop) is None
        assert actor_of(people, phone) is not None


def test_a4_a_deleted_person_has_no_name_no_address_and_no_login_left(people):
    address = people.email
    token = sign_in(people, address, PASSWORD)
    account_id = people.moderator.account_id
    for _twice in range(2):
        with people.database.writing() as db:
            service.delete_account(db, account_id=account_id)
    with people.database.reading() as db:
        row = db.get_one(Account, account_id)
        assert (row.name, row.email, row.password_hash) == ("", None, None)
        assert store.list_open_logins(db, account_id) == []
    assert actor_of(people, token) is None
    with pytest.raises(Malformed):
        sign_in(people, address, PASSWORD)


def test_a5_nobody_signs_in_as_a_guest(people):
    guest = people.join("Leyla")
    with people.database.reading() as db:
        row = db.get_one(Account, guest.account_id)
        assert (row.email, row.password_hash, row.programme_role) == (None, None, "none")
    with pytest.raises(Malformed):
        sign_in(people, "Leyla", "")
    assert not guest.is_staff


def test_a6_a_password_is_kept_as_an_argon2id_hash_only(people):
    assert people.email  # from now on the moderator has a password
    with people.database.reading() as db:
        row = db.get_one(Account, people.moderator.account_id)
        values = [str(getattr(row, column.name)) for column in Account.__table__.columns]
    assert row.password_hash is not None
    assert row.password_hash.startswith("$argon2id$")
    assert not any(PASSWORD in value for value in values)


@pytest.mark.parametrize("written", ["Stadt Beispiel", "  stadt beispiel ", "STADT BEISPIEL"])
def test_a7_an_organisation_is_one_however_its_name_is_written(people, written):
    with people.database.writing() as db:
        first = service.organisation_named(db, "Stadt Beispiel", None).id
        assert service.organisation_named(db, written, people.group_ids["Kommunen"]).id == first


ELSEWHERE = (
    "https://example.org", "//example.org", "/\\example.org", "\\\\example.org", "javascript:alert(1)", "uebersicht",
    "http:example.org", "/\t/example.org", "/\n/example.org", "",
    " //example.org", "///example.org", "/%0d%0aX: 1\r\nX: 2",
    "//[", "http://[", "//℀.example",
)  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a8_a_sign_in_leads_nowhere_else(address):
    assert local_address(address) is None


@pytest.mark.parametrize("address", ["/", "/uebersicht", "/workshops/3?a=b", "/r/abc"])
def test_a8_a_sign_in_leads_to_pages_of_our_own(address):
    assert local_address(address) == address


def test_a9_a_sign_in_gives_the_session_a_new_identity_and_keeps_the_language(people, client):
    client.post("/sprache", data={"language": "en"})
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    client.post("/anmelden", data={"email": people.email, "password": PASSWORD})
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "en"
        assert actor_of(people, session["_user_id"]).account_id == people.moderator.account_id
