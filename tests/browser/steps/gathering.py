"""Steps 1 to 3: preparing, joining, collecting, ordering, giving points."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import MODERATOR
from tests.browser.steps.story import NEEDS, QUESTION, TITLE
from tests.browser.visitors import Visitor
from tests.people import PASSWORD


def prepare_and_open(chair: Visitor) -> tuple[int, str]:
    chair.sign_in(MODERATOR, PASSWORD)
    chair.sees_heading("Ihre Veranstaltungen")
    chair.check("01-uebersicht")
    chair.page.get_by_role("link", name="Veranstaltung anlegen").click()
    chair.check("01-formate")
    chair.page.get_by_role("link", name="Workshop", exact=True).click()
    page = chair.page
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Handlungsfeld").select_option(label="Sprachliche Integration")
    page.get_by_label("Datum").fill("2027-03-11")
    page.get_by_label("Leitfragen").fill(QUESTION)
    chair.check("01-anlegen")
    chair.check_narrow("01-anlegen")
    chair.press("Veranstaltung anlegen")
    chair.sees(TITLE)
    chair.check("01-vorbereitung")
    chair.press("Raum öffnen")
    chair.sees(QUESTION)
    code = page.locator(".kw-join strong").inner_text()
    assert re.fullmatch(r"\d{3} \d{3}", code)
    expect(page.get_by_role("img", name="QR-Code zum Beitreten")).to_be_visible()
    return int(page.url.rsplit("/", 1)[-1]), code


def show_screen(chair: Visitor, beamer: Visitor, workshop_id: int) -> None:
    state = chair.context.request.get(
        f"{chair.address}/workshops/{workshop_id}/room", headers={"Accept": "application/json"}
    ).json()
    beamer.open(f"/screens/{state['screens'][0]['token']}")
    beamer.sees(QUESTION)
    beamer.check("01-leinwand")
    assert beamer.page.get_by_role("button").count() == 0


def join(expert: Visitor, code: str, name: str, group: str) -> None:
    expert.open("/beitreten")
    page = expert.page
    page.get_by_label("Zugangscode").fill(code)
    page.get_by_label("Vor- und Nachname").fill(name)
    page.get_by_label("Organisation").fill("Beispielverband")
    page.get_by_label("Beteiligtengruppe").select_option(label=group)
    expert.check("02-beitreten")
    expert.press("Beitreten")
    expert.sees(QUESTION)


def confirm_everybody(chair: Visitor) -> None:
    chair.press("Personen")
    chair.sees("Leyla Vorlage")
    chair.sees("Jonas Modell")
    chair.check("02-personen")
    chair.press("Alle bestätigen")
    expect(chair.page.get_by_role("button", name="Alle bestätigen")).to_have_count(0)
    chair.press("Personen")


def collect(chair: Visitor, leyla: Visitor, jonas: Visitor) -> None:
    for expert, needs in ((leyla, NEEDS["Leyla"]), (jonas, NEEDS["Jonas"])):
        for need in needs:
            expert.page.get_by_label("Was fehlt?").fill(need)
            expert.press("Bedarf einreichen")
            expert.sees(need)
        expert.check("03-sammeln")
    leyla.check_narrow("03-sammeln")
    assert NEEDS["Leyla"][0] not in jonas.page.inner_text("body")
    chair.sees("4 Bedarfe von 2 Personen")
    chair.check("03-gesammelt")
    chair.press("Bedarfe aufdecken")
    chair.answer("Aufdecken")
    jonas.sees(NEEDS["Leyla"][0])
    assert "Leyla" not in jonas.page.inner_text("main")


def cluster(chair: Visitor, leyla: Visitor) -> None:
    chair.press("Bedarfe ordnen")
    chair.sees_heading("Bedarfe ordnen")
    for title in ("Angebote für Familien", "Fachkräfte und Übergänge"):
        chair.press("Neues Cluster")
        chair.page.get_by_role("dialog").get_by_label("Titel").fill(title)
        chair.answer("Anlegen")
        chair.sees_heading(title)
    by_keyboard(chair.page, NEEDS["Leyla"][0], columns=1)
    by_keyboard(chair.page, NEEDS["Leyla"][1], columns=1)
    by_dragging(chair.page, NEEDS["Jonas"][0], "Fachkräfte und Übergänge")
    by_dragging(chair.page, NEEDS["Jonas"][1], "Fachkräfte und Übergänge")
    chair.sees("0 noch nicht zugeordnet")
    chair.check("03-geordnet")
    chair.check_narrow("03-geordnet")
    leyla.sees_heading("Fachkräfte und Übergänge")
    leyla.check("03-geordnet")
    chair.press("Ordnen abschließen")


def by_keyboard(page: Page, need: str, *, columns: int) -> None:
    """Take the need up, move it `columns` to the right, drop it; nothing but keys."""
    grip = page.get_by_role("button", name=f"{need} aufnehmen")
    grip.focus()
    page.keyboard.press("Enter")
    for _ in range(columns):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".kw-cluster", has_text=need)).to_be_visible()
    expect(page.locator(".kw-need--open")).to_have_count(0)


def by_dragging(page: Page, need: str, cluster_title: str) -> None:
    grip = page.get_by_role("button", name=f"{need} aufnehmen")
    start = grip.bounding_box()
    target = page.locator(".kw-cluster", has=page.get_by_role("heading", name=cluster_title)).bounding_box()
    assert start is not None
    assert target is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=5)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=10)
    page.mouse.up()
    expect(page.locator(".kw-cluster", has_text=need)).to_be_visible()
    expect(page.locator(".kw-need--open")).to_have_count(0)


def prioritise(chair: Visitor, beamer: Visitor, leyla: Visitor, jonas: Visitor) -> None:
    chair.sees("Mehrpunktabfrage")
    chair.page.get_by_label("Punkte je Person").fill("4")
    chair.page.get_by_label("Höchstens auf einen Eintrag").fill("3")
    chair.check("03-punkte-vorbereiten")
    chair.press("Mehrpunktabfrage öffnen")
    for expert in (leyla, jonas):
        expert.sees("Noch 4 von 4 Punkten")
        give = expert.page.get_by_role("group", name="Punkte für Angebote für Familien")
        for _ in range(3):
            give.get_by_role("button", name="Einen Punkt mehr").click()
        expert.sees("Noch 1 von 4 Punkten")
        expert.check("03-punkte")
        expert.press("Punkte abgeben")
        expert.answer("Abgeben")
        expert.sees("Ihre Punkte sind gezählt", exact=False)
    assert "6" not in beamer.page.inner_text("main").split()
    chair.sees("2 von 3 haben abgestimmt")
    chair.check("03-punkte-beteiligung")
    chair.press("Abstimmung schließen")
    chair.answer("Schließen")
    chair.sees("Nur Sie sehen dieses Ergebnis", exact=False)
    assert "Platz" not in jonas.page.inner_text("main")
    chair.press("Ergebnis veröffentlichen")
    for who in (leyla, jonas, beamer):
        expect(who.page.get_by_role("table").first).to_contain_text("Angebote für Familien")
        expect(who.page.get_by_role("table").first).to_contain_text("6")
        who.check("03-punkte-ergebnis")
    chair.press("Zum Entwerfen")
