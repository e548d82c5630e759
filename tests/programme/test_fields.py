"""Fields and cross themes: lists that grow, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from app.accounts import service as accounts
from app.accounts import store as people_store
from app.errors import Malformed, NotAllowed, NotFound
from app.programme import delivery, service, store
from app.workshops import service as workshops
from app.workshops import store as workshop_store
from app.workshops.service import Plan


@pytest.fixture
def admin(people):
    with people.database.writing() as db:
        account = accounts.create_staff(
            db, name="Verwaltung", email="admin@example.org", password="x" * 12, role="admin"
        )
        token = accounts.open_login(db, account)
        db.flush()
        return accounts.find_actor(db, token)


def add(people, admin, code="GE", name="Gesundheit") -> int:
    with people.database.writing() as db:
        field = service.add_field(db, actor=admin, code=code, name=name)
        db.flush()
        return field.id


def names(people) -> list[str]:
    with people.database.reading() as db:
        return [field.name for field in store.list_fields(db)]


@pytest.mark.row("P1")
def test_p1_a_new_installation_starts_with_fields_themes_and_groups(people):
    assert names(people) == [
        "Sprachliche Integration", "Bildung", "Gesellschaftliche Integration", "Berufliche Integration",
    ]  # fmt: skip
    with people.database.reading() as db:
        assert [theme.name for theme in store.list_cross_themes(db)] == list(delivery.CROSS_THEMES)
        assert {group.name for group in people_store.list_groups(db)} == set(delivery.GROUPS)


@pytest.mark.row("P1")
def test_p1_what_was_edited_is_not_delivered_again(people, admin):
    with people.database.writing() as db:
        service.change_field(db, actor=admin, field_id=people.field_id, name="Sprache", retired=True)
    with people.database.writing() as db:
        delivery.deliver(db)
    assert "Sprachliche Integration" not in names(people)
    with people.database.reading() as db:
        assert len(store.list_all_fields(db)) == len(delivery.FIELDS)


@pytest.mark.row("P1")
def test_p2_a_fifth_field_is_offered_wherever_fields_are(people, admin):
    add(people, admin)
    assert names(people)[-1] == "Gesundheit"
    moderator = people.client(people.moderator)
    for page in ("/workshops/neu/workshop", "/", "/empfehlungen"):
        assert "Gesundheit" in moderator.get(page).text, page


@pytest.mark.row("P1")
def test_p2_a_workshop_in_a_new_field_is_numbered_with_its_code(people, admin):
    field_id = add(people, admin)
    with people.database.writing() as db:
        plan = Plan("Neu", "workshop", field_id, date(2027, 3, 11), ["Was fehlt?"], [])
        assert workshops.create_workshop(db, actor=people.moderator, plan=plan).code == "2027-GE-V01"


@pytest.mark.row("P1")
def test_p3_a_retired_field_is_no_longer_offered_and_stays_where_it_was_used(people, admin):
    with people.database.writing() as db:
        service.change_field(db, actor=admin, field_id=people.field_id, name="Sprache", retired=True)
    assert "Sprache" not in names(people)
    assert ">Sprache<" not in people.client(people.moderator).get("/workshops/neu/workshop").text
    with people.database.reading() as db:
        assert workshop_store.get_workshop(db, people.workshop_id).field.name == "Sprache"
    with people.database.writing() as db:
        service.change_field(db, actor=admin, field_id=people.field_id, name="Sprache", retired=False)
    assert "Sprache" in names(people)


def test_p3_no_workshop_starts_in_a_retired_field(people, admin):
    with people.database.writing() as db:
        service.change_field(db, actor=admin, field_id=people.field_id, name="Sprache", retired=True)
    plan = Plan("Neu", "workshop", people.field_id, date(2027, 3, 11), ["Was fehlt?"], [])
    with people.database.writing() as db, pytest.raises(Malformed):
        workshops.create_workshop(db, actor=people.moderator, plan=plan)


@pytest.mark.parametrize(("code", "name", "wrong"), [("SI", "Neu", "code"), ("NE", "bildung ", "name")])
def test_p4_codes_and_names_are_unique(people, admin, code, name, wrong):
    with people.database.writing() as db, pytest.raises(Malformed) as refused:
        service.add_field(db, actor=admin, code=code, name=name)
    assert set(refused.value.fields) == {wrong}


def test_p4_a_code_never_changes(people, admin):
    field_id = add(people, admin)
    with people.database.writing() as db:
        service.change_field(db, actor=admin, field_id=field_id, name="Gesund", retired=False)
        assert (store.get_field(db, field_id).code, store.get_field(db, field_id).name) == ("GE", "Gesund")
    with people.database.writing() as db, pytest.raises(Malformed):
        service.change_field(db, actor=admin, field_id=field_id, name="Bildung", retired=False)


def test_p5_only_administrators_maintain_the_fields(people):
    guest = people.join("Leyla")
    for actor in (people.moderator, guest):
        with people.database.writing() as db:
            with pytest.raises(NotAllowed):
                service.add_field(db, actor=actor, code="GE", name="Gesundheit")
            with pytest.raises(NotAllowed):
                service.change_field(db, actor=actor, field_id=people.field_id, name="x", retired=True)


def test_p5_a_field_that_is_not_there_cannot_be_changed(people, admin):
    with people.database.writing() as db, pytest.raises(NotFound):
        service.change_field(db, actor=admin, field_id=10_000, name="x", retired=True)
