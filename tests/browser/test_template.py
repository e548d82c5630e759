"""A moderator edits the template at a laptop; who writes at a phone sees what that means for each section."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.workshops.rules import Role
from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.visitors import PHONE, Visitor, soon
from tests.voting.hall import PARAGRAPHS, Hall

pytestmark = [pytest.mark.browser, pytest.mark.row("D8"), pytest.mark.parametrize("site", ["sqlite"], indirect=True)]

CLOSED = "Geschlossen: Diesen Abschnitt ändert nur die Moderation."


def head(page: Page, key: str) -> Locator:
    """What stands above a section."""
    return page.locator(f'[data-key="{key}"] .kw-section__head')


def test_a_section_that_a_moderator_adds_and_one_that_is_closed_reach_an_open_phone(
    hall: Hall, enter: Callable[..., Visitor]
) -> None:
    draft_id = draft_of(hall)
    leyla = enter("Leyla", hall.people.join("Leyla", role=Role.EXPERT), f"/drafts/{draft_id}", PHONE)
    expect(section(leyla.page, "goal")).to_contain_text(PARAGRAPHS["goal"][0])
    expect(head(leyla.page, "goal").get_by_text(CLOSED)).to_be_hidden()

    andrea = enter("Andrea", hall.moderator, f"/workshops/{hall.people.workshop_id}/template")
    andrea.page.get_by_label("Name des neuen Abschnitts").fill("Kosten")
    andrea.press("Abschnitt hinzufügen")
    kosten = andrea.page.get_by_role("group", name="10. Kosten")
    kosten.get_by_label("Hilfetext").fill("Was kostet es, und wer zahlt?")
    kosten.get_by_label("Länge").fill("ein Absatz")
    rights = "Wer ändert den Abschnitt?"
    andrea.page.get_by_role("group", name="4. Ziel").get_by_label(rights).select_option("moderators")
    andrea.page.get_by_role("group", name="6. Begründung").get_by_label(rights).select_option("reviewers")
    andrea.press("Vorlage speichern")
    expect(andrea.page.get_by_text("Die Vorlage ist gespeichert.")).to_be_visible()
    andrea.check("41-vorlage")
    andrea.check_narrow("41-vorlage")
    expect(section(leyla.page, "goal")).to_be_visible()
    expect(leyla.page.locator(".kw-section")).to_have_count(9)

    andrea.page.get_by_role("button", name="Vorlage anwenden").click()
    expect(head(leyla.page, "goal").get_by_text(CLOSED)).to_be_visible(timeout=soon())
    expect(leyla.page.locator(".kw-section")).to_have_count(10)
    expect(leyla.page.locator(".kw-section").nth(9)).to_contain_text("Was kostet es, und wer zahlt? · ein Absatz")
    leyla.hears("„Ziel“ ändert jetzt nur noch die Moderation.")
    expect(andrea.page.get_by_text("ist auf dem Stand der Vorlage.")).to_be_visible()

    write(leyla.page, "goal", " Nein.")
    leyla.hears("Dieser Abschnitt ist geschlossen. Ihn ändert nur die Moderation.")
    expect(section(leyla.page, "goal")).not_to_contain_text("Nein.")
    write(leyla.page, "rationale", " Vielleicht.")
    expect(section(leyla.page, "rationale").locator("ins")).to_have_text(" Vielleicht.")
    write(leyla.page, "sources", "Eine Studie.")
    expect(section(leyla.page, "sources").locator("ins")).to_have_count(0)
    saved(leyla.page)
    expect(head(leyla.page, "sources").locator(".kw-section__help")).to_be_hidden()
    head(leyla.page, "sources").get_by_role("button", name="Hilfe: Belege").click()
    expect(head(leyla.page, "sources").locator(".kw-section__help")).to_have_text("Worauf stützt sich der Text?")
    head(leyla.page, "goal").scroll_into_view_if_needed()
    leyla.check("42-abschnitt-geschlossen")
    leyla.check_narrow("42-abschnitt-geschlossen")
