"""Somebody is mentioned in a comment, is told, and finds it: by keys, by touch, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from app.drafts.models import CommentMention
from tests.browser.drafting import draft_of, section
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D3")]
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def draft(hall: Hall) -> int:
    return draft_of(hall)


@pytest.fixture
def jonas(enter: Enter, hall: Hall, draft: int) -> Visitor:
    return enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), f"/drafts/{draft}", PHONE)


@pytest.fixture
def leyla(enter: Enter, hall: Hall, draft: int, jonas: Visitor) -> Visitor:
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), f"/drafts/{draft}")
    expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    return visitor


def begin_comment(visitor: Visitor) -> Locator:
    section(visitor.page, "goal").locator("p").last.click(click_count=3)
    visitor.page.keyboard.press("Control+Alt+m")
    return visitor.page.get_by_label("Kommentar", exact=True)


def people(page: Page) -> Locator:
    return page.get_by_role("option")


def note(page: Page) -> Locator:
    return page.locator("[id^=note-]")


@on_one_database
def test_with_keys_somebody_is_mentioned_and_told_on_the_phone(leyla: Visitor, jonas: Visitor, hall: Hall) -> None:
    number = hall.people.participant_id(hall.people.actors["Jonas Modell"])
    field = begin_comment(leyla)
    field.press_sequentially("Weiß das @jon")
    expect(people(leyla.page)).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", "comment-body-people-0")
    leyla.hears("1 Person passt.")
    leyla.check("26-erwaehnen")
    leyla.check_narrow("26-erwaehnen")
    leyla.page.keyboard.press("Enter")
    expect(field).to_have_value("Weiß das @Jonas Modell ")
    leyla.page.keyboard.type("genauer?")
    leyla.press("Kommentar senden")
    expect(note(leyla.page).locator(".kw-mention")).to_have_text("@Jonas Modell")
    jonas.hears("Sie wurden in Kommentar 1 erwähnt.")
    jonas.press("Ansehen")
    expect(note(jonas.page)).to_be_focused()
    expect(note(jonas.page)).to_contain_text("Sie wurden erwähnt.")
    expect(note(jonas.page)).to_contain_text("Weiß das @Jonas Modell genauer?")
    jonas.check("26-erwaehnt")
    with hall.database.reading() as db:
        assert db.query(CommentMention).filter_by(participant_id=number).count() == 1


@on_one_database
def test_by_touch_somebody_is_mentioned_in_an_answer(leyla: Visitor, jonas: Visitor) -> None:
    field = begin_comment(leyla)
    field.fill("Gibt es dazu Zahlen?")
    leyla.press("Kommentar senden")
    expect(note(jonas.page)).to_contain_text("Gibt es dazu Zahlen?")
    jonas.press("Antworten (Kommentar 1)")
    jonas.press("Person erwähnen (@)")
    answer = jonas.page.get_by_label("Antwort auf Kommentar 1")
    expect(answer).to_be_focused()
    jonas.page.get_by_role("option", name="Leyla Vorlage").tap()
    expect(answer).to_have_value("@Leyla Vorlage ")
    expect(answer).to_be_focused()
    jonas.page.keyboard.type("fragen.")
    jonas.check("26-antwort")
    jonas.press("Antwort senden")
    leyla.hears("Sie wurden in Kommentar 1 erwähnt.")
    expect(note(leyla.page)).to_contain_text("@Leyla Vorlage fragen.")
    expect(note(leyla.page)).to_contain_text("Sie wurden erwähnt.")
    assert jonas.page.get_by_text("Sie wurden erwähnt.").count() == 0


@on_one_database
def test_the_list_goes_with_escape_and_the_comment_stays(leyla: Visitor, hall: Hall) -> None:
    for number in range(6):
        hall.people.join(f"Person {number}")
    leyla.page.set_viewport_size({"width": 1366, "height": 420})  # not all of them are in sight
    field = begin_comment(leyla)
    field.press_sequentially("@")
    expect(people(leyla.page).first).to_be_visible()
    leyla.page.keyboard.press("ArrowUp")
    expect(people(leyla.page).last).to_have_attribute("aria-selected", "true")
    expect(people(leyla.page).last).to_be_in_viewport(ratio=0.9)
    leyla.page.keyboard.press("Escape")
    expect(people(leyla.page)).to_have_count(0)
    leyla.page.keyboard.type("jon")
    expect(field).to_have_value("@jon")
    expect(people(leyla.page)).to_have_count(0)
    leyla.page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    expect(field).to_have_value("@jon")


@on_one_database
def test_in_the_room_the_mentioned_find_the_way_to_their_comment(
    leyla: Visitor, jonas: Visitor, enter: Enter, hall: Hall
) -> None:
    jonas.open(f"/workshops/{hall.workshop_id}")
    jonas.sees_heading("Empfehlungen entwerfen")
    jonas.hears("Sie sind im Raum.")
    begin_comment(leyla).fill("@Jonas Modell, bitte ansehen.")  # written out, not chosen
    leyla.press("Kommentar senden")
    jonas.hears("Sie wurden in einem Kommentar erwähnt.")
    jonas.check("26-raum")
    jonas.page.get_by_role("link", name="Sie wurden in 1 offenen Kommentar erwähnt").click()
    expect(jonas.page.get_by_role("button", name="Erwähnt mich (1)")).to_have_attribute("aria-pressed", "true")
    jonas.sees("Gezeigt: 1 von 1.")


@on_one_database
def test_who_opens_the_page_while_somebody_comments_misses_nothing(
    leyla: Visitor, enter: Enter, hall: Hall, draft: int
) -> None:
    karin = enter("Karin", hall.people.join("Karin Beispiel"), "/beitreten")
    held: list[Route] = []
    karin.page.route("**/workshops/*/room", lambda route: held.append(route))
    karin.open(f"/drafts/{draft}")
    expect(section(karin.page, "goal")).to_contain_text("Ein Satz dazu.")
    begin_comment(leyla).fill("Seit wann?")
    leyla.press("Kommentar senden")
    expect(note(leyla.page)).to_contain_text("Seit wann?")
    expect(section(karin.page, "goal").locator(".kw-ref")).to_be_visible()
    for route in held:
        route.continue_()
    expect(note(karin.page)).to_contain_text("Seit wann?")
