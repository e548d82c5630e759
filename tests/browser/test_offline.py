"""The connection breaks, the page is loaded anew, the server restarts: nothing is lost and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Request, Route, expect

from app.needs import store as needs
from app.voting.models import Ballot
from app.workshops.rules import Phase
from tests.browser.places import room_of
from tests.browser.visitors import LAPTOP, PHONE, Visitor
from tests.people import People
from tests.servers import LiveServer
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
# A page tries again every few seconds; a loaded machine is slow on top of it.
BACK = 45_000
NEED = "Elternbriefe gibt es nur auf Deutsch"
WAITS = "wartet auf Verbindung"


def titles(people: People) -> list[str]:
    with people.database.reading() as db:
        return [need.title for need in needs.list_needs(db, people.workshop_id)]


def lose_the_answer(page: Page, address: str, method: str) -> None:
    """The next request of `method` reaches the server, but its answer never comes back."""

    def deliver(route: Route, request: Request) -> None:
        if request.method == method:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(address, deliver)


@pytest.mark.row("G7", "C16")
def test_a_need_whose_answer_is_lost_waits_and_is_there_once(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    leyla.page.get_by_label("Was fehlt?").fill(NEED)
    lose_the_answer(leyla.page, "**/needs", "POST")
    leyla.press("Bedarf einreichen")
    leyla.sees(WAITS, exact=False)
    leyla.sees(NEED)
    assert titles(hall.people) == [NEED]
    leyla.page.unroute("**/needs")
    expect(leyla.page.get_by_text(WAITS)).to_have_count(0, timeout=BACK)
    leyla.sees("Von Ihnen eingereicht (1)")
    assert titles(hall.people) == [NEED]


@pytest.mark.row("G7", "C16")
@on_one_database
def test_needs_written_without_a_connection_are_sent_once_on_return(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    leyla.sees("Ihr Handlungsbedarf")
    leyla.context.set_offline(True)
    expect(leyla.page.get_by_text("Keine Verbindung seit")).to_be_visible(timeout=BACK)
    for title in (NEED, "Ein zweiter Bedarf"):
        leyla.page.get_by_label("Was fehlt?").fill(title)
        leyla.press("Bedarf einreichen")
    leyla.sees("2 Bedarfe warten auf diesem Gerät", exact=False)
    leyla.page.get_by_label("Was fehlt?").fill("Ein dritter, noch nicht fertig")
    leyla.check("14-getrennt")
    assert titles(hall.people) == []
    leyla.context.set_offline(False)
    expect(leyla.page.get_by_text(WAITS)).to_have_count(0, timeout=BACK)
    leyla.sees("Wieder verbunden. 2 Bedarfe sind gesendet.")
    leyla.check("14-wieder-da")
    assert leyla.page.get_by_label("Was fehlt?").input_value() == "Ein dritter, noch nicht fertig"
    assert titles(hall.people) == [NEED, "Ein zweiter Bedarf"]


@pytest.mark.row("G7")
@on_one_database
def test_what_was_typed_and_what_waits_survives_loading_the_page_anew(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    lose_the_answer(leyla.page, "**/needs", "POST")
    leyla.page.get_by_label("Was fehlt?").fill(NEED)
    leyla.press("Bedarf einreichen")
    leyla.sees(WAITS, exact=False)
    leyla.page.get_by_label("Was fehlt?").fill("Angefangen")
    leyla.page.get_by_label("Was sollte man dazu wissen?").fill("Mit einem Satz dazu")
    leyla.page.unroute("**/needs")
    leyla.page.reload()
    expect(leyla.page.get_by_label("Was fehlt?")).to_have_value("Angefangen")
    expect(leyla.page.get_by_label("Was sollte man dazu wissen?")).to_have_value("Mit einem Satz dazu")
    leyla.sees("Von Ihnen eingereicht (1)")
    expect(leyla.page.get_by_text(WAITS)).to_have_count(0, timeout=BACK)
    assert titles(hall.people) == [NEED]


def consent(hall: Hall) -> int:
    poll_id = hall.consent_poll()
    hall.people.join("Leyla Vorlage")
    hall.open(poll_id)
    return poll_id


def answers(hall: Hall, poll_id: int) -> list[tuple[str, int]]:
    """[(answer, revision)] of the poll's ballots."""
    with hall.database.reading() as db:
        return [(row.choices["answer"], row.revision) for row in db.query(Ballot).filter_by(poll_id=poll_id)]


