"""Documents without a future: what was typed into them is set aside and offered, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafting import offline, saved, section, unsaved, write
from tests.browser.pair import address as address
from tests.browser.pair import jonas as jonas
from tests.browser.pair import leyla as leyla
from tests.browser.pair import text_of
from tests.browser.visitors import Visitor

pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
WORDS = " neue Worte"
SET_ASIDE = "Diese Änderung konnte nicht übernommen werden"
# Above what a text may hold (app/drafts/live/size.py).
TOO_MUCH = "x" * 200_100


def set_aside(page: Page, label: str) -> str:
    """What is offered of a section that could not be saved."""
    return page.get_by_role("region", name=SET_ASIDE).get_by_label(label, exact=True).input_value()


@pytest.mark.row("D1")
@on_one_database
def test_no_key_is_lost_while_a_refused_document_is_replaced(leyla: Visitor, jonas: Visitor) -> None:
    page = leyla.page
    write(page, "sources", "")
    page.keyboard.insert_text(TOO_MUCH)
    typed = "".join(f"{number:02}." for number in range(60))
    page.keyboard.type(typed, delay=15)
    leyla.press("Ansehen")
    expect(page.get_by_role("heading", name=SET_ASIDE)).to_be_focused()
    saved(page)
    before = set_aside(page, "Belege").removeprefix(TOO_MUCH)
    after = "".join(re.findall(r"[\d.]+", section(page, "sources").inner_text()))
    assert before + after == typed
    expect(section(jonas.page, "sources")).to_contain_text(after)
    leyla.check("22-nicht-uebernommen")
    page.reload()
    leyla.sees_heading(SET_ASIDE)
    assert set_aside(page, "Belege").startswith(TOO_MUCH)
    leyla.press("Erledigt, Text verwerfen")
    page.reload()
    expect(section(page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(page)
    assert page.get_by_role("heading", name=SET_ASIDE).count() == 0


# As if the disk were full whenever words are to be set aside: the browser aborts the transaction in the end.
NO_ROOM_FOR_WORDS = """() => {
    const { commit } = IDBTransaction.prototype;
    IDBTransaction.prototype.commit = function () {
        if (this.objectStoreNames.contains("aside")) this.abort();
        else commit.call(this);
    };
}"""


@pytest.mark.row("D1", "G7")
@on_one_database
def test_edits_whose_words_find_no_room_are_not_forgotten(leyla: Visitor) -> None:
    page = leyla.page
    page.evaluate(NO_ROOM_FOR_WORDS)
    write(page, "sources", "")
    page.keyboard.insert_text(TOO_MUCH)
    leyla.sees_heading(SET_ASIDE)
    saved(page)
    page.reload()
    leyla.sees_heading(SET_ASIDE)
    assert set_aside(page, "Belege").startswith(TOO_MUCH)


@pytest.mark.row("D1", "G7")
@on_one_database
def test_edits_of_another_schema_are_offered_as_text(leyla: Visitor, jonas: Visitor) -> None:
    draft = leyla.page.url
    offline(leyla.page)
    write(leyla.page, "goal", WORDS)
    unsaved(leyla.page, len(WORDS))
    leyla.page.goto("about:blank")
    leyla.context.set_offline(False)
    leyla.open("/")
    leyla.page.evaluate(AS_OF_SCHEMA_0)
    leyla.page.goto(draft)
    leyla.sees_heading(SET_ASIDE)
    assert set_aside(leyla.page, "Ziel") == f"Ein Satz dazu.{WORDS}"
    leyla.check("22-anderes-schema")
    leyla.page.reload()
    leyla.sees_heading(SET_ASIDE)
    saved(leyla.page)
    assert WORDS not in text_of(jonas.page)


# As if the page that kept these edits had been of an older release.
AS_OF_SCHEMA_0 = """async () => {
    const db = await new Promise((resolve) => {
        const request = indexedDB.open("konsenswerk-drafts");
        request.onsuccess = () => resolve(request.result);
    });
    const transaction = db.transaction(["unsent", "base"], "readwrite");
    for (const name of ["unsent", "base"]) {
        const store = transaction.objectStore(name);
        store.getAll().onsuccess = ({ target }) => {
            for (const row of target.result) {
                if (name === "base") store.delete(row.room);
                store.put({ ...row, room: [row.room[0], row.room[1], 0, row.room[3]] });
            }
        };
    }
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    db.close();
}"""
