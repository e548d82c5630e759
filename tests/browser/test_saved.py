"""Saved means saved: what is typed survives reload, crash and a missing network, and is sent exactly once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafting import draft_of, offline, saved, section, unsaved, write
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

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
    page.wait_for_function(
        "async path => (await caches.has('konsenswerk-pages')) && (await caches.match(path)) !== undefined"
        " && navigator.serviceWorker.controller !== null",
        arg=page.url,
    )


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
    leyla.sees("Sie bleiben in diesem Browser.", exact=False)
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
