"""Comments as people talk in them: an answer, done, and open again, on laptop and phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.browser.drafting import draft_of, section, write
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{draft_of(hall)}"


@pytest.fixture
def leyla(enter: Enter, hall: Hall, address: str) -> Visitor:
    """She has commented on the goal."""
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), address)
    section(visitor.page, "goal").locator("p").last.click(click_count=3)
    visitor.page.keyboard.press("Control+Alt+m")
    visitor.page.get_by_label("Kommentar", exact=True).fill("Gibt es dazu Zahlen?")
    visitor.press("Kommentar senden")
    expect(note(visitor.page)).to_be_focused()
    return visitor


@pytest.fixture
def jonas(enter: Enter, hall: Hall, address: str, leyla: Visitor) -> Visitor:
    visitor = enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address, PHONE)
    expect(note(visitor.page)).to_contain_text("Gibt es dazu Zahlen?")
    return visitor


def note(page: Page) -> Locator:
    return page.locator("[id^=note-]")


@pytest.mark.row("D3")
@on_one_database
def test_an_answer_reaches_the_others_and_keeps_the_focus_at_the_comment(leyla: Visitor, jonas: Visitor) -> None:
    jonas.press("Antworten (Kommentar 1)")
    jonas.press("Antwort senden")
    jonas.sees("Bitte schreiben Sie Ihre Antwort.")
    jonas.page.get_by_label("Antwort auf Kommentar 1").fill("Ja, im Bericht von 2024.")
    jonas.check("25-antwort-schreiben")
    jonas.check_narrow("25-antwort-schreiben")
    jonas.press("Antwort senden")
    jonas.hears("Ihre Antwort ist gesendet.")
    expect(note(jonas.page)).to_be_focused()
    expect(note(leyla.page)).to_contain_text("1 Antwort")
    expect(note(leyla.page)).to_contain_text("Ja, im Bericht von 2024.")
    leyla.check("25-antwort")


@pytest.mark.row("D3")
@on_one_database
def test_what_is_done_folds_away_for_everybody_and_comes_back(leyla: Visitor, jonas: Visitor) -> None:
    leyla.page.keyboard.press("Tab")
    leyla.page.keyboard.press("Tab")
    leyla.page.keyboard.press("Enter")
    leyla.hears("Kommentar 1 ist erledigt.")
    expect(note(leyla.page)).to_be_focused()
    for page in (leyla.page, jonas.page):
        expect(note(page)).to_contain_text("Erledigt von Leyla Vorlage")
        expect(page.get_by_text("Gibt es dazu Zahlen?")).to_be_hidden()
        expect(section(page, "goal").locator(".kw-ref--settled")).to_be_visible()
    leyla.check("25-erledigt")
    jonas.check("25-erledigt")
    jonas.check_narrow("25-erledigt")
    jonas.press("Ansehen (Kommentar 1)")
    jonas.sees("Gibt es dazu Zahlen?")
    jonas.press("Wieder öffnen (Kommentar 1)")
    expect(leyla.page.get_by_text("Gibt es dazu Zahlen?")).to_be_visible()
    assert leyla.page.get_by_text("Erledigt von").count() == 0
    expect(section(leyla.page, "goal").locator(".kw-ref--settled")).to_have_count(0)


@pytest.mark.row("D3")
@on_one_database
def test_an_answer_that_is_being_written_outlives_that_the_comment_is_done(leyla: Visitor, jonas: Visitor) -> None:
    jonas.press("Antworten (Kommentar 1)")
    field = jonas.page.get_by_label("Antwort auf Kommentar 1")
    field.fill("Ich suche noch")
    leyla.press("Erledigt (Kommentar 1)")
    expect(note(jonas.page)).to_contain_text("Erledigt von Leyla Vorlage")
    expect(field).to_have_value("Ich suche noch")
    field.press_sequentially(" danach.")
    jonas.press("Antwort senden")
    expect(note(leyla.page)).to_contain_text("Ich suche noch danach.")
    assert leyla.page.get_by_text("Erledigt von").count() == 0


@pytest.mark.row("D3")
@on_one_database
def test_without_a_connection_the_answer_stays_in_its_field(jonas: Visitor) -> None:
    jonas.press("Antworten (Kommentar 1)")
    field = jonas.page.get_by_label("Antwort auf Kommentar 1")
    field.fill("Im Zug geschrieben.")
    jonas.context.set_offline(True)
    jonas.press("Antwort senden")
    jonas.sees("Keine Verbindung. Bitte versuchen Sie es noch einmal.")
    expect(field).to_have_value("Im Zug geschrieben.")
    jonas.context.set_offline(False)
    jonas.press("Antwort senden")
    expect(note(jonas.page)).to_contain_text("1 Antwort")


@pytest.mark.row("D3")
@on_one_database
def test_words_added_after_a_lost_answer_arrive_too(leyla: Visitor, jonas: Visitor) -> None:
    jonas.press("Antworten (Kommentar 1)")
    field = jonas.page.get_by_label("Antwort auf Kommentar 1")
    field.fill("Erst dies.")
    jonas.page.route("**/replies", lose_the_answer)
    jonas.press("Antwort senden")
    jonas.sees("Keine Verbindung. Bitte versuchen Sie es noch einmal.")
    jonas.page.unroute("**/replies")
    field.press_sequentially(" Und das.")
    jonas.press("Antwort senden")
    expect(note(leyla.page)).to_contain_text("Erst dies. Und das.")


def lose_the_answer(route: Route) -> None:
    """The server has the request, and nobody learns of it."""
    route.fetch()
    route.abort()


@pytest.mark.row("D3")
@on_one_database
def test_who_writes_on_before_a_comment_is_settled_keeps_the_cursor(leyla: Visitor) -> None:
    page = leyla.page
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/settlement", lambda route: held.append((route, route.fetch())))
    leyla.press("Erledigt (Kommentar 1)")
    expect(note(page)).to_contain_text("Erledigt von Leyla Vorlage")
    write(page, "rationale", " Eins")
    for route, response in held:
        route.fulfill(response=response)
    leyla.hears("Kommentar 1 ist erledigt.")
    page.keyboard.type(" zwei")
    expect(section(page, "rationale")).to_contain_text(" Eins zwei")


@pytest.mark.row("D3")
@on_one_database
def test_while_somebody_answers_the_comments_do_not_move(leyla: Visitor, jonas: Visitor) -> None:
    jonas.press("Antworten (Kommentar 1)")
    jonas.page.get_by_label("Antwort auf Kommentar 1").press_sequentially("Ich bin")
    section(leyla.page, "starting_situation").locator("p").last.click(click_count=3)
    leyla.page.keyboard.press("Control+Alt+m")
    leyla.page.get_by_label("Kommentar", exact=True).fill("Seit wann?")
    leyla.press("Kommentar senden")
    section(leyla.page, "goal").locator("p").last.click(click_count=3)
    leyla.page.keyboard.press("Delete")
    expect(jonas.page.get_by_text("Die Textstelle wurde gelöscht.")).to_be_visible()
    jonas.page.keyboard.type(" noch da.")
    expect(jonas.page.locator("textarea")).to_have_value("Ich bin noch da.")


@pytest.mark.row("D3")
@on_one_database
def test_a_done_comment_in_the_middle_of_an_open_one_takes_nothing_from_it(leyla: Visitor) -> None:
    page = leyla.page
    section(page, "goal").locator("p").last.dblclick(position={"x": 40, "y": 12})
    page.keyboard.press("Control+Alt+m")
    page.get_by_label("Kommentar", exact=True).fill("Nur dieses Wort.")
    leyla.press("Kommentar senden")
    expect(note(page)).to_have_count(2)
    page.locator("li", has_text="Nur dieses Wort.").get_by_role("button", name="Erledigt").click()
    expect(page.get_by_text("Erledigt von Leyla Vorlage")).to_be_visible()
    open_words = "".join(section(page, "goal").locator(".kw-open").all_text_contents())
    assert "Ein Satz dazu." in open_words
