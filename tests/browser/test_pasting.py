"""What somebody pastes or drops that no text can hold: only that is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
PASTE = """([type, words]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(type, words);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(".ProseMirror").dispatchEvent(event);
}"""


@pytest.mark.row("D1")
def test_of_pasted_words_only_the_control_characters_are_lost_and_they_can_be_commented(
    enter: Enter, hall: Hall
) -> None:
    path = f"/drafts/{draft_of(hall)}"
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), path, PHONE)
    jonas = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), path)
    page = leyla.page
    expect(section(page, "goal")).to_contain_text("Ein Satz dazu.")
    write(page, "sources", "")
    page.evaluate(PASTE, ["text/plain", "Erste\x00 Zeile\x0bzweite\x1b Zeile \ud83d"])
    page.evaluate(PASTE, ["text/html", "<b>fett\x0bund\x07 mehr</b>"])
    saved(page)
    for who in (leyla, jonas):
        expect(section(who.page, "sources").locator("p")).to_contain_text(["Erste Zeile", "zweite Zeile fett und mehr"])
    assert leyla.page.get_by_role("heading", name="nicht übernommen").count() == 0
    leyla.check("22-eingefuegt")
