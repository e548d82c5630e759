"""Forty pages with 300 comments and 500 suggestions stay quick. Times are printed, with a generous bound."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.workshops.rules import Role
from tests.browser.crowded import COMMENTS, PASSAGE, SUGGESTIONS, crowded_draft
from tests.browser.drafting import section
from tests.browser.test_size import within
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D3")]
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
# On a busy machine its times would say nothing, and it would make the times of all others say nothing.
alone = pytest.mark.alone
NOTES = COMMENTS + SUGGESTIONS
KEYS = 60
_WATCH = """() => {
    window.keys = [];
    const isKey = ({ name }) => name === "keydown";
    const note = (list) => window.keys.push(...list.getEntries().filter(isKey).map(({ duration }) => duration));
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
_SCROLL = """async ([element, steps]) => {
    const target = element ?? document.scrollingElement;
    const frames = [];
    let last = performance.now();
    for (let step = 0; step < steps; step += 1) {
        target.scrollBy({ top: 300, behavior: "instant" });
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
    }
    return frames;
}"""


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{crowded_draft(hall)}"


@pytest.fixture
def erik(enter: Enter, hall: Hall, address: str) -> Visitor:
    with within(30, "opening with all notes"):
        visitor = enter("Erik", hall.people.join("Erik Redaktion", role=Role.EDITOR), address)
        expect(notes(visitor.page)).to_have_count(NOTES, timeout=30_000)
    return visitor


def notes(page: Page) -> Locator:
    return page.locator(".kw-margin > [id^=note-]")


def told(what: str, times: list[float]) -> float:
    """Print the middle and the 95th percentile; returns the latter."""
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{what}: p50 {middle:.0f} ms, p95 {late:.0f} ms, longest {ordered[-1]:.0f} ms")  # noqa: T201  # as `within`
    return late


@alone
@on_one_database
def test_typing_scrolling_and_filtering_stay_quick(erik: Visitor) -> None:
    page = erik.page
    page.evaluate(_WATCH)
    typing = told("from key to picture", typed(page))
    scrolling = told("a picture while the text scrolls", page.evaluate(_SCROLL, [None, 60]))
    margin = told(
        "a picture while the margin scrolls",
        page.evaluate(_SCROLL, [page.locator("#margin").element_handle(), 60]),
    )
    page.get_by_text("Filtern", exact=True).click()
    with within(3, "filtering by a group"):
        page.get_by_label("Gruppe", exact=True).select_option(label="Kommunen")
        erik.hears(f"von {NOTES}.")
    with within(3, "back to all"):
        erik.press("Alle zeigen")
        expect(notes(page)).to_have_count(NOTES)
    erik.check("29-viele")
    assert max(typing, scrolling, margin) < 500


def typed(page: Page) -> list[float]:
    """How long each of some keys took; only what takes 16 ms or more is told."""
    section(page, "starting_situation").locator("p").last.click()
    page.evaluate("window.keys = []")
    for _ in range(KEYS):
        page.keyboard.press("a")
    slow: list[float] = page.evaluate("window.keys")
    return [16.0] * (KEYS - len(slow)) + slow


@alone
@on_one_database
def test_typing_and_scrolling_stay_quick_among_eight_hundred_notes(enter: Enter, hall: Hall) -> None:
    draft = crowded_draft(hall, comments=300, suggestions=500)
    page = enter("Erik", hall.people.join("Erik Redaktion", role=Role.EDITOR), f"/drafts/{draft}").page
    expect(notes(page)).to_have_count(800, timeout=30_000)
    page.evaluate(_WATCH)
    typing = told("from key to picture among 800 notes", typed(page))
    scrolling = told("a picture while the text scrolls", page.evaluate(_SCROLL, [None, 60]))
    page.get_by_label("Vorschlagen", exact=True).first.check()
    suggesting = told("from key to picture, suggesting", typed(page))
    assert max(typing, suggesting, scrolling) < 500


@alone
@on_one_database
def test_who_wrote_what_is_shown_quickly_and_typing_stays_quick(erik: Visitor) -> None:
    with within(5, "showing who wrote what"):
        erik.press("Wer hat was geschrieben")
        erik.sees("Ohne Person (ohne Linie): etwa aus Bedarfen, Dateien oder Fassungen")
    erik.page.evaluate(_WATCH)
    assert told("from key to picture, with who wrote what", typed(erik.page)) < 500


def comment(page: Page, number: int) -> Locator:
    """The note of the comment with this number."""
    return notes(page).filter(has=page.get_by_role("heading", name=f"Kommentar {number}", exact=True))


def reference(page: Page, number: int) -> Locator:
    """The number at its passage."""
    return section(page, "recommendation").get_by_role("link", name=f"Kommentar {number}", exact=True)


@on_one_database
def test_from_comment_to_passage_and_back_with_keys_in_a_crowded_margin(erik: Visitor) -> None:
    page = erik.page
    comment(page, 150).focus()
    with within(5, "from the note to its passage"):
        page.keyboard.press("Enter")
        expect(reference(page, 150)).to_be_in_viewport()
    assert page.evaluate("String(getSelection())").startswith(PASSAGE)
    with within(5, "and back"):
        page.keyboard.press("F6")
        expect(comment(page, 150)).to_be_focused()
        expect(comment(page, 150)).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowDown")
    expect(comment(page, 151)).to_be_focused()
    expect(comment(page, 151)).to_be_in_viewport()


@on_one_database
def test_the_margin_goes_along_with_the_text_but_not_from_under_ones_hands(erik: Visitor) -> None:
    page = erik.page
    reference(page, 150).evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    expect(comment(page, 150)).to_be_in_viewport()
    comment(page, 150).focus()
    reference(page, 20).evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    expect(reference(page, 20)).to_be_in_viewport()
    expect(comment(page, 150)).to_be_in_viewport()


@on_one_database
def test_on_a_phone_the_way_goes_there_and_back(enter: Enter, hall: Hall, address: str) -> None:
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), address, PHONE)
    page = leyla.page
    expect(notes(page)).to_have_count(NOTES, timeout=30_000)
    with within(5, "on a phone from the passage to its note"):
        reference(page, 120).tap()
        expect(comment(page, 120)).to_be_focused()
        expect(comment(page, 120)).to_be_in_viewport()
    with within(5, "and back"):
        leyla.press("Zur Textstelle (Kommentar 120)")
        expect(reference(page, 120)).to_be_in_viewport()
    page.set_viewport_size({"width": 320, "height": 640})
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0, "a phone that is turned scrolls sideways"
