"""Versions of a draft in the browser, without a script of ours: everything is plain pages and forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.drafts.service import freeze_version
from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>' onclick='"


def freeze(hall: Hall, draft_id: int, occasion: str) -> None:
    with hall.database.writing() as db:
        freeze_version(db, actor=hall.moderator, draft_id=draft_id, occasion=occasion)


@pytest.fixture
def draft_id(enter: Enter, hall: Hall) -> int:
    """A draft with two versions, between which Leyla has written something hostile."""
    made = draft_of(hall)
    freeze(hall, made, "Für Runde 1")
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), f"/drafts/{made}")
    write(leyla.page, "goal", HOSTILE)
    saved(leyla.page)
    freeze(hall, made, "Für Runde 2")
    return made


@pytest.mark.row("D6")
def test_two_versions_are_chosen_and_compared(enter: Enter, hall: Hall, draft_id: int) -> None:
    reader = enter("Mila", hall.people.join("Mila Muster"), f"/drafts/{draft_id}/versions")
    reader.check("24-fassungen")
    reader.press("Vergleichen")
    reader.sees_heading("Fassung 1 und Fassung 2 im Vergleich")
    expect(reader.page.locator("ins.kw-add").last).to_have_text(HOSTILE)
    reader.page.get_by_role("link", name="Alle Änderungen als Liste").click()
    expect(reader.page.get_by_role("region", name="Alle Änderungen als Liste")).to_contain_text(
        f"Ziel: 1 Änderung eingefügt: ‚{HOSTILE}‘"
    )
    reader.check("24-vergleich")
    reader.check_narrow("24-vergleich")


@pytest.mark.row("D6")
def test_a_version_is_restored_and_who_writes_sees_it_at_once(enter: Enter, hall: Hall, draft_id: int) -> None:
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], f"/drafts/{draft_id}")
    expect(section(leyla.page, "goal")).to_contain_text(HOSTILE)
    chair = enter("Moderation", hall.moderator, f"/drafts/{draft_id}/versions/1")
    chair.check("24-fassung")
    chair.page.get_by_text("Diese Fassung wiederherstellen").click()
    chair.check("24-wiederherstellen")
    chair.press("Fassung 1 wiederherstellen")
    chair.sees("Der Entwurf sagt wieder, was in Fassung 1 steht.")
    expect(section(leyla.page, "goal")).not_to_contain_text(HOSTILE)
    expect(section(leyla.page, "goal")).to_contain_text("Ein Satz dazu.")
    write(leyla.page, "goal", " Und weiter.")
    saved(leyla.page)
    chair.open(f"/drafts/{draft_id}/reading")
    chair.sees("Ein Satz dazu. Und weiter.")


def test_the_text_is_read_and_printed_as_a_plain_page(enter: Enter, hall: Hall, draft_id: int) -> None:
    reader = enter("Mila", hall.people.join("Mila Muster"), f"/drafts/{draft_id}/reading")
    expect(reader.page.get_by_role("region", name="Ziel")).to_contain_text(HOSTILE)
    expect(reader.page.get_by_role("region", name="Belege")).to_contain_text("Noch kein Text.")
    reader.check("24-lesefassung")
    reader.check_narrow("24-lesefassung")
    reader.page.emulate_media(media="print")
    expect(reader.page.get_by_role("region", name="Ziel")).to_be_visible()
    expect(reader.page.get_by_role("navigation", name="Hauptnavigation")).to_be_hidden()
    expect(reader.page.get_by_text(f"/drafts/{draft_id}/reading")).to_be_visible()


def test_the_address_of_a_draft_leads_to_the_plain_page_where_nothing_runs(
    enter: Enter, hall: Hall, draft_id: int
) -> None:
    mila = enter("Mila", hall.people.join("Mila Muster"), f"/drafts/{draft_id}")
    plain = mila.context.browser.new_context(java_script_enabled=False, storage_state=mila.context.storage_state())  # type: ignore[union-attr]  # it has one
    page = plain.new_page()
    page.goto(f"{mila.address}/drafts/{draft_id}")
    expect(page).to_have_url(f"{mila.address}/drafts/{draft_id}/reading")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("region", name="Ziel")).to_contain_text(HOSTILE)
    plain.close()


def test_on_paper_the_open_draft_has_its_text_and_no_buttons(enter: Enter, hall: Hall, draft_id: int) -> None:
    chair = enter("Moderation", hall.moderator, f"/drafts/{draft_id}")
    expect(section(chair.page, "goal")).to_contain_text(HOSTILE)
    chair.page.emulate_media(media="print")
    expect(section(chair.page, "goal")).to_be_visible()
    expect(chair.page.get_by_role("button")).to_have_count(0)
    expect(chair.page.get_by_role("group", name="Arbeitsweise")).to_be_hidden()
