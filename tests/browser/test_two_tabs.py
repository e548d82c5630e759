"""Voting when something comes in between: another tab, the end of the vote, more points than there are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.voting.models import Ballot
from tests.browser.places import room_of
from tests.browser.visitors import PHONE, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
FIRST = "Fachkräfte stärken"
ELSEWHERE = "Sie haben in einem anderen Fenster abgestimmt. Hier sehen Sie den gültigen Stand."


def voting(hall: Hall) -> int:
    """An open dot poll with six points, at most three on an entry."""
    poll_id = hall.dot_poll()
    hall.people.join("Leyla Vorlage")
    hall.people.join("Jonas Modell", group="Kommunen")
    hall.open(poll_id)
    return poll_id


def give(page: Page, points: int, title: str = FIRST) -> None:
    group = page.get_by_role("group", name=f"Punkte für {title}")
    for _ in range(points):
        group.get_by_role("button", name="Einen Punkt mehr").click(force=True)  # disabled buttons can be pressed, too


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Punkte abgeben").click()
    page.get_by_role("dialog").get_by_role("button", name="Abgeben", exact=True).click()


def ballots(hall: Hall, poll_id: int) -> list[int]:
    """How many points each counted ballot gives."""
    with hall.database.reading() as db:
        return [sum(row.choices.values()) for row in db.query(Ballot).filter_by(poll_id=poll_id)]


@pytest.mark.row("C16")
@on_one_database
def test_the_second_tab_of_a_person_shows_at_once_what_counts(enter: Enter, hall: Hall) -> None:
    voting(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people))
    other = leyla.context.new_page()
    other.goto(leyla.page.url)
    give(leyla.page, 1)
    give(other, 3)
    hand_in(other)
    leyla.sees(ELSEWHERE)
    expect(leyla.page.get_by_role("list", name="Ihre Punkte")).to_have_text(f"{FIRST}3")
    assert leyla.page.get_by_role("button", name="Punkte abgeben").count() == 0


@pytest.mark.row("C16")
def test_the_second_device_of_a_person_says_so_and_shows_what_counts(enter: Enter, hall: Hall) -> None:
    poll_id = voting(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people))
    phone = enter("Leylas Telefon", hall.people.actors["Leyla Vorlage"], room_of(hall.people), PHONE)
    give(leyla.page, 1)
    give(phone.page, 3)
    hand_in(phone.page)
    phone.sees("Ihre Punkte sind gezählt", exact=False)
    hand_in(leyla.page)
    leyla.sees(ELSEWHERE)
    expect(leyla.page.get_by_role("list", name="Ihre Punkte")).to_have_text(f"{FIRST}3")
    leyla.check("13-anderes-fenster")
    assert ballots(hall, poll_id) == [3]
    leyla.press("Punkte ändern")
    give(leyla.page, 1, "Verlässlich finanzieren")
    hand_in(leyla.page)
    leyla.sees("Ihre Punkte sind gezählt", exact=False)
    assert ballots(hall, poll_id) == [4]


@pytest.mark.row("C1", "C16")
def test_a_vote_that_closes_under_a_half_filled_ballot_says_what_counts(enter: Enter, hall: Hall) -> None:
    poll_id = voting(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people), PHONE)
    jonas = enter("Jonas", hall.people.actors["Jonas Modell"], room_of(hall.people))
    give(leyla.page, 2)
    hand_in(leyla.page)
    leyla.sees("Ihre Punkte sind gezählt", exact=False)
    leyla.press("Punkte ändern")
    give(leyla.page, 1)
    give(jonas.page, 1)
    hall.close(poll_id)
    counted = re.compile(r"Die Abstimmung ist geschlossen\. Ihre Punkte von \d\d:\d\d Uhr zählen\.")
    expect(leyla.page.get_by_text(counted)).to_be_visible()
    leyla.hears("Die Abstimmung ist geschlossen.")
    jonas.sees("Die Abstimmung ist geschlossen.")
    leyla.check("13-geschlossen")
    jonas.check("13-geschlossen")
    assert jonas.page.get_by_role("button", name="Punkte abgeben").count() == 0
    assert ballots(hall, poll_id) == [2]


@pytest.mark.row("C1")
@on_one_database
def test_more_points_than_there_are_cannot_be_given_and_are_refused(enter: Enter, hall: Hall) -> None:
    poll_id = voting(hall)
    leyla = enter("Leyla", hall.people.actors["Leyla Vorlage"], room_of(hall.people), PHONE)
    give(leyla.page, 5)
    first = leyla.page.get_by_role("group", name=f"Punkte für {FIRST}")
    expect(first.get_by_role("status")).to_have_text("3")
    leyla.sees("Mehr als 3 Punkte sind hier nicht möglich.")
    leyla.sees("Noch 3 von 6 Punkten")
    give(leyla.page, 3, "Übergang Kita–Schule")
    give(leyla.page, 1, "Verlässlich finanzieren")
    leyla.sees("Alle Punkte vergeben. Nehmen Sie erst einen zurück.")
    last = leyla.page.get_by_role("group", name="Punkte für Verlässlich finanzieren")
    expect(last.get_by_role("status")).to_have_text("0")
    leyla.check("13-alle-punkte")
    leyla.check_narrow("13-alle-punkte")
    options = hall.options(poll_id)
    status, sentence = sends(leyla.page, poll_id, dict.fromkeys(options, 3))
    assert (status, sentence) == (422, "Das sind mehr Punkte, als Sie haben.")
    assert sends(leyla.page, poll_id, {options[0]: 4})[0] == 422
    assert ballots(hall, poll_id) == []


def sends(page: Page, poll_id: int, choices: dict[str, int]) -> tuple[int, str]:
    """What the server answers to a ballot that the page would not send."""
    status, message = page.evaluate(
        """async ([address, choices]) => {
            const answer = await fetch(address, {
                method: "PUT",
                headers: {
                    "Content-Type": "application/json", Accept: "application/json",
                    "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
                },
                body: JSON.stringify({ choices, reason: "", revision: 0, request_key: "am-blatt-vorbei" }),
            });
            return [answer.status, (await answer.json()).message];
        }""",
        [f"/polls/{poll_id}/ballot", choices],
    )
    return int(status), str(message)
