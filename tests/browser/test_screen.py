"""The screen: it shows what the moderation chose, nothing to operate, nobody's name, and outlives its connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.needs import service as needs
from app.workshops.rules import Phase
from tests.browser.places import room_of, screen_of
from tests.browser.visitors import PROJECTOR, Visitor, soon
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
PICTURES = {
    "Begrüßung und QR-Code": "Treten Sie mit Ihrem Telefon bei.",
    "Bedarfe": "3 Bedarfe eingereicht",
    "Cluster": "3 Cluster",
    "Zeit": "Keine Zeit gestellt",
    "Ergebnis": "Noch keine Abstimmung",
    "Text": "Noch kein Text",
    "Leitfrage": "Was fehlt?",
}


@pytest.mark.row("G5")
def test_the_screen_shows_what_the_moderation_chooses(enter: Enter, visit: Enter, hall: Hall) -> None:
    hall.clusters()
    with hall.database.writing() as db:
        needs.reveal(db, actor=hall.moderator, workshop_id=hall.workshop_id, named=True)
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.press("Leinwand")
    for number, (view, words) in enumerate(PICTURES.items()):
        chair.press(f"{view} zeigen")
        expect(beamer.page.get_by_text(words).first).to_be_visible(timeout=soon())
        assert_nothing_to_operate(beamer)
        assert "Wer Bedarfe nennt" not in beamer.page.content()
        beamer.check(f"12-leinwand-{number}")
    chair.check("12-leinwand-waehlen")
    chair.press("Schwarz zeigen")
    expect(beamer.page.locator(".kw-screen--blank")).to_be_visible(timeout=soon())


def assert_nothing_to_operate(beamer: Visitor) -> None:
    controls = beamer.page.locator(":is(a[href], button, input, select, textarea, summary, [tabindex='0']):visible")
    assert controls.count() == 0, controls.first.evaluate("element => element.outerHTML")


@pytest.mark.row("G5")
@on_one_database
def test_the_screen_follows_the_phases_unless_it_is_told_not_to(enter: Enter, visit: Enter, hall: Hall) -> None:
    hall.clusters()
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    beamer.sees_heading("3 Cluster")
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.press("Ordnen abschließen")
    beamer.sees_heading("Noch keine Abstimmung")
    chair.press("Leinwand")
    chair.page.get_by_label("Leinwand folgt dem Raum").uncheck()
    chair.press("Leitfrage zeigen")
    beamer.sees("Was fehlt?")
    hall.people.move_to(Phase.DRAFT)
    chair.sees_heading("Empfehlungen entwerfen")
    beamer.sees("Was fehlt?")
    assert beamer.page.get_by_text("Noch kein Text").count() == 0


@pytest.mark.row("G5", "C14")
@on_one_database
def test_a_result_is_on_the_screen_only_after_it_was_published(enter: Enter, visit: Enter, hall: Hall) -> None:
    poll_id = hall.dot_poll()
    leyla = hall.people.join("Leyla Vorlage")
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {hall.options(poll_id)[0]: 3})
    hall.close(poll_id)
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    beamer.sees("Was ist am dringendsten?")
    assert beamer.page.get_by_role("table").count() == 0
    beamer.check("12-leinwand-verdeckt")
    hall.publish(poll_id)
    expect(beamer.page.get_by_role("table")).to_contain_text("Fachkräfte stärken", timeout=soon())
    assert "Leyla" not in beamer.page.content()
    beamer.check("12-leinwand-ergebnis")


@pytest.mark.row("G5")
@on_one_database
def test_without_a_connection_the_last_picture_stays_with_a_quiet_mark(enter: Enter, visit: Enter, hall: Hall) -> None:
    hall.people.move_to(Phase.COLLECT)
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    beamer.sees("Schreiben Sie auf, was fehlt.")
    beamer.context.set_offline(True)
    mark = beamer.page.get_by_text("Verbindung wird gesucht")
    expect(mark).to_be_visible(timeout=40_000)
    beamer.sees("Schreiben Sie auf, was fehlt.")
    assert beamer.page.get_by_role("dialog").count() == 0
    beamer.check("12-leinwand-getrennt")
    beamer.context.set_offline(False)
    hall.people.move_to(Phase.CLUSTER)
    expect(mark).to_have_count(0, timeout=30_000)
    beamer.sees_heading("0 Cluster")
