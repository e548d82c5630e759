"""Who wrote what in a draft: by colour and kind of line, by list, at the cursor; on request only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.drafting import draft_of, saved, section, write
from tests.browser.hands import Hands
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.row("D6")]
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


@pytest.fixture
def draft(hall: Hall) -> int:
    return draft_of(hall)


@pytest.fixture
def leyla(enter: Enter, hall: Hall, draft: int) -> Visitor:
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), f"/drafts/{draft}")
    write(visitor.page, "goal", " Leyla war hier.")
    saved(visitor.page)
    return visitor


@pytest.fixture
def jonas(enter: Enter, hall: Hall, draft: int, leyla: Visitor) -> Visitor:
    visitor = enter("Jonas", hall.people.join("Jonas Modell"), f"/drafts/{draft}", PHONE)
    expect(section(visitor.page, "goal")).to_contain_text("Leyla war hier.")
    write(visitor.page, "goal", " Jonas auch.")
    saved(visitor.page)
    return visitor


def panel(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Wer hat was geschrieben")


def written(visitor: Visitor, words: str) -> Locator:
    return section(visitor.page, "goal").locator(".kw-written", has_text=words)


def looks(visitor: Visitor, words: str) -> str:
    return written(visitor, words).get_attribute("class") or ""


@on_one_database
def test_on_request_the_text_and_a_list_say_who_wrote_what(leyla: Visitor, jonas: Visitor) -> None:
    expect(section(leyla.page, "goal")).to_contain_text("Jonas auch.")
    assert leyla.page.locator(".kw-written").count() == 0
    leyla.press("Wer hat was geschrieben")
    expect(panel(leyla)).to_contain_text("Leyla Vorlage, Organisation von Leyla Vorlage 16 Zeichen")
    expect(panel(leyla)).to_contain_text("Jonas Modell, Organisation von Jonas Modell 12 Zeichen")
    expect(panel(leyla)).to_contain_text("Ohne Person (ohne Linie): etwa aus Bedarfen, Dateien oder Fassungen")
    expect(written(leyla, "Leyla war hier.")).to_have_text(" Leyla war hier.")
    expect(written(leyla, "Jonas auch.")).to_have_text(" Jonas auch.")
    assert looks(leyla, "Leyla war hier.") != looks(leyla, "Jonas auch.")
    leyla.check("28-wer-schrieb")
    leyla.check_narrow("28-wer-schrieb")
    write(jonas.page, "rationale", " Und noch etwas.")
    expect(panel(leyla)).to_contain_text("Jonas Modell, Organisation von Jonas Modell 28 Zeichen")
    leyla.press("Wer hat was geschrieben")
    expect(leyla.page.locator(".kw-written")).to_have_count(0)
    expect(panel(leyla)).to_have_count(0)


@on_one_database
def test_on_a_phone_the_list_leads_to_each_piece(leyla: Visitor, jonas: Visitor) -> None:
    jonas.press("Wer hat was geschrieben")
    jonas.page.get_by_text("1 Stelle von Leyla Vorlage, Organisation von Leyla Vorlage").click()
    jonas.check("28-liste")
    jonas.check_narrow("28-liste")
    jonas.press("„Leyla war hier.“")
    expect(section(jonas.page, "goal")).to_be_in_viewport()
    expect(panel(jonas)).to_contain_text("An der Schreibmarke: Leyla Vorlage")
    assert jonas.page.evaluate("String(getSelection())") == " Leyla war hier."


@on_one_database
def test_with_keys_alone_the_list_is_opened_and_followed(leyla: Visitor) -> None:
    hands = Hands(leyla)
    hands.act("Wer hat was geschrieben")
    hands.stays()
    hands.to(leyla.page.locator("summary", has_text="von Leyla Vorlage"))
    hands.press("Enter")
    hands.act("„Leyla war hier.“")
    expect(panel(leyla)).to_contain_text("An der Schreibmarke: Leyla Vorlage")


@on_one_database
def test_what_is_typed_just_now_is_ones_own(leyla: Visitor) -> None:
    leyla.press("Wer hat was geschrieben")
    expect(panel(leyla)).to_contain_text("16 Zeichen")
    leyla.context.set_offline(True)
    write(leyla.page, "goal", " Ohne Netz.")
    expect(panel(leyla)).to_contain_text("27 Zeichen")
    leyla.context.set_offline(False)
