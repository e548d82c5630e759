"""Back after a long time without connection: what happened meanwhile is told, and the person decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drafting import BACK, draft_of, offline, saved, section, unsaved, write
from tests.browser.visitors import LAPTOP, PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
MINE, THEIRS = " Mein Satz.", " Satz von Jonas."
QUESTION = "Was soll mit Ihren Änderungen geschehen?"
TEN_MINUTES = 10 * 60_000


@pytest.fixture
def jonas(enter: Enter, hall: Hall) -> Visitor:
    return ready(enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), f"/drafts/{draft_of(hall)}"))


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def leyla(request: pytest.FixtureRequest, enter: Enter, hall: Hall, jonas: Visitor) -> Visitor:
    path = jonas.page.url.removeprefix(jonas.address)
    visitor = enter("Leyla", hall.people.join("Leyla Vorlage"), path, request.param)
    visitor.page.clock.install()
    visitor.page.reload()
    return ready(visitor)


def ready(visitor: Visitor) -> Visitor:
    expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(visitor.page)
    return visitor


def away_for_ten_minutes(leyla: Visitor, jonas: Visitor) -> None:
    """Both write; Leyla's words stay with her. She is back, and is asked."""
    offline(leyla.page)
    write(leyla.page, "goal", MINE)
    unsaved(leyla.page, len(MINE))
    write(jonas.page, "rationale", THEIRS)
    write(jonas.page, "goal", THEIRS)
    saved(jonas.page)
    leyla.page.clock.fast_forward(TEN_MINUTES)
    leyla.context.set_offline(False)
    is_asked(leyla.page)


def is_asked(page: Page) -> None:
    expect(page.get_by_role("dialog", name=QUESTION)).to_be_visible(timeout=BACK)


def nothing_is_mixed(leyla: Visitor, jonas: Visitor) -> None:
    assert MINE not in section(jonas.page, "goal").inner_text()
    assert THEIRS not in section(leyla.page, "goal").inner_text()
    unsaved(leyla.page, len(MINE))


@pytest.mark.row("D1", "G7")
def test_who_was_away_for_long_is_told_what_happened_and_inserts_the_own_words(leyla: Visitor, jonas: Visitor) -> None:
    away_for_ten_minutes(leyla, jonas)
    leyla.sees("ohne Verbindung, seit", exact=False)
    leyla.sees("Inzwischen haben andere hier geschrieben: Ziel, Begründung.", exact=False)
    leyla.sees("Sie haben geändert: Ziel.", exact=False)
    expect(leyla.page.get_by_role("button", name="Erst ansehen")).to_be_focused()
    nothing_is_mixed(leyla, jonas)
    size = (leyla.page.viewport_size or LAPTOP)["width"]
    leyla.check(f"21-wieder-da-{size}")
    leyla.answer("Meine Änderungen jetzt einfügen")
    saved(leyla.page)
    for who in (leyla, jonas):
        for words in (MINE, THEIRS):
            expect(section(who.page, "goal")).to_contain_text(words)
            assert section(who.page, "goal").inner_text().count(words) == 1
    leyla.check(f"21-eingefuegt-{size}")


