"""A comment in the browser stays on its words: others split, undo, delete, and accept suggestions there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.drafting import saved, section
from tests.browser.suggestions import goal, replace_sentence
from tests.browser.visitors import Visitor

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D3")]
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


def commented(page: Page) -> Locator:
    """The words that somebody commented on."""
    return section(page, "goal").locator("[data-comment]")


def words(page: Page) -> str:
    """The same as one text, without the numbers of the notes."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-key="goal"] [data-comment]')]
            .map((element) => { const copy = element.cloneNode(true);
                for (const one of copy.querySelectorAll(".kw-ref, .kw-caret")) one.remove();
                return copy.textContent; }).join("")"""
    )


def comment_on_goal(visitor: Visitor) -> None:
    goal(visitor.page).click(click_count=3)
    visitor.page.keyboard.press("Control+Alt+m")
    visitor.page.get_by_label("Kommentar", exact=True).fill("Gibt es dazu Zahlen?")
    visitor.press("Kommentar senden")
    expect(visitor.page.locator("[id^=note-]")).to_be_focused()


def split_in_the_middle(visitor: Visitor) -> None:
    """„Ein |Satz dazu.“"""
    goal(visitor.page).click()
    visitor.page.keyboard.press("Home")
    for _ in "Ein ":
        visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Enter")
    saved(visitor.page)


@on_one_database
def test_splitting_and_undoing_leaves_the_comment_on_its_words(karin: Visitor, erik: Visitor) -> None:
    comment_on_goal(erik)
    expect(commented(karin.page).first).to_be_visible()
    split_in_the_middle(erik)
    for page in (erik.page, karin.page):
        expect(section(page, "goal").locator("p")).to_have_count(2)
        assert words(page) == "Ein Satz dazu."
    erik.page.keyboard.press("Control+z")
    for page in (erik.page, karin.page):
        expect(section(page, "goal").locator("p")).to_have_count(1)
        assert words(page) == "Ein Satz dazu."


@on_one_database
def test_a_deleted_passage_leaves_its_words_and_comes_back_by_undoing(karin: Visitor, erik: Visitor) -> None:
    comment_on_goal(erik)
    goal(erik.page).click()
    for key in ("Home", "Shift+End", "Delete"):
        erik.page.keyboard.press(key)
    for visitor in (erik, karin):
        visitor.sees("Die Textstelle wurde gelöscht. Sie lautete: „Ein Satz dazu.“")
        expect(commented(visitor.page)).to_have_count(0)
    erik.page.keyboard.press("Control+z")
    for visitor in (erik, karin):
        expect(commented(visitor.page).first).to_be_visible()
        assert words(visitor.page) == "Ein Satz dazu."
        expect(visitor.page.get_by_text("Die Textstelle wurde gelöscht.")).to_have_count(0)


@on_one_database
def test_an_accepted_suggestion_leaves_the_comment_on_what_stays(karin: Visitor, erik: Visitor) -> None:
    comment_on_goal(erik)
    expect(commented(karin.page).first).to_be_visible()
    replace_sentence(karin)
    erik.press("Annehmen (Vorschlag 1)")
    for page in (erik.page, karin.page):
        expect(goal(page).locator("ins, del")).to_have_count(0)
        left = words(page)
        assert left.startswith("Ein ")
        assert left.endswith(" dazu.")
        assert "Satz " not in left
