"""Each step with nothing but keys: the focus is always seen, never covered, never caught, never lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from app.drafts import service as drafts
from app.needs import service as needs
from app.needs.service import Wording
from app.workshops.rules import Phase
from tests.browser.conftest import MODERATOR
from tests.browser.hands import Hands
from tests.browser.places import room_of
from tests.browser.visitors import PHONE, Visitor
from tests.people import PASSWORD
from tests.voting.hall import PARAGRAPHS, Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]


@pytest.mark.row("G8", "P2", "P3", "A2")
def test_a_workshop_is_prepared_and_opened(visit: Enter) -> None:
    chair = visit("Tastatur")
    hands, page = Hands(chair), chair.page
    chair.open("/anmelden")
    hands.write("E-Mail-Adresse", MODERATOR)
    hands.write("Passwort", PASSWORD)
    hands.press("Enter")
    hands.act("Veranstaltung anlegen", role="link")
    hands.act("Workshop", role="link")
    hands.write("Titel", "Mit Tasten vorbereitet")
    hands.write("Handlungsfeld", "Spr")
    hands.write("Datum", "11112027")
    hands.to(page.get_by_label("Leitfragen"))
    hands.type("Was müssen Eltern vorfinden?")
    hands.act("Veranstaltung anlegen")
    hands.act("Raum öffnen")
    chair.sees("Was müssen Eltern vorfinden?")
    hands.stays()


@pytest.mark.row("G8", "B1", "B2")
def test_a_need_is_submitted_and_revealed(enter: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    hands = Hands(leyla)
    hands.write("Was fehlt?", "Elternbriefe gibt es nur auf Deutsch")
    hands.act("Bedarf einreichen", key="Space")
    leyla.hears("Bedarf H-01 ist eingereicht.")
    expect(leyla.page.get_by_label("Was fehlt?")).to_be_focused()
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    hands = Hands(chair)
    chair.sees("1 Bedarf von 1 Person")
    hands.act("Bedarfe aufdecken")
    hands.to(chair.page.get_by_label("mit Namen", exact=True), key="ArrowDown")
    hands.answer("Aufdecken")
    expect(chair.page.get_by_role("dialog")).to_have_count(0)
    hands.stays()
    leyla.hears("Die Bedarfe sind aufgedeckt.")


@pytest.mark.row("G8", "B3")
def test_a_need_is_taken_into_a_cluster(enter: Enter, hall: Hall) -> None:
    title = submitted(hall)
    hall.people.move_to(Phase.CLUSTER)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    hands, page = Hands(chair), chair.page
    hands.act("Neues Cluster")
    expect(page.get_by_role("dialog").get_by_label("Titel")).to_be_focused()
    hands.type("Übergang Kita–Schule")
    hands.press("Enter")
    chair.sees_heading("Übergang Kita–Schule")
    grip = page.get_by_role("button", name=f"H-01 {title} aufnehmen")
    hands.to(grip)
    hands.press("Enter")
    chair.hears("H-01 aufgenommen. Noch nicht zugeordnet, 1 von 1.")
    chair.check("15-aufgenommen")
    hands.press("ArrowRight")
    chair.hears("Ziel: Übergang Kita–Schule, 1 von 1.")
    hands.press("Escape")
    chair.hears("Zurückgelegt.")
    expect(grip).to_be_focused()
    hands.press("Space", "ArrowRight", "Space")
    chair.hears("H-01 liegt jetzt in Übergang Kita–Schule, 1 von 1.")
    expect(page.locator(".kw-cluster", has_text=title)).to_be_visible()
    expect(grip).to_be_focused()
    hands.look()
    hands.press("F6")
    expect(page.locator(".kw-toast :focus, .kw-toast:focus")).to_have_count(1)
    hands.act("Rückgängig")
    chair.hears("H-01 liegt wieder an seinem alten Platz.")


def submitted(hall: Hall) -> str:
    """The title of a need that Leyla has submitted."""
    hall.people.move_to(Phase.COLLECT)
    leyla = hall.people.join("Leyla Vorlage")
    wording = Wording("Elternbriefe gibt es nur auf Deutsch")
    with hall.database.writing() as db:
        needs.submit(db, actor=leyla, workshop_id=hall.workshop_id, wording=wording, request_key="schlüssel-1")
    return wording.title


@pytest.mark.row("G8", "C1")
def test_points_are_given(enter: Enter, hall: Hall) -> None:
    poll_id = hall.dot_poll()
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    leyla.sees_heading("Noch keine Abstimmung")
    hall.open(poll_id)
    leyla.hears("Die Mehrpunktabfrage ist offen. Sie haben 6 Punkte.")
    hands = Hands(leyla)
    group = leyla.page.get_by_role("group", name="Punkte für Übergang Kita–Schule")
    hands.to(group.get_by_role("button", name="Einen Punkt mehr"))
    hands.press("+", "+", "+", "-")
    expect(group.get_by_role("status")).to_have_text("2")
    leyla.hears("Übergang Kita–Schule: 2 Punkte. Noch 4 übrig.")
    hands.press("Enter")
    expect(group.get_by_role("status")).to_have_text("3")
    hands.act("Punkte abgeben")
    expect(leyla.page.get_by_role("button", name="Weiter verteilen")).to_be_focused()
    hands.answer("Abgeben")
    leyla.sees("Ihre Punkte sind gezählt", exact=False)
    hands.stays()
    hands.act("Punkte ändern")
    hands.stays()
    hands.act("Punkte abgeben")


@pytest.mark.row("G8", "C5")
def test_an_answer_is_given(enter: Enter, hall: Hall) -> None:
    poll_id = hall.consent_poll()
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    hall.open(poll_id)
    leyla.sees_heading("Übergang abstimmen")
    hands, page = Hands(leyla), leyla.page
    hands.act("Stimme abgeben")
    leyla.sees("Bitte wählen Sie eine Antwort.")
    expect(page.get_by_label("Ich stimme zu", exact=True)).to_be_focused()
    hands.press("Space", "ArrowDown")
    expect(page.get_by_label("Ich stimme zu, mit Bedenken")).to_be_checked()
    hands.look()
    hands.to(page.get_by_label("Welche Bedenken haben Sie?"))
    hands.type("Die Finanzierung ist offen.")
    hands.act("Stimme abgeben")
    leyla.sees("Ihre Stimme ist gezählt: Zustimmung mit Bedenken", exact=False)
    hands.stays()
    hands.look()


@pytest.mark.row("G8", "D1", "D3", "D6")
def test_a_text_is_written_commented_and_frozen(enter: Enter, hall: Hall) -> None:
    draft_id = draft_of(hall)
    chair = enter("Moderation", hall.moderator, f"/drafts/{draft_id}")
    hands, page = Hands(chair), chair.page
    text = page.locator(".ProseMirror")
    expect(text).to_contain_text("Ein Satz dazu.")
    hands.to(text)
    hands.press("Control+End")
    hands.type("mit Tasten geschrieben")
    expect(page.locator("[data-unsaved]")).to_have_attribute("data-unsaved", "0")
    hands.press("Control+Shift+ArrowLeft", "Control+Alt+m")
    expect(page.get_by_label("Kommentar", exact=True)).to_be_focused()
    chair.sees("Markiert: „geschrieben“")
    hands.type("Von wem?")
    hands.act("Kommentar senden")
    note = page.locator("[id^=note-]", has_text="Von wem?")
    expect(note).to_be_focused()
    hands.look()
    hands.press("F6")
    expect(text).to_be_focused()
    hands.act("Fassung einfrieren")
    expect(page.get_by_label("Anlass")).to_be_focused()
    hands.answer("Einfrieren")
    chair.sees("Fassung 1 ist eingefroren.", exact=False)
    hands.stays()
    hands.look()


def draft_of(hall: Hall) -> int:
    """A draft in which every section that a vote needs is filled."""
    cluster_id = hall.clusters(("Übergang Kita–Schule",))[0]
    hall.reveal()
    hall.people.move_to(Phase.DRAFT)
    with hall.database.writing() as db:
        return drafts.create_draft(db, actor=hall.moderator, cluster_id=cluster_id, paragraphs=PARAGRAPHS).id


@pytest.mark.row("G8", "C14", "E1")
def test_a_vote_is_closed_published_and_recorded(enter: Enter, hall: Hall) -> None:
    poll_id = hall.consent_poll()
    experts: list[Any] = hall.experts(3)
    hall.open(poll_id)
    for expert in experts:
        hall.cast(expert, poll_id, "agree")
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    hands = Hands(chair)
    hands.act("Abstimmung schließen")
    expect(chair.page.get_by_role("button", name="Noch offen lassen")).to_be_focused()
    hands.answer("Schließen")
    chair.sees("Nur Sie sehen dieses Ergebnis", exact=False)
    hands.stays()
    hands.act("Ergebnis veröffentlichen")
    hands.act("Empfehlung feststellen", role="link")
    hands.to(chair.page.get_by_role("radio").first)
    hands.press("Space")
    hands.act("Feststellen und siegeln")
    expect(chair.page.get_by_role("dialog").get_by_role("button", name="Zurück")).to_be_focused()
    hands.answer("Siegeln")
    chair.page.wait_for_url(re.compile(r"/empfehlungen/\d{4}-"))
    number = chair.page.url.rsplit("/", 1)[-1]
    chair.open(room_of(hall.people))
    recorded = chair.page.locator(".kw-stage").get_by_role("link", name=f"Empfehlung {number} ist festgestellt")
    expect(recorded).to_have_attribute("href", f"/empfehlungen/{number}")
    chair.check("06-raum-schliessen")
    hands.act("Raum schließen")
    hands.answer("Raum schließen")
    chair.sees_heading("Der Raum ist geschlossen")
    hands.stays()


@pytest.mark.row("G8")
def test_the_page_stays_while_keys_go_through_a_tool(enter: Enter, hall: Hall) -> None:
    hall.clusters(tuple(f"Cluster {number}" for number in range(1, 13)))
    chair = enter("Moderation", hall.moderator, room_of(hall.people), {"width": 1366, "height": 600})
    hands, page = Hands(chair), chair.page
    chair.sees_heading("Cluster 12")
    page.evaluate("scrollTo({ top: 100, behavior: 'instant' })")
    page.get_by_role("button", name="Zeit", exact=True).focus()
    hands.press("Enter")
    page.get_by_role("button", name="Schließen", exact=True).focus()
    for _stop in range(6):
        hands.press("Tab")
        hands.look()
        assert page.evaluate("document.activeElement.closest('.kw-tool') !== null")
        assert page.evaluate("scrollY") == 100