@pytest.mark.row("D1", "G7")
@on_one_database
def test_the_own_changes_can_be_suggestions_instead_and_what_has_no_place_a_comment(
    leyla: Visitor, jonas: Visitor
) -> None:
    offline(leyla.page)
    write(leyla.page, "recommendation", MINE)
    write(leyla.page, "goal", MINE)
    unsaved(leyla.page, 2 * len(MINE))
    leyla.sees("2 Änderungen noch nicht gespeichert", exact=False)
    write(jonas.page, "goal", THEIRS)
    saved(jonas.page)
    leyla.page.clock.fast_forward(TEN_MINUTES)
    leyla.context.set_offline(False)
    is_asked(leyla.page)
    leyla.answer("Als Vorschlag senden")
    for who in (leyla, jonas):
        expect(section(who.page, "recommendation").locator(".kw-inserted")).to_have_text(MINE)
        expect(who.page.locator("[id^=note-]")).to_contain_text("Leyla Vorlage")
        assert MINE not in section(who.page, "goal").inner_text()
    saved(leyla.page)
    expect(leyla.page.get_by_label("Ziel", exact=True)).to_have_value(f"Einfügen: „{MINE}“")
    leyla.check("21-als-vorschlag")
    leyla.check_narrow("21-als-vorschlag")
    leyla.press("Als Kommentar senden")
    expect(
        jonas.page.locator("[id^=note-]").filter(has_text="Konnte nicht in den Text übernommen werden:")
    ).to_contain_text(MINE)
    expect(leyla.page.get_by_role("button", name="Als Kommentar senden")).to_have_count(0)
    leyla.page.reload()
    expect(section(leyla.page, "recommendation").locator(".kw-inserted")).to_have_text(MINE)
    assert MINE not in section(leyla.page, "goal").inner_text()


@pytest.mark.row("D1", "G7")
@on_one_database
def test_who_only_changed_the_look_somewhere_is_told_that_suggestions_do_not_hold_it(
    leyla: Visitor, jonas: Visitor
) -> None:
    offline(leyla.page)
    write(leyla.page, "goal", MINE)
    section(leyla.page, "rationale").locator("p").last.click(click_count=3)
    leyla.page.keyboard.press("Control+b")
    expect(section(leyla.page, "rationale").locator("strong")).to_be_visible()
    write(jonas.page, "goal", THEIRS)
    saved(jonas.page)
    leyla.page.clock.fast_forward(TEN_MINUTES)
    leyla.context.set_offline(False)
    is_asked(leyla.page)
    leyla.sees("Ein Vorschlag enthält Ihre Worte, aber nicht ihre Gestaltung", exact=False)
    leyla.sees("Nur gestaltet haben Sie: Begründung. Das geht mit „Als Vorschlag senden“ verloren.", exact=False)
    leyla.check("21-nur-gestaltet")
    leyla.answer("Meine Änderungen jetzt einfügen")
    expect(section(jonas.page, "rationale").locator("strong")).to_be_visible()


@pytest.mark.row("D1", "G7")
@on_one_database
def test_who_looks_first_loses_nothing_and_decides_later(leyla: Visitor, jonas: Visitor) -> None:
    away_for_ten_minutes(leyla, jonas)
    leyla.page.keyboard.press("Escape")
    expect(leyla.page.get_by_role("heading", name="Ihre Änderungen sind noch nicht eingefügt")).to_be_focused()
    leyla.page.get_by_text("Was andere inzwischen geschrieben haben").click()
    leyla.sees(f"Ein Satz dazu.{THEIRS}")
    nothing_is_mixed(leyla, jonas)
    leyla.check("21-erst-ansehen")
    leyla.check_narrow("21-erst-ansehen")
    write(leyla.page, "goal", " Und noch einer.")
    unsaved(leyla.page, len(MINE + " Und noch einer."))
    leyla.page.reload()
    is_asked(leyla.page)
    leyla.answer("Erst ansehen")
    leyla.press("Meine Änderungen jetzt einfügen")
    saved(leyla.page)
    expect(section(jonas.page, "goal")).to_contain_text(f"{MINE} Und noch einer.")
    assert leyla.page.get_by_text("Ihre Änderungen sind noch nicht eingefügt").count() == 0


@pytest.mark.row("D1", "G7")
@on_one_database
def test_who_was_away_while_nobody_wrote_is_not_asked(leyla: Visitor, jonas: Visitor) -> None:
    offline(leyla.page)
    write(leyla.page, "goal", MINE)
    leyla.page.clock.fast_forward(TEN_MINUTES)
    leyla.context.set_offline(False)
    saved(leyla.page)
    expect(section(jonas.page, "goal")).to_contain_text(MINE)
    assert leyla.page.get_by_role("dialog").count() == 0
