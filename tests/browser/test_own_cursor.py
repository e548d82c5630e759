"""One's own cursor stays where one has put it, whatever the page or others do."""

from __future__ import annotations

import pytest
from playwright.sync_api import APIResponse, Route, expect

from tests.browser.drafting import saved, section, write
from tests.browser.pair import address as address
from tests.browser.pair import jonas as jonas
from tests.browser.pair import leyla as leyla
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
WORDS = " neue Worte"
MORE = " und noch mehr"


@pytest.mark.row("D1")
@on_one_database
def test_a_key_acts_where_the_click_was_even_if_the_page_is_busy(leyla: Visitor) -> None:
    leyla.page.evaluate(CLICK_AND_END, "rationale")
    leyla.page.keyboard.type(WORDS)
    expect(section(leyla.page, "rationale")).to_contain_text(f"Ein Satz dazu.{WORDS}")


# The click has put the cursor there; the page handles the key before the editor hears of it.
CLICK_AND_END = """key => {
    const text = document.querySelector(".ProseMirror");
    const place = document.querySelector(`[data-key="${key}"] .kw-section__text p`);
    text.focus();
    getSelection().collapse(place, 0);
    text.dispatchEvent(new KeyboardEvent("keydown", { key: "End", keyCode: 35, bubbles: true, cancelable: true }));
}"""


@pytest.mark.row("D1")
@on_one_database
def test_somebody_elses_cursor_never_moves_ones_own(leyla: Visitor, jonas: Visitor) -> None:
    write(jonas.page, "rationale", "")
    jonas.page.evaluate(KEEPS_MOVING)
    expect(section(leyla.page, "rationale").locator(".kw-caret")).to_be_visible()
    write(leyla.page, "implementation", "abcdefghijklmnopqrstuvwxyz")
    saved(leyla.page)
    assert leyla.page.evaluate(MOVES_WHILE_BUSY, 20) == list(range(25, 5, -1))


KEEPS_MOVING = """() => {
    let step = 0;
    setInterval(() => {
        step += 1;
        getSelection().modify("move", step % 8 < 4 ? "left" : "right", "character");
    }, 30);
}"""
# The cursor goes left while the page is too busy to tell its editor, and news of others come in: where it is each time.
MOVES_WHILE_BUSY = """async steps => {
    const places = [];
    for (let step = 0; step < steps; step += 1) {
        getSelection().modify("move", "left", "character");
        for (const until = performance.now() + 150; performance.now() < until; );
        await new Promise((resolve) => setTimeout(resolve, 50));
        places.push(getSelection().anchorOffset);
    }
    return places;
}"""


@pytest.mark.row("D1")
@on_one_database
def test_the_end_key_stays_in_a_line_that_ends_with_a_comment(leyla: Visitor, jonas: Visitor) -> None:
    page = leyla.page
    write(jonas.page, "goal", "")
    section(page, "goal").locator("p").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+Alt+m")
    page.get_by_label("Kommentar", exact=True).fill("Warum?")
    leyla.press("Kommentar senden")
    expect(section(page, "goal").get_by_role("link", name="Kommentar 1")).to_be_visible()
    write(page, "goal", WORDS)
    expect(section(jonas.page, "goal")).to_contain_text(WORDS)


def hold_what_is_posted(route: Route, held: list[tuple[Route, APIResponse]]) -> None:
    """Let the server answer, and keep its answer back."""
    if route.request.method == "POST":
        held.append((route, route.fetch()))
    else:
        route.continue_()


@pytest.mark.row("D1")
@on_one_database
def test_who_writes_on_before_a_comment_is_answered_keeps_the_cursor(leyla: Visitor) -> None:
    page = leyla.page
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/comments", lambda route: hold_what_is_posted(route, held))
    section(page, "goal").locator("p").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+Alt+m")
    page.get_by_label("Kommentar", exact=True).fill("Warum?")
    leyla.press("Kommentar senden")
    expect(section(page, "goal").get_by_role("link", name="Kommentar 1")).to_be_visible()
    write(page, "goal", WORDS)
    for route, response in held:
        route.fulfill(response=response)
    leyla.hears("Ihr Kommentar ist gesendet.")
    page.keyboard.type(MORE)
    expect(section(page, "goal")).to_contain_text(WORDS + MORE)
