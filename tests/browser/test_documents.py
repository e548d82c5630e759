"""A draft in several pages, on a phone that sleeps, for a reader, over a slow line: everybody has the same text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.workshops.rules import Role
from tests.browser.drafting import BACK, offline, openable_offline, saved, section, write
from tests.browser.pair import address as address
from tests.browser.pair import jonas as jonas
from tests.browser.pair import leyla as leyla
from tests.browser.pair import ready, text_of
from tests.browser.visitors import Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
WORDS = " neue Worte"


@pytest.mark.row("D1", "G7")
@on_one_database
def test_two_tabs_and_a_cloned_one_send_each_edit_once(leyla: Visitor, jonas: Visitor) -> None:
    with leyla.page.expect_popup() as opened:
        leyla.page.evaluate("window.open(location.href)")
    clone = opened.value
    other = leyla.context.new_page()
    other.goto(leyla.page.url)
    tabs = (leyla.page, clone, other)
    for tab in tabs:
        expect(section(tab, "goal")).to_contain_text("Ein Satz dazu.")
        openable_offline(tab)
    offline(leyla.page)
    for number, tab in enumerate(tabs):
        tab.bring_to_front()
        write(tab, ("goal", "rationale", "addressees")[number], f" Satz {number}.")
    other.reload()
    expect(section(other, "goal")).to_contain_text(" Satz 0.")
    leyla.context.set_offline(False)
    for tab in (*tabs, jonas.page):
        for number, key in enumerate(("goal", "rationale", "addressees")):
            expect(section(tab, key)).to_contain_text(f" Satz {number}.", timeout=BACK)
            assert section(tab, key).inner_text().count(f" Satz {number}.") == 1
    for tab in tabs:
        saved(tab)
    expect(jonas.page.get_by_text("2 Personen schreiben mit")).to_be_visible()


@pytest.mark.row("D1")
@on_one_database
def test_a_sleeping_phone_wakes_up_with_all_words(leyla: Visitor, jonas: Visitor) -> None:
    jonas.page.clock.install()
    jonas.page.reload()
    ready(jonas)
    jonas.context.set_offline(True)
    jonas.page.evaluate(HIDE, True)
    write(leyla.page, "goal", WORDS)
    saved(leyla.page)
    jonas.page.clock.fast_forward("10:00")
    jonas.context.set_offline(False)
    jonas.page.evaluate(HIDE, False)
    expect(section(jonas.page, "goal")).to_contain_text(WORDS, timeout=BACK)
    write(jonas.page, "rationale", WORDS)
    expect(section(leyla.page, "rationale")).to_contain_text(WORDS)


HIDE = """isHidden => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.mark.row("D1")
@on_one_database
def test_a_reader_gets_the_text_and_cannot_write(enter: Enter, hall: Hall, address: str, jonas: Visitor) -> None:
    reader = enter("Mila", hall.people.join("Mila Muster", role=Role.OBSERVER), address)
    expect(section(reader.page, "goal")).to_contain_text("Ein Satz dazu.")
    write(jonas.page, "goal", WORDS)
    expect(section(reader.page, "goal")).to_contain_text(WORDS)
    expect(reader.page.get_by_role("textbox", name="Entwurfstext")).to_have_attribute("contenteditable", "false")
    section(reader.page, "goal").locator("p").last.click()
    reader.page.keyboard.type("heimlich")
    assert "heimlich" not in text_of(reader.page)
    reader.sees("Sie lesen mit. Ändern können Sie den Text gerade nicht.")
    for who in (reader, jonas):
        expect(who.page.get_by_text("1 Person schreibt, 1 Person liest mit")).to_be_visible()
    reader.check("22-liest-mit")


@pytest.mark.row("D1")
def test_long_polling_writes_beside_web_sockets(enter: Enter, hall: Hall, address: str, leyla: Visitor) -> None:
    slow = enter("Nils", hall.people.join("Nils Muster"), "/")
    slow.context.add_init_script("delete window.WebSocket")
    slow.open(address)
    ready(slow)
    for number, who in enumerate((slow, leyla, slow, leyla)):
        write(who.page, ("goal", "rationale")[number % 2], f" Satz {number}.")
    for who in (slow, leyla):
        saved(who.page)
        for number in range(4):
            expect(section(who.page, ("goal", "rationale")[number % 2])).to_contain_text(f" Satz {number}.")
