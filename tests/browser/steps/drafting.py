"""Step 4, and freezing: several people at one text, at once and without a connection."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps.story import SECTIONS, SENTENCE
from tests.browser.visitors import Visitor


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


def section(page: Page, key: str) -> Locator:
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
