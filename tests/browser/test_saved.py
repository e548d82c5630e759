"""Saved means saved: what is typed survives reload, crash and a missing network, and is sent exactly once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.drafting import BACK, draft_of, offline, openable_offline, saved, section, unsaved, wait_until, write
from tests.browser.places import room_of
from tests.browser.visitors import PHONE, Visitor, cookie_of
from tests.voting.hall import Hall
from tools import browser as finder

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
# What `write` adds, so that it can be counted in the text.
WORDS = " ohne Netz"


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{draft_of(hall)}"


@pytest.fixture
def leyla(enter: Enter, hall: Hall, address: str) -> Visitor:
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), address)
    is_ready(visitor.page)
    return visitor


@pytest.fixture
def jonas(enter: Enter, hall: Hall, address: str) -> Visitor:
    visitor = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address, PHONE)
    is_ready(visitor.page)
    return visitor


def is_ready(page: Page) -> None:
    """The text is there and writable, and this browser could open the page without a network."""
    expect(section(page, "goal")).to_contain_text("Ein Satz dazu.")
    openable_offline(page)


def kept_pages(page: Page) -> set[str]:
    """What this browser keeps of our addresses, besides the files that pages are made of."""
    addresses = page.evaluate(
        "async () => (await (await caches.open('konsenswerk-pages')).keys()).map((request) => request.url)"
    )
    paths = {urlsplit(address).path for address in addresses}
    return {path for path in paths if not path.startswith("/static/")}


def count_in(page: Page, key: str, words: str) -> int:
    return section(page, key).inner_text().count(words)


@pytest.mark.row("G7", "D1")
def test_edits_survive_a_reload_without_network_and_arrive_once(leyla: Visitor, jonas: Visitor) -> None:
    page = leyla.page
    offline(page)
    write(page, "goal", WORDS)
    unsaved(page, len(WORDS))
    page.reload()
    expect(section(page, "goal")).to_contain_text(WORDS)
    unsaved(page, len(WORDS))
    leyla.sees("1 Änderung noch nicht gespeichert. Sie bleibt in diesem Browser.", exact=False)
    assert kept_pages(page) == {urlsplit(page.url).path}
    leyla.check("20-ohne-netz-geladen")
    leyla.check_narrow("20-ohne-netz-geladen")
    write(page, "goal", " weiter")
    unsaved(page, len(WORDS + " weiter"))
    leyla.context.set_offline(False)
    saved(page)
    expect(section(jonas.page, "goal")).to_contain_text(f"{WORDS} weiter")
    assert count_in(jonas.page, "goal", WORDS) == 1
    page.reload()
    expect(section(page, "goal")).to_contain_text(WORDS)
    saved(page)
    assert count_in(page, "goal", WORDS) == 1


@pytest.mark.row("G7", "D1")
@on_one_database
def test_the_last_letters_before_a_page_ends_are_kept(leyla: Visitor) -> None:
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    unsaved(leyla.page, len(WORDS))
    address = leyla.page.url
    leyla.page.evaluate(TYPE_AND_STAND_STILL, "abc")
    leyla.page.close()
    page = leyla.context.new_page()
    page.goto(address)
    expect(section(page, "goal")).to_contain_text(f"{WORDS}abc")


# The page is ended before it learns whether the browser has written the letters down.
TYPE_AND_STAND_STILL = """letters => setTimeout(() => {
    const text = document.querySelector(".ProseMirror");
    const place = document.querySelector('[data-key="goal"] .kw-section__text p').firstChild;
    text.focus();
    getSelection().collapse(place, place.length);
    for (const letter of letters) document.execCommand("insertText", false, letter);
    queueMicrotask(() => { for (const until = performance.now() + 5_000; performance.now() < until; ); });
})"""

# The browser reads only after it has written what the page gave it before.
COUNT_KEPT = """async () => {
    const answered = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await answered(indexedDB.open("konsenswerk-drafts"));
    return answered(database.transaction("unsent").objectStore("unsent").count());
}"""


@pytest.mark.row("G7", "D1")
@on_one_database
def test_edits_survive_the_end_of_the_browser(
    chromium: Browser, jonas: Visitor, hall: Hall, backstage: Flask, tmp_path: Path
) -> None:
    actor = hall.people.join("Leyla Vorlage")
    for is_first in (True, False):
        with own_browser(chromium, tmp_path) as context:
            page = context.new_page()
            context.add_cookies([cookie_of(backstage, actor, jonas.address)])
            page.goto(jonas.page.url)
            if is_first:
                is_ready(page)
                offline(page)
                write(page, "goal", WORDS)
                unsaved(page, len(WORDS))
                assert page.evaluate(COUNT_KEPT) == len(WORDS)
            else:
                expect(section(page, "goal")).to_contain_text(WORDS)
                saved(page)
    expect(section(jonas.page, "goal")).to_contain_text(WORDS)
    assert count_in(jonas.page, "goal", WORDS) == 1


@contextlib.contextmanager
def own_browser(chromium: Browser, folder: Path) -> Iterator[BrowserContext]:
    """A browser with a profile on disk."""
    context = chromium.browser_type.launch_persistent_context(
        str(folder), executable_path=finder.find(), args=finder.arguments(), locale="de-DE"
    )
    yield context
    context.close()


@pytest.mark.row("G7")
@on_one_database
def test_leaving_the_page_with_unsaved_edits_asks_first(leyla: Visitor) -> None:
    asked: list[str] = []
    leyla.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    leyla.page.evaluate("location.assign('/')")
    expect(section(leyla.page, "goal")).to_contain_text(WORDS)
    assert asked == ["beforeunload"]


@pytest.mark.row("G7")
def test_signing_out_with_unsaved_edits_asks_and_then_leaves_nothing(
    leyla: Visitor, jonas: Visitor, hall: Hall, backstage: Flask
) -> None:
    draft = leyla.page.url
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    unsaved(leyla.page, len(WORDS))
    home = leyla.context.new_page()
    leyla.page.close()
    leyla.page = home
    leyla.context.set_offline(False)
    leyla.open("/")
    leyla.press("Abmelden")
    leyla.sees("1 Änderung in diesem Browser ist noch nicht gespeichert. Trotzdem abmelden?")
    leyla.check("20-abmelden-ungespeichert")
    leyla.answer("Angemeldet bleiben")
    leyla.press("Abmelden")
    leyla.answer("Verwerfen und abmelden")
    expect(home.get_by_role("link", name="Anmelden")).to_be_visible()
    assert left_in(home) == {"databases": [], "caches": []}
    leyla.become(backstage, hall.people.actors["Jonas Modell"])
    home.goto(draft)
    expect(section(home, "goal")).to_contain_text("Ein Satz dazu.")
    assert count_in(home, "goal", WORDS) == 0


def left_in(page: Page) -> Any:
    """What this browser keeps."""
    return page.evaluate(
        "async () => ({databases: (await indexedDB.databases()).map(({name}) => name), caches: await caches.keys()})"
    )


@pytest.mark.row("G7")
@on_one_database
def test_the_next_person_at_a_device_neither_sees_nor_sends_the_edits_of_the_one_before(
    leyla: Visitor, jonas: Visitor, hall: Hall, backstage: Flask
) -> None:
    draft = leyla.page.url
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    unsaved(leyla.page, len(WORDS))
    leyla.page.reload()
    expect(section(leyla.page, "goal")).to_contain_text(WORDS)
    # Her login ended elsewhere; somebody else signs in on this device, while her page is still open.
    leyla.become(backstage, hall.people.actors["Jonas Modell"])
    leyla.context.set_offline(False)
    leyla.page.get_by_text("inzwischen jemand anderes angemeldet").wait_for(timeout=BACK)
    expect(section(leyla.page, "goal")).to_have_count(0)
    leyla.check("20-jemand-anderes")
    leyla.press("Neu laden")
    expect(section(leyla.page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(leyla.page)
    assert count_in(leyla.page, "goal", WORDS) == 0
    leyla.become(backstage, hall.people.actors["Leyla Vorlage"])
    leyla.page.goto(draft)
    expect(section(jonas.page, "goal")).to_contain_text(WORDS)
    assert count_in(jonas.page, "goal", WORDS) == 1


@pytest.mark.row("G7")
@on_one_database
def test_without_a_login_the_page_does_not_open_from_what_was_kept(leyla: Visitor) -> None:
    draft = leyla.page.url
    leyla.context.clear_cookies()
    leyla.open("/")
    wait_until(leyla.page, "async () => !(await caches.has('konsenswerk-pages'))")
    leyla.context.set_offline(True)
    leyla.page.goto(draft)
    leyla.sees("Keine Verbindung")
    assert leyla.page.locator("#draft").count() == 0


@pytest.mark.row("G7")
@on_one_database
def test_leaving_the_room_with_unsaved_edits_says_so_first(leyla: Visitor, hall: Hall) -> None:
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    unsaved(leyla.page, len(WORDS))
    room = leyla.context.new_page()
    leyla.page.close()
    leyla.page = room
    leyla.context.set_offline(False)
    leyla.open(room_of(hall.people))
    leyla.press("Raum verlassen")
    leyla.sees("1 Änderung in diesem Browser ist noch nicht gespeichert und geht verloren.")
    leyla.check("20-raum-verlassen-ungespeichert")
    leyla.answer("Verlassen")
    leyla.sees("Sie sind nicht mehr in diesem Raum.")
    assert left_in(room)["caches"] == []


@pytest.mark.row("G7")
@on_one_database
def test_a_browser_that_keeps_nothing_says_so(visit: Callable[..., Visitor], hall: Hall, backstage: Flask) -> None:
    leyla = visit("Leyla", PHONE)
    leyla.context.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    leyla.become(backstage, hall.people.join("Leyla Vorlage"))
    leyla.open(f"/drafts/{draft_of(hall)}")
    expect(section(leyla.page, "goal")).to_contain_text("Ein Satz dazu.")
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    leyla.sees("Ihr Browser kann hier nichts aufbewahren. Lassen Sie diese Seite offen.", exact=False)
    leyla.check("20-nichts-aufbewahrt")
    asked: list[str] = []
    leyla.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    leyla.press("Abmelden")
    expect(section(leyla.page, "goal")).to_contain_text(WORDS)
    assert asked == ["beforeunload"]
    leyla.context.set_offline(False)
    saved(leyla.page)
