"""The whole chain in three real browsers: from a practice question to a sealed recommendation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MODERATOR
from tests.browser.visitors import PHONE, PROJECTOR, Visitor
from tests.documents.readers import LibreOffice, pdf_words
from tests.people import PASSWORD
from tests.servers import Browser, LiveServer

TITLE = "Frühe sprachliche Bildung stärken"
QUESTION = "Was müssen Fachkräfte und Eltern vorfinden, damit Kinder beim Deutschlernen unterstützt werden?"
NEEDS = {
    "Leyla": ["Elternbriefe sind nur auf Deutsch", "Angebote für Eltern und Kind enden nach einem Jahr"],
    "Jonas": ["Kita und Schule stimmen sich nicht ab 🙂", "Fachkräften fehlt Fortbildung <b>zu</b> Mehrsprachigkeit"],
}
SENTENCE = "Bund und Länder sollten erfolgreiche Eltern-Kind-Angebote in eine mehrjährige Förderung überführen."
SECTIONS = {
    "starting_situation": "Angebote werden überwiegend als befristete Projekte geführt.",
    "goal": "Ein planbares Grundangebot in Wohnortnähe.",
    "recommendation": SENTENCE,
    "rationale": "Eltern, die mitlernen, unterstützen ihre Kinder auch zu Hause.",
    "addressees": "Bund und Länder",
}
Visit = Callable[..., Visitor]
pytestmark = pytest.mark.browser


@pytest.mark.row("P1", "P2", "P3", "P7", "A1", "A2", "A3", "B1", "B2", "B3", "C1", "C5", "C6", "C14")
@pytest.mark.row("D1", "D7", "D8", "E1", "E5", "E6", "E8", "G1", "G5", "G8")
def test_three_people_take_a_question_to_a_sealed_recommendation(
    visit: Visit, site: LiveServer, tmp_path: Path
) -> None:
    chair, beamer = visit("Moderation"), visit("Leinwand", PROJECTOR)
    leyla, jonas = visit("Leyla", PHONE), visit("Jonas")
    workshop_id, code = prepare_and_open(chair)
    show_screen(chair, beamer, workshop_id)
    join(leyla, code, "Leyla Vorlage", "Migrantenorganisationen")
    join(jonas, code, "Jonas Modell", "Länder")
    karin = Browser(site)
    karin.join(code, "Karin Beispiel", group_id(karin))
    confirm_everybody(chair)
    collect(chair, leyla, jonas)
    cluster(chair, leyla)
    prioritise(chair, beamer, leyla, jonas)
    draft_id = draft(chair, leyla, jonas, workshop_id)
    freeze(chair, draft_id)
    agree(chair, beamer, leyla, jonas, karin, workshop_id)
    number = record(chair)
    reader = visit("Öffentlichkeit")
    read_and_check(reader, number)
    open_files(reader, number, LibreOffice(tmp_path))


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


def draft(chair: Visitor, leyla: Visitor, jonas: Visitor, workshop_id: int) -> int:
    chair.sees_heading("Empfehlungen entwerfen")
    chair.page.get_by_label("Cluster").select_option(label="Angebote für Familien")
    chair.press("Entwurf aus Cluster anlegen")
    for who in (chair, jonas, leyla):
        who.page.get_by_role("link", name="Angebote für Familien").first.click()
        expect(section(who.page, "title")).to_contain_text("Angebote für Familien")
    for key, text in SECTIONS.items():
        write(jonas.page, key, text)
    expect(section(leyla.page, "rationale")).to_contain_text(SECTIONS["rationale"])
    write_at_once(leyla.page, jonas.page)
    write_offline(leyla, chair)
    comment(jonas, chair)
    for who in (chair, jonas, leyla):
        who.check("04-entwurf")
    leyla.check_narrow("04-entwurf")
    return int(chair.page.url.rsplit("/", 1)[-1])


def section(page: Page, key: str):
    return page.locator(f'[data-key="{key}"] .kw-section__text')


def write(page: Page, key: str, text: str) -> None:
    section(page, key).locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(text)
    saved(page)


def saved(page: Page) -> None:
    expect(page.locator("[data-unsaved]")).to_have_attribute("data-unsaved", "0")


def write_at_once(one: Page, other: Page) -> None:
    """Two people type into two sections, letter by letter in turn; both texts arrive on both sides."""
    section(one, "implementation").locator("p").last.click()
    section(other, "sources").locator("p").last.click()
    for left, right in zip("gemeinsam", "gleichzei", strict=True):
        one.keyboard.type(left)
        other.keyboard.type(right)
    for page in (one, other):
        expect(section(page, "implementation")).to_contain_text("gemeinsam")
        expect(section(page, "sources")).to_contain_text("gleichzei")


def write_offline(expert: Visitor, reader: Visitor) -> None:
    """Who loses the connection goes on writing; on return nothing is lost and nothing is there twice."""
    expert.context.set_offline(True)
    expert.sees("Nicht verbunden. Sie können weiterschreiben.")
    section(expert.page, "implementation").locator("p").last.click()
    expert.page.keyboard.press("End")
    expert.page.keyboard.type(" ohne Netz geschrieben")
    expert.check("04-ohne-verbindung")
    expert.context.set_offline(False)
    expect(section(reader.page, "implementation")).to_contain_text("ohne Netz geschrieben", timeout=30_000)
    saved(expert.page)
    assert section(reader.page, "implementation").inner_text().count("ohne Netz geschrieben") == 1


def comment(expert: Visitor, reader: Visitor) -> None:
    page = expert.page
    section(page, "goal").locator("p").last.click(click_count=3)
    page.keyboard.press("Control+Alt+m")
    page.get_by_label("Kommentar", exact=True).fill("Was heißt *planbar*?")
    expert.press("Kommentar senden")
    expect(page.get_by_text("Was heißt planbar?")).to_be_visible()
    expect(reader.page.get_by_text("Was heißt planbar?")).to_be_visible()


def freeze(chair: Visitor, draft_id: int) -> None:
    chair.press("Fassung einfrieren")
    chair.check("05-einfrieren")
    chair.answer("Einfrieren")
    chair.sees("Fassung 1 ist eingefroren. Prüfzeichen", exact=False)
    chair.page.get_by_role("link", name="Fassung 1 ansehen").click()
    chair.sees(SENTENCE)
    chair.check("05-fassung")
    chair.open(f"/drafts/{draft_id}/versions")
    chair.check("05-fassungen")


def agree(chair: Visitor, beamer: Visitor, leyla: Visitor, jonas: Visitor, karin: Browser, workshop_id: int) -> None:
    for who in (chair, leyla, jonas):
        who.open(f"/workshops/{workshop_id}")
    chair.page.get_by_role("button", name=re.compile("Konsens")).first.click()
    chair.answer("Wechseln")
    chair.check("05-konsens-vorbereiten")
    chair.press("Konsensabstimmung öffnen")
    leyla.sees(SENTENCE)
    leyla.check("05-stimmzettel")
    leyla.page.get_by_text("Ich erhebe Einwand").click()
    leyla.press("Stimme abgeben")
    leyla.sees("Ohne Begründung kann er nicht gezählt werden.", exact=False)
    leyla.check("05-einwand-ohne-grund")
    leyla.page.get_by_text("Ich stimme zu, mit Bedenken").click()
    leyla.press("Stimme abgeben")
    leyla.sees("Ihre Stimme ist gezählt", exact=False)
    jonas.page.get_by_label("Ich stimme zu", exact=True).check()
    jonas.press("Stimme abgeben")
    jonas.sees("Ihre Stimme ist gezählt", exact=False)
    agree_over_http(karin, workshop_id)
    chair.sees("3 von 3 haben abgestimmt")
    assert "Konsens" not in beamer.page.inner_text("main").replace("Konsensabstimmung", "")
    chair.press("Abstimmung schließen")
    chair.answer("Schließen")
    chair.check("05-nur-moderation")
    chair.press("Ergebnis veröffentlichen")
    for who in (chair, leyla, jonas, beamer):
        who.sees("starker Konsens", exact=False)
        who.check("05-ergebnis")


def group_id(guest: Browser) -> int:
    """A stakeholder group, as the form of joining offers it."""
    found = re.search(r'<option value="(\d+)">Kommunen', guest.open("/beitreten").text)
    assert found is not None
    return int(found.group(1))


def agree_over_http(guest: Browser, workshop_id: int) -> None:
    """A third elector without a window: the quorum of § 90 VwVfG needs three."""
    polls = guest.get(f"/workshops/{workshop_id}/polls").json()["polls"]
    ballot = {"choices": {"answer": "agree"}, "reason": "", "revision": 0, "request_key": "karins-stimme"}
    assert guest.ask("PUT", f"/polls/{polls[0]['id']}/ballot", ballot).ok


def record(chair: Visitor) -> str:
    chair.page.get_by_role("link", name="Empfehlung feststellen").first.click()
    chair.sees(SENTENCE)
    chair.page.get_by_label("sollte", exact=False).first.check()
    chair.check("06-feststellen")
    chair.press("Feststellen und siegeln")
    chair.answer("Siegeln")
    chair.page.wait_for_url(re.compile(r"/empfehlungen/\d{4}-SI-\d\d"))
    return chair.page.url.rsplit("/", 1)[-1]


def read_and_check(reader: Visitor, number: str) -> None:
    """The public reads the record without signing in, and sees a changed byte refused."""
    reader.open("/empfehlungen")
    reader.check("06-empfehlungen")
    reader.open(f"/empfehlungen/{number}")
    reader.sees(SENTENCE)
    reader.sees("starker Konsens", exact=False)
    for name in ("Leyla", "Jonas", "Andrea Probe"):
        assert name not in reader.page.content()
    reader.check("06-empfehlung")
    reader.check_narrow("06-empfehlung")
    record_file = reader.context.request.get(f"{reader.address}/empfehlungen/{number}.json").body()
    assert verdict(reader, record_file) == "unverändert"
    changed = record_file.replace(b"8", b"9", 1)
    assert json.loads(record_file)
    assert verdict(reader, changed) == "verändert"


FIELDS = [
    TITLE, QUESTION, "Angebote für Familien", SENTENCE, *SECTIONS.values(), "starker Konsens", "3 von 3", "sollte",
    "Elternbriefe sind nur auf Deutsch",
]  # fmt: skip


def open_files(reader: Visitor, number: str, office: LibreOffice) -> None:
    """The exported files, opened by programs that are not ours, say field by field what the record says."""
    words = {ending: _words(download(reader, number, ending), ending, office) for ending in ("docx", "odt", "pdf")}
    for ending, text in words.items():
        missing = [field for field in (number, *FIELDS) if field not in text]
        assert missing == [], f"{ending} lacks {missing}"
        for name in ("Leyla", "Jonas", "Karin", "Andrea Probe"):
            assert name not in text


def download(reader: Visitor, number: str, ending: str) -> bytes:
    answer = reader.context.request.get(f"{reader.address}/empfehlungen/{number}.{ending}")
    assert answer.ok
    return answer.body()


def _words(file: bytes, ending: str, office: LibreOffice) -> str:
    pdf = file if ending == "pdf" else office.convert(file, ending, "pdf")
    return pdf_words(pdf)


def verdict(reader: Visitor, record_file: bytes) -> str:
    reader.open("/pruefen")
    reader.page.locator('input[type="file"]').set_input_files(
        {"name": "nachweis.json", "mimeType": "application/json", "buffer": record_file}
    )
    reader.page.locator('main form button[type="submit"]').click()
    reader.page.wait_for_load_state()
    reader.check("06-pruefen")
    text = reader.page.inner_text("main")
    return "unverändert" if "unverändert" in text.lower() and "achtung" not in text.lower() else "verändert"
