"""The draft's page on a phone and between others: nothing is cut off, covered or left over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.workshops.rules import Phase
from tests.browser.drafting import draft_of, offline, saved, section, unsaved, wait_until, write
from tests.browser.places import room_of
from tests.browser.visitors import LAPTOP, PHONE, SMALL, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
# The name at the other's cursor reaches nowhere beyond the text.
IS_INSIDE = """async () => {
    const text = document.querySelector(".ProseMirror").getBoundingClientRect();
    const name = document.querySelector(".kw-caret b")?.getBoundingClientRect() ?? text;
    return name.right - text.right <= 1 && text.left - name.left <= 1;
}"""


@pytest.fixture
def address(hall: Hall) -> str:
    return f"/drafts/{draft_of(hall)}"


def ready(visitor: Visitor) -> Visitor:
    expect(section(visitor.page, "goal")).to_contain_text("Ein Satz dazu.")
    saved(visitor.page)
    return visitor


@pytest.mark.row("D1", "G7")
@pytest.mark.parametrize("size", [SMALL, PHONE], ids=["320", "390"])
def test_the_name_at_anothers_cursor_stays_in_the_text_and_goes_after_a_while(
    enter: Enter, hall: Hall, address: str, size: dict[str, int]
) -> None:
    leyla = ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address, size))
    jonas = ready(enter("Jonas", hall.people.join("Jonas Modell", group="Kommunen"), address))
    write(jonas.page, "goal", "")
    for _ in range(25):  # through a whole line, whatever its width
        jonas.page.keyboard.type("mm ")
        wait_until(leyla.page, IS_INSIDE)
    saved(jonas.page)
    leyla.check(f"23-name-am-rand-{size['width']}")
    expect(leyla.page.locator(".kw-caret b")).to_be_hidden()
    expect(leyla.page.locator(".kw-caret")).to_be_visible()
    jonas.page.keyboard.type("!")
    expect(leyla.page.locator(".kw-caret b")).to_be_visible()


@pytest.mark.row("D1")
def test_one_step_of_undoing_stays_in_one_section_however_quickly_one_writes(
    enter: Enter, hall: Hall, address: str
) -> None:
    page = ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address)).page
    page.evaluate("document.querySelector('.ProseMirror').focus()")
    write(page, "goal", " EINS")
    write(page, "rationale", " ZWEI")
    page.keyboard.press("Control+z")
    expect(section(page, "rationale")).not_to_contain_text("ZWEI")
    expect(section(page, "goal")).to_contain_text("EINS")
    page.keyboard.press("Control+z")
    expect(section(page, "goal")).not_to_contain_text("EINS")


@pytest.mark.row("G7")
def test_signing_out_of_a_draft_asks_once_if_something_is_not_saved(enter: Enter, hall: Hall, address: str) -> None:
    leyla = ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address, PHONE))
    asked: list[str] = []
    leyla.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    leyla.page.get_by_role("button", name="Abmelden").scroll_into_view_if_needed()
    leyla.check("23-abmelden")
    offline(leyla.page)
    write(leyla.page, "goal", " nie gespeichert")
    unsaved(leyla.page, len(" nie gespeichert"))
    leyla.press("Abmelden")
    leyla.sees("noch nicht gespeichert. Trotzdem abmelden?", exact=False)
    leyla.answer("Angemeldet bleiben")
    leyla.press("Abmelden")
    with leyla.page.expect_request("**/abmelden"):
        leyla.answer("Verwerfen und abmelden")
    assert asked == []


@pytest.mark.row("G7")
def test_on_a_small_phone_the_moderations_bar_leaves_most_of_the_screen_to_the_room(enter: Enter, hall: Hall) -> None:
    draft_of(hall)
    chair = enter("Moderation", hall.moderator, room_of(hall.people), SMALL)
    chair.sees_heading("Empfehlungen entwerfen")
    bar = chair.page.locator(".kw-modbar").bounding_box()
    assert bar is not None
    assert bar["height"] < SMALL["height"] * 0.28
    tops = {tool.bounding_box()["y"] for tool in chair.page.locator(".kw-modbar > button").all()}  # type: ignore[index]  # all are shown
    assert len(tops) == 1
    chair.check("23-leiste")


@pytest.mark.row("D1", "G7")
def test_for_somebody_else_no_empty_frames_are_left(enter: Enter, hall: Hall, address: str) -> None:
    leyla = ready(enter("Leyla", hall.people.join("Leyla Vorlage"), address, PHONE))
    offline(leyla.page)
    leyla.become(hall.people.application, hall.people.join("Jonas Modell", group="Kommunen"))
    leyla.context.set_offline(False)
    leyla.page.get_by_text("inzwischen jemand anderes angemeldet").wait_for(timeout=45_000)
    for frame in (leyla.page.locator(".kw-doc"), leyla.page.get_by_role("toolbar")):
        expect(frame).to_be_hidden()
    leyla.check("23-jemand-anderes")


@pytest.mark.row("D1", "G7")
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["1366", "390"])
def test_once_a_version_is_frozen_the_bar_leads_on_and_nothing_covers_it(
    enter: Enter, hall: Hall, address: str, size: dict[str, int]
) -> None:
    chair = ready(enter("Moderation", hall.moderator, address, size))
    chair.page.get_by_role("contentinfo").scroll_into_view_if_needed()
    chair.press("Fassung einfrieren")
    chair.answer("Einfrieren")
    expect(chair.page.locator(".kw-toast")).to_contain_text("Fassung 1 ist eingefroren.")
    chair.check(f"23-eingefroren-{size['width']}")
    chair.page.get_by_role("region", name="Moderation").get_by_role("link", name="Konsensabstimmung öffnen").click()
    chair.sees_heading("Empfehlungen entwerfen")


@pytest.mark.row("G7")
def test_after_a_vote_without_consensus_the_revised_text_leads_to_the_next_round(enter: Enter, hall: Hall) -> None:
    poll_id = hall.consent_poll()
    hall.experts(3)
    hall.open(poll_id)
    hall.close(poll_id)
    hall.publish(poll_id)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.page.get_by_role("link", name="Text überarbeiten und erneut abstimmen").click()
    write(chair.page, "goal", " Anders.")
    saved(chair.page)
    chair.press("Fassung einfrieren")
    chair.answer("Einfrieren")
    chair.page.get_by_role("region", name="Moderation").get_by_role("link", name="Zurück in den Raum").click()
    expect(chair.page.get_by_label("Fassung", exact=True)).to_contain_text("Fassung 2: ")
    chair.check("23-naechste-runde")
    chair.press("Konsensabstimmung öffnen")
    chair.sees("Runde 2", exact=False)


def test_where_no_cluster_is_there_to_draft_from_the_moderation_is_led_back(enter: Enter, hall: Hall) -> None:
    for phase in (Phase.COLLECT, Phase.CLUSTER, Phase.DRAFT):
        hall.people.move_to(phase)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.press("Zurück zum Ordnen")
    chair.answer("Zurückgehen")
    chair.sees("0 Bedarfe · 0 Cluster", exact=False)