@pytest.mark.row("C16", "G7")
def test_a_ballot_whose_answer_is_lost_is_counted_once(enter: Enter, hall: Hall) -> None:
    poll_id = consent(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people), PHONE)
    leyla.page.get_by_label("Ich stimme zu", exact=True).check()
    lose_the_answer(leyla.page, "**/ballot", "PUT")
    leyla.press("Stimme abgeben")
    leyla.sees("Noch nicht gezählt. Ihre Stimme wartet auf Verbindung.")
    leyla.check("14-stimme-wartet")
    leyla.page.unroute("**/ballot")
    expect(leyla.page.get_by_text("Ihre Stimme ist gezählt")).to_be_visible(timeout=BACK)
    assert leyla.page.get_by_text("in einem anderen Fenster").count() == 0
    assert answers(hall, poll_id) == [("agree", 1)]


@pytest.mark.row("C16")
@on_one_database
def test_a_ballot_that_arrives_after_the_end_is_told_that_it_does_not_count(enter: Enter, hall: Hall) -> None:
    poll_id = consent(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people), PHONE)
    leyla.page.get_by_label("Ich stimme zu", exact=True).check()
    leyla.page.route("**/ballot", lambda route: route.abort())
    leyla.press("Stimme abgeben")
    leyla.sees("Noch nicht gezählt. Ihre Stimme wartet auf Verbindung.")
    hall.close(poll_id)
    leyla.sees("Die Abstimmung ist geschlossen.", exact=False)
    leyla.page.unroute("**/ballot")
    late = "Die Abstimmung ist geschlossen. Ihre Stimme kam zu spät und zählt nicht."
    expect(leyla.page.get_by_text(late)).to_be_visible(timeout=BACK)
    leyla.check("14-zu-spaet")
    assert answers(hall, poll_id) == []


@pytest.mark.row("G7")
def test_open_pages_recover_from_a_crash_of_the_server_by_themselves(
    chromium, own_server: LiveServer, own_application: Flask
) -> None:
    people = People(own_application, collecting="open")
    people.move_to(Phase.COLLECT)
    leyla = Visitor(chromium, own_server.address, "Leyla", PHONE)
    jonas = Visitor(chromium, own_server.address, "Jonas", LAPTOP)
    for visitor in (leyla, jonas):
        visitor.become(own_application, people.join(visitor.name))
        visitor.open(room_of(people))
        visitor.sees("Ihr Handlungsbedarf")
    own_server.kill()
    leyla.page.get_by_label("Was fehlt?").fill(NEED)
    leyla.press("Bedarf einreichen")
    leyla.sees(WAITS, exact=False)
    jonas.page.get_by_label("Was fehlt?").fill("Angefangen")
    expect(jonas.page.locator(".kw-conn")).to_have_text("Verbindung wird gesucht", timeout=BACK, use_inner_text=True)
    jonas.check("14-server-weg")
    own_server.start()
    expect(jonas.page.get_by_text(NEED)).to_be_visible(timeout=BACK)
    expect(leyla.page.get_by_text(WAITS)).to_have_count(0, timeout=BACK)
    expect(jonas.page.get_by_label("Was fehlt?")).to_have_value("Angefangen")
    expect(jonas.page.locator(".kw-conn")).to_have_text("Verbunden", use_inner_text=True)
    assert jonas.page.get_by_text(NEED).count() == 1
    assert titles(people) == [NEED]
    for visitor in (leyla, jonas):
        visitor.check("14-server-wieder-da")
        visitor.close()
