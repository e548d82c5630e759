"""Coming into a room, being let in, and being sent out again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.workshops import admission, store
from app.workshops.rules import Phase
from tests.browser.places import entrance_of, room_of
from tests.browser.visitors import PHONE, Visitor, soon
from tests.people import People
from tests.voting.hall import Hall

Visit = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
FIELDS = ":is(input:not([type=hidden]), select, textarea):visible"


def fill_in(guest: Visitor, name: str) -> None:
    guest.page.get_by_label("Vor- und Nachname").fill(name)
    guest.page.get_by_label("Organisation").fill("Beispielverband")
    guest.page.get_by_label("Beteiligtengruppe").select_option(label="Länder")
    guest.press("Beitreten")


@pytest.mark.row("G1", "B1")
def test_a_phone_needs_three_fields_and_two_presses_from_the_qr_code_to_its_first_need(
    visit: Visit, hall: Hall
) -> None:
    hall.people.move_to(Phase.COLLECT)
    began = time.monotonic()
    phone = visit("Leyla", PHONE)
    phone.open(entrance_of(hall.people))
    phone.sees("Der Code ist gültig. Sie brauchen kein Benutzerkonto.")
    assert phone.page.locator(f"main {FIELDS}").count() == 3
    phone.check("10-beitreten-qr")
    fill_in(phone, "Leyla Vorlage")
    phone.page.get_by_label("Was fehlt?").fill("Elternbriefe gibt es nur auf Deutsch")
    phone.press("Bedarf einreichen")
    phone.sees("gesendet", exact=False)
    print(f"from the link to the first need: {time.monotonic() - began:.1f} s")  # noqa: T201  # for the reader of the run
    assert phone.page.locator(f"form:has(#need-title) {FIELDS}").count() == 2
    phone.hears("ist eingereicht.")


@pytest.mark.row("G1")
@on_one_database
def test_a_device_that_comes_back_is_in_the_room_with_one_press(visit: Visit, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    phone = visit("Leyla", PHONE)
    link = entrance_of(hall.people)
    phone.open(link)
    fill_in(phone, "Leyla Vorlage")
    phone.sees("Was fehlt?")
    phone.open("/empfehlungen")
    phone.open(link)
    phone.sees("Willkommen zurück, Leyla Vorlage")
    phone.check("10-willkommen-zurueck")
    phone.check_narrow("10-willkommen-zurueck")
    phone.page.get_by_role("link", name="Weiter", exact=True).click()
    phone.sees("Was fehlt?")
    assert phone.page.url.endswith(room_of(hall.people))
    with hall.database.reading() as db:
        names = [one.name for one in store.list_participants(db, hall.workshop_id)]
    assert names.count("Leyla Vorlage") == 1


@pytest.mark.row("G1")
@on_one_database
def test_whoever_is_not_the_one_who_used_the_device_joins_anew(visit: Visit, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    tablet = visit("Leyla")
    tablet.open(entrance_of(hall.people))
    fill_in(tablet, "Leyla Vorlage")
    tablet.sees("Was fehlt?")
    tablet.open(entrance_of(hall.people))
    tablet.press("Das bin ich nicht")
    tablet.sees("Der Code ist gültig. Sie brauchen kein Benutzerkonto.")
    fill_in(tablet, "Jonas Modell")
    tablet.sees("Was fehlt?")
    with hall.database.reading() as db:
        names = [one.name for one in store.list_participants(db, hall.workshop_id)]
    assert names[-2:] == ["Leyla Vorlage", "Jonas Modell"]


@pytest.mark.row("G1")
@on_one_database
def test_a_wrong_code_and_an_old_one_are_refused_in_plain_words(visit: Visit, hall: Hall) -> None:
    phone = visit("Leyla", PHONE)
    phone.open("/beitreten")
    phone.page.get_by_label("Zugangscode").fill("000 000")
    fill_in(phone, "Leyla Vorlage")
    phone.sees("Diesen Code gibt es nicht. Er hat sechs Ziffern und steht auf der Leinwand.")
    expect(phone.page.locator("[data-error-summary]")).to_be_focused()
    assert phone.page.get_by_label("Vor- und Nachname").input_value() == "Leyla Vorlage"
    phone.check("10-code-falsch")
    hall.people.move_to(Phase.CLOSED)
    phone.open(entrance_of(hall.people))
    phone.sees("Der Code gilt nicht mehr. Bitte fragen Sie die Moderation.")


@pytest.mark.row("G1", "G2", "G8")
def test_who_waits_in_the_lobby_is_let_in_and_starts_at_the_new_heading(
    visit: Visit, enter: Visit, backstage: Flask
) -> None:
    people = People(backstage, admission="lobby")
    people.move_to(Phase.COLLECT)
    phone = visit("Leyla", PHONE)
    phone.open(entrance_of(people))
    fill_in(phone, "Leyla Vorlage")
    phone.sees("Die Moderation lässt Sie gleich ein")
    phone.check("10-warteraum")
    chair = enter("Moderation", people.moderator, room_of(people))
    chair.sees("1 Person wartet: Leyla Vorlage")
    chair.check("10-einlass")
    chair.press("Alle einlassen")
    question = phone.page.get_by_role("heading", name="Was fehlt?", level=1)
    expect(question).to_be_visible(timeout=soon())
    expect(question).to_be_focused()
    phone.hears("Sie sind im Raum. Aktuell: Sammeln.")
    expect(chair.page.get_by_text("1 Person wartet")).to_have_count(0)


@pytest.mark.row("G2", "G3")
def test_who_is_removed_sees_it_within_two_seconds(enter: Visit, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    leyla = hall.people.join("Leyla Vorlage")
    phone = enter("Leyla", leyla, room_of(hall.people), PHONE)
    phone.page.get_by_label("Was fehlt?").fill("Ein Satz, der nicht mehr ankommt")
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.press("Personen")
    chair.press("Leyla Vorlage: Entfernen")
    chair.answer("Entfernen")
    gone = phone.page.get_by_role("heading", name="Sie sind nicht mehr in diesem Raum.")
    expect(gone).to_be_visible(timeout=soon())
    expect(gone).to_be_focused()
    phone.hears("Sie sind nicht mehr in diesem Raum.", region="urgent")
    phone.check("10-entfernt")
    phone.page.reload()
    expect(phone.page.get_by_label("Was fehlt?")).to_have_count(0)


@pytest.mark.row("G2")
@on_one_database
def test_who_was_removed_cannot_come_back_by_the_link(enter: Visit, hall: Hall) -> None:
    leyla = hall.people.join("Leyla Vorlage")
    participant_id = hall.people.participant_id(leyla)
    with hall.database.writing() as db:
        who = {"workshop_id": hall.workshop_id, "participant_id": participant_id}
        admission.remove(db, actor=hall.moderator, **who)
    phone = enter("Leyla", leyla, entrance_of(hall.people), PHONE)
    fill_in(phone, "Leyla Vorlage")
    phone.sees("Die Moderation hat Sie nicht eingelassen. Bitte sprechen Sie sie an.")
