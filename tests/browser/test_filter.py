"""The notes beside the text, filtered: what is shown, how much of it, and that nothing is hidden unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.drafting import draft_of, section
from tests.browser.hands import Hands
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D3")]
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def draft(hall: Hall) -> int:
    return draft_of(hall)


@pytest.fixture
def leyla(enter: Enter, hall: Hall, draft: int) -> Visitor:
    """She has commented on the goal and on the rationale."""
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), f"/drafts/{draft}")
    comment(visitor, "goal", "Gibt es dazu Zahlen?")
    comment(visitor, "rationale", "Seit wann?")
    return visitor


@pytest.fixture
def jonas(enter: Enter, hall: Hall, draft: int, leyla: Visitor) -> Visitor:
    """He has commented on the recommendation, on a phone."""
    visitor = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), f"/drafts/{draft}", PHONE)
    expect(notes(visitor.page)).to_have_count(2)
    comment(visitor, "recommendation", "Und die Kommunen?")
    return visitor


def comment(visitor: Visitor, key: str, words: str) -> None:
    section(visitor.page, key).locator("p").last.click(click_count=3)
    visitor.page.keyboard.press("Control+Alt+m")
    visitor.page.get_by_label("Kommentar", exact=True).fill(words)
    visitor.press("Kommentar senden")
    expect(notes(visitor.page).filter(has_text=words)).to_be_focused()


def notes(page: Page) -> Locator:
    return page.locator(".kw-margin > [id^=note-]")


def choose(visitor: Visitor, label: str, words: str) -> None:
    visitor.page.get_by_label(label, exact=True).select_option(label=words)


@on_one_database
def test_what_a_filter_hides_is_counted_and_comes_back_in_one_step(leyla: Visitor, jonas: Visitor) -> None:
    expect(notes(leyla.page)).to_have_count(3)
    leyla.page.get_by_text("Filtern", exact=True).click()
    choose(leyla, "Person", "Leyla Vorlage")
    leyla.hears("Gezeigt: 2 von 3.")
    expect(notes(leyla.page)).to_have_count(2)
    leyla.check("27-gefiltert")
    leyla.check_narrow("27-gefiltert")
    comment(jonas, "addressees", "Wer genau?")
    leyla.sees("Gezeigt: 2 von 4.")
    leyla.sees("1 neuer Eintrag ist verborgen.")
    leyla.press("Alle zeigen")
    leyla.hears("Der Filter ist aufgehoben.")
    expect(notes(leyla.page)).to_have_count(4)
    expect(leyla.page.get_by_text("Filtern", exact=True)).to_be_focused()
    choose(leyla, "Gruppe", "Kommunen")
    leyla.hears("Gezeigt: 2 von 4.")
    choose(leyla, "Stand", "Nur erledigte")
    leyla.hears("Gezeigt: 0 von 4.")


@on_one_database
def test_what_is_done_leaves_the_open_ones_and_the_focus_stays_near(leyla: Visitor, jonas: Visitor) -> None:
    expect(notes(leyla.page)).to_have_count(3)
    leyla.page.get_by_text("Filtern", exact=True).click()
    choose(leyla, "Stand", "Nur offene")
    leyla.press("Erledigt (Kommentar 1)")
    leyla.hears("Kommentar 1 ist erledigt.")
    expect(notes(leyla.page)).to_have_count(2)
    expect(notes(leyla.page).first).to_be_focused()


@on_one_database
def test_from_the_text_a_hidden_comment_is_found_nevertheless(leyla: Visitor, jonas: Visitor) -> None:
    expect(notes(leyla.page)).to_have_count(3)
    leyla.page.get_by_text("Filtern", exact=True).click()
    choose(leyla, "Person", "Leyla Vorlage")
    expect(notes(leyla.page)).to_have_count(2)
    section(leyla.page, "recommendation").get_by_role("link", name="Kommentar 2").click()
    leyla.hears("Der Filter ist aufgehoben.")
    expect(notes(leyla.page).filter(has_text="Und die Kommunen?")).to_be_focused()


@on_one_database
def test_on_a_phone_with_keys_alone_the_filter_is_set_and_cleared(jonas: Visitor) -> None:
    hands = Hands(jonas)
    hands.to(jonas.page.get_by_text("Filtern", exact=True))
    hands.press("Enter")
    hands.to(jonas.page.get_by_label("Gruppe", exact=True))
    hands.press("ArrowDown")
    jonas.hears("Gezeigt: 1 von 3.")
    jonas.check("27-telefon")
    jonas.check_narrow("27-telefon")
    hands.act("Alle zeigen")
    jonas.hears("Der Filter ist aufgehoben.")
    hands.stays()
    expect(notes(jonas.page)).to_have_count(3)
