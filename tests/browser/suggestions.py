"""A suggestion in the browser: where it stands in the text and beside it, and how one is made."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.drafting import saved, section
from tests.browser.visitors import Visitor


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
