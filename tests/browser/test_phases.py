"""Agenda, clock and phases: what the moderation does is on every device and on the screen within two seconds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.workshops.rules import Phase
from tests.browser.places import room_of, screen_of
from tests.browser.visitors import PHONE, PROJECTOR, Visitor, soon
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
REST = re.compile(r"Restzeit \d+ Minuten? \d+ Sekunden?")
LONGER = re.compile("Restzeit [89] Minuten")


def sees_soon(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=soon())


@pytest.mark.row("A1", "G8")
def test_the_current_item_is_on_every_device_and_the_screen_within_two_seconds(
    enter: Enter, visit: Enter, hall: Hall
) -> None:
    hall.people.move_to(Phase.COLLECT)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    beamer.sees("Schreiben Sie auf, was fehlt.")
    leyla.page.get_by_label("Was fehlt?").focus()
    chair.press("TOP 2 aufrufen")
    sees_soon(beamer.page, "TOP 2 Sammeln")
    expect(chair.page.locator(".kw-thread [aria-current=step]")).to_contain_text("TOP 2 Sammeln", timeout=soon())
    leyla.hears("Der Raum ist jetzt bei TOP 2, Sammeln.")
    expect(leyla.page.get_by_label("Was fehlt?")).to_be_focused()
    leyla.press("Ablauf")
    expect(leyla.page.locator(".kw-thread [aria-current=step]")).to_contain_text("TOP 2 Sammeln")
    leyla.check("11-ablauf")


@pytest.mark.row("A3")
def test_the_clock_runs_on_every_device_and_the_screen_within_two_seconds(
    enter: Enter, visit: Enter, hall: Hall
) -> None:
    hall.people.move_to(Phase.COLLECT)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    chair.press("Leinwand")
    chair.press("Zeit zeigen")
    sees_soon(beamer.page, "Keine Zeit gestellt")
    leyla.sees("Ihr Handlungsbedarf")
    chair.press("Zeit")
    chair.press("5 Minuten")
    for who in (chair, leyla, beamer):
        expect(who.page.get_by_role("timer")).to_have_accessible_name(REST, timeout=soon())
    leyla.hears("Die Zeit läuft: 5 Minuten.")
    chair.check("11-zeit")
    beamer.check("11-zeit")
    chair.press("5 Minuten mehr")
    for who in (chair, leyla, beamer):
        expect(who.page.get_by_role("timer")).to_have_accessible_name(LONGER, timeout=soon())
    chair.press("Zeit wegnehmen")
    for who in (chair, leyla):
        expect(who.page.get_by_role("timer")).to_have_count(0, timeout=soon())
    sees_soon(beamer.page, "Keine Zeit gestellt")


@pytest.mark.row("A2")
def test_a_phase_opens_and_locks_in_the_page_and_on_the_server(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    assert submits(leyla, hall, "vor dem Wechsel") == 201
    leyla.page.get_by_label("Was fehlt?").fill("Mitten im Satz")
    chair.page.get_by_role("button", name="Priorisieren").click()
    chair.answer("Wechseln")
    strip = leyla.page.get_by_text("Der Raum ist jetzt bei Priorisieren.").first
    expect(strip).to_be_visible(timeout=soon())
    leyla.sees("Das Sammeln ist beendet. Ihr Text ist noch da.")
    leyla.sees("Mitten im Satz")
    assert leyla.page.get_by_role("button", name="Bedarf einreichen").count() == 0
    leyla.check("11-gesperrt")
    assert submits(leyla, hall, "nach dem Wechsel") == 409
    leyla.press("Mitgehen")
    leyla.sees_heading("Noch keine Abstimmung")
    expect(leyla.page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.row("A2")
@on_one_database
def test_going_back_is_asked_first_and_opens_the_phase_again(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    hall.people.move_to(Phase.CLUSTER)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    leyla.sees_heading("Bedarfe ordnen")
    chair.page.get_by_role("button", name="Sammeln").click()
    chair.sees("Zurück zu „Sammeln“?")
    chair.check("11-zurueck")
    chair.answer("Zurückgehen")
    expect(leyla.page.get_by_label("Was fehlt?")).to_be_visible(timeout=soon())
    assert submits(leyla, hall, "wieder offen") == 201


def submits(visitor: Visitor, hall: Hall, title: str) -> int:
    """What the server says when the page's own request is sent, whatever the page shows."""
    return int(
        visitor.page.evaluate(
            """async ([address, title]) => (await fetch(address, {
                method: "POST",
                headers: {
                    "Content-Type": "application/json", Accept: "application/json",
                    "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
                },
                body: JSON.stringify({ title, request_key: `taste ${title}` }),
            })).status""",
            [f"{room_of(hall.people)}/needs", title],
        )
    )
