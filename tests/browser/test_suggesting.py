"""Suggestions as people make and decide them: on the phone, with the keyboard, two on the same words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.drafts import suggestions
from app.workshops.rules import Role
from tests.browser.drafting import draft_of, saved, section
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def draft(hall: Hall) -> int:
    """Only reviewers write directly in it."""
    draft_id = draft_of(hall)
    with hall.database.writing() as db:
        suggestions.set_editing(db, actor=hall.moderator, draft_id=draft_id, editing="suggestions")
    return draft_id


@pytest.fixture
def erik(enter: Enter, hall: Hall, draft: int) -> Visitor:
    """He decides on suggestions."""
    return enter("Erik", hall.people.join("Erik Redaktion", role=Role.EDITOR), f"/drafts/{draft}")


@pytest.fixture
def karin(enter: Enter, hall: Hall, draft: int) -> Visitor:
    visitor = enter("Karin", hall.people.join("Karin Beispiel"), f"/drafts/{draft}", PHONE)
    expect(goal(visitor.page)).to_have_text("Ein Satz dazu.")
    return visitor


def goal(page: Page) -> Locator:
    """The goal says „Ein Satz dazu.“ before anybody suggests something."""
    return section(page, "goal").locator("p").last


def note(page: Page, words: str) -> Locator:
    return page.locator("[id^=note-]", has_text=words)


def replace_sentence(visitor: Visitor) -> None:
    """Select the second word and type over it."""
    goal(visitor.page).dblclick(position={"x": 40, "y": 12})
    visitor.page.keyboard.type("Absatz")
    saved(visitor.page)


@pytest.mark.row("D2")
@on_one_database
def test_a_suggestion_changes_the_text_only_once_it_is_accepted(karin: Visitor, erik: Visitor) -> None:
    replace_sentence(karin)
    suggested = note(erik.page, "Vorschlag 1")
    expect(suggested).to_contain_text("Karin Beispiel, Organisation von Karin Beispiel")
    expect(suggested).to_contain_text("„Satz“ ersetzen durch „Absatz“")
    for visitor in (karin, erik):
        expect(goal(visitor.page).locator("del")).to_have_text("Satz")
        expect(goal(visitor.page).locator("ins")).to_have_text("Absatz")
        visitor.check("26-vorschlag")
    karin.check_narrow("26-vorschlag")
    erik.press("Annehmen (Vorschlag 1)")
    erik.hears("Vorschlag 1 ist angenommen.")
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    for visitor in (karin, erik):
        expect(goal(visitor.page).locator("ins, del")).to_have_count(0)
        expect(goal(visitor.page)).to_contain_text("Ein Absatz")
        expect(note(visitor.page, "Vorschlag 1")).to_have_count(0)
