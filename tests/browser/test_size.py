"""A full room: 200 people and 300 needs stay quick enough to work with. Times are printed, with a generous bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.accounts.models import Account
from app.db import now
from app.needs.models import Cluster, Need
from app.workshops.models import Participant
from app.workshops.rules import Phase, Role
from tests.browser.hands import Hands
from tests.browser.places import room_of
from tests.browser.visitors import PHONE, Visitor
from tests.people import People
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
on_one_database = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
PEOPLE, NEEDS, CLUSTERS = 200, 300, 12
LONGEST = 10.0


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    print(f"{what}: {took:.2f} s")  # noqa: T201  # for the reader of the run
    assert took < seconds, f"{what} took {took:.1f} s"


def fill(people: People, *, needs: int = NEEDS) -> None:
    """People and needs straight into the tables: through the services it would take a minute."""
    groups = list(people.group_ids.values())
    with people.database.writing() as db:
        accounts = [Account(name=f"Person {number:03}") for number in range(PEOPLE)]
        db.add_all(accounts)
        db.flush()
        members = [
            Participant(
                workshop_id=people.workshop_id, account_id=account.id, name=account.name, role=Role.EXPERT,
                claimed_organisation="Beispielverband", stakeholder_group_id=groups[number % len(groups)],
                confirmed_at=now(),
            )
            for number, account in enumerate(accounts)
        ]  # fmt: skip
        clusters = [
            Cluster(workshop_id=people.workshop_id, title=f"Cluster {number:02}", position=number)
            for number in range(1, CLUSTERS + 1)
        ]
        db.add_all([*members, *clusters])
        db.flush()
        db.add_all(
            Need(
                workshop_id=people.workshop_id, number=number, position=number, request_key=f"taste-{number}",
                participant_id=members[number % PEOPLE].id, title=f"Bedarf Nummer {number} mit einem ganzen Satz",
                cluster_id=None if number % 2 else clusters[number % CLUSTERS].id,
            )
            for number in range(1, needs + 1)
        )  # fmt: skip


@pytest.mark.row("G7", "B3")
def test_a_board_of_300_needs_opens_and_a_need_is_moved_by_keys(enter: Enter, backstage: Flask) -> None:
    hall = Hall(People(backstage, collecting="open"))
    fill(hall.people)
    hall.people.move_to(Phase.COLLECT)
    hall.people.move_to(Phase.CLUSTER)
    with within(LONGEST, "the board of 300 needs opens"):
        chair = enter("Moderation", hall.moderator, room_of(hall.people))
        chair.sees("300 Bedarfe · 12 Cluster · 150 noch nicht zugeordnet")
    chair.check("17-viele-bedarfe")
    page, hands = chair.page, Hands(chair)
    page.get_by_label("Filter").fill("Nummer 151 ")
    expect(page.get_by_text("1 gefunden")).to_be_visible()
    grip = page.get_by_role("button", name="H-151 Bedarf Nummer 151 mit einem ganzen Satz aufnehmen")
    hands.to(grip)
    with within(LONGEST, "a need is moved"):
        hands.press("Enter", "ArrowRight", "Enter")
        chair.sees("149 noch nicht zugeordnet", exact=False)
    expect(grip).to_be_focused()
    with within(LONGEST, "a phone opens the board"):
        leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
        leyla.sees("149 noch nicht zugeordnet", exact=False)
    leyla.check("17-viele-bedarfe")


@pytest.mark.row("G7", "G2")
@on_one_database
def test_the_list_of_200_people_is_scrolled_and_worked_on(enter: Enter, hall: Hall) -> None:
    fill(hall.people, needs=0)
    hall.people.move_to(Phase.COLLECT)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.sees("0 Bedarfe von 0 Personen")
    with within(LONGEST, "the list of 200 people opens"):
        chair.press("Personen")
        expect(chair.page.get_by_role("button", name="Person 199: Entfernen")).to_be_attached()
    chair.check("17-viele-personen")
    tool = chair.page.locator("#tool")
    assert tool.evaluate("panel => panel.scrollHeight > panel.clientHeight")
    last = tool.get_by_role("button", name=": Entfernen").last
    last.focus()
    hands = Hands(chair)
    hands.press("Shift+Tab")
    hands.look()
    assert tool.bounding_box()["height"] < chair.page.viewport_size["height"]  # type: ignore[index]  # both are there
    chair.press("Person 199: Berichtigen")
    chair.sees_heading("Person 199 berichtigen")
