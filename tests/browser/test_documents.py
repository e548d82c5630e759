"""Documents without a future, several pages of one person, readers, lines that are slow: nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from app.workshops.rules import Role
from tests.browser.drafting import BACK, draft_of, offline, openable_offline, saved, section, unsaved, write
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
WORDS = " neue Worte"
MORE = " und noch mehr"
SET_ASIDE = "Diese Änderung konnte nicht übernommen werden"
# Above what a text may hold (app/drafts/live/size.py).
TOO_MUCH = "x" * 200_100


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{draft_of(hall)}"


@pytest.fixture
def leyla(enter: Enter, hall: Hall, address: str) -> Visitor:
    return ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address))


@pytest.fixture
def jonas(enter: Enter, hall: Hall, address: str) -> Visitor:
    return ready(enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address, PHONE))


def ready(visitor: Visitor) -> Visitor:
    expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(visitor.page)
    return visitor


def text_of(page: Page) -> str:
    return page.locator(".ProseMirror").inner_text()


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
