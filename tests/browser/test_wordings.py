"""From two suggestions to a vote and back into the text: a moderator, a voter on the phone, and the projector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.access import Actor
from app.drafts.service import freeze_version
from app.voting import store
from app.workshops.rules import Role
from tests.browser.drafting import saved
from tests.browser.places import room_of, screen_of
from tests.browser.suggestions import goal, note, replace_sentence
from tests.browser.visitors import PHONE, PROJECTOR, Visitor
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = pytest.mark.browser
QUESTION = "Satz oder Absatz?"


@pytest.fixture
def chair(enter: Enter, hall: Hall, draft: int) -> Visitor:
    return enter("Moderation", hall.moderator, f"/drafts/{draft}")


@pytest.fixture
def voter(enter: Enter, hall: Hall, draft: int) -> Visitor:
    return enter("Leyla", hall.people.join("Leyla Vorlage", role=Role.EXPERT), f"/drafts/{draft}", PHONE)


def prepare(chair: Visitor) -> None:
    chair.press("Zur Abstimmung … (Vorschlag 1)")
    chair.page.get_by_label("Frage").fill(QUESTION)
    chair.check("60-wortlaut-abstimmen")
    chair.check_narrow("60-wortlaut-abstimmen")
    chair.answer("Abstimmung vorbereiten")
    chair.sees_heading(QUESTION)


def cast(hall: Hall, people: list[Actor]) -> None:
    """Others vote like the one on the phone, so many that their groups can be told."""
    with hall.database.reading() as db:
        (poll,) = store.list_polls(db, hall.workshop_id)
    for who in people:
        hall.cast(who, poll.id, {"option": int(hall.options(poll.id)[1])})


def publish(chair: Visitor) -> None:
    chair.press("Abstimmung schließen")
    chair.answer("Schließen")
    chair.press("Ergebnis veröffentlichen")


def choose(chair: Visitor, voter: Visitor, hall: Hall) -> None:
    """The suggestion is put to the vote and chosen."""
    prepare(chair)
    chair.press("Abstimmung öffnen")
    voter.open(room_of(hall.people))
    voter.page.get_by_role("radio", name="Vorschlag 1").check()
    voter.press("Stimme abgeben")
    voter.sees("Ihre Stimme ist gezählt")
    publish(chair)


@pytest.mark.row("D5", "D7")
def test_a_wording_is_put_to_the_vote_chosen_and_taken_into_the_text(
    karin: Visitor, chair: Visitor, voter: Visitor, visit: Enter, hall: Hall
) -> None:
    others = [*hall.experts(2), *hall.experts(3, group="Kommunen")]
    replace_sentence(karin)
    expect(note(chair.page, "Vorschlag 1")).to_be_visible()
    prepare(chair)
    chair.check("61-vorbereitet")
    chair.press("Abstimmung öffnen")
    chair.sees("0 von 7 haben abgestimmt")
    voter.sees(f"Es wird abgestimmt: „{QUESTION}“")
    voter.check("62-hinweis-im-entwurf")
    voter.page.get_by_role("link", name="Zur Abstimmung").click()
    voter.press("Stimme abgeben")
    voter.sees("Bitte wählen Sie einen Wortlaut.")
    voter.page.get_by_role("radio", name="Vorschlag 1").check()
    voter.check("63-stimmzettel")
    voter.check_narrow("63-stimmzettel")
    voter.press("Stimme abgeben")
    voter.sees("Ihre Stimme ist gezählt: Vorschlag 1")
    cast(hall, others)
    publish(chair)
    chair.sees("Gewählt: „Vorschlag 1“ mit 6 von 6 Stimmen.")
    expect(chair.page.get_by_role("row", name="Kommunen 3 3 0")).to_be_visible()
    chair.check("64-ergebnis")
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    beamer.check("64-leinwand")
    voter.sees("Gewählt: „Vorschlag 1“ mit 6 von 6 Stimmen.")
    voter.check_narrow("64-ergebnis")
    chair.press("Ergebnis in den Entwurf übernehmen")
    expect(goal(karin.page)).to_contain_text("Ein Absatz")
    expect(goal(karin.page).locator("ins, del")).to_have_count(0)
    karin.hears("Ihr Vorschlag 1 wurde angenommen.")
    voter.sees_heading("Empfehlungen entwerfen")


@pytest.mark.row("D5", "E9")
@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_from_a_sentence_one_walks_to_its_suggestion_and_to_its_vote(
    karin: Visitor, chair: Visitor, voter: Visitor, hall: Hall, draft: int
) -> None:
    replace_sentence(karin)
    choose(chair, voter, hall)
    chair.press("Ergebnis in den Entwurf übernehmen")
    expect(chair.page.get_by_role("button", name="Ergebnis in den Entwurf übernehmen")).to_have_count(0)
    with hall.database.writing() as db:
        number = freeze_version(db, actor=hall.moderator, draft_id=draft, occasion="Für Runde 1").number
    karin.open(f"/drafts/{draft}/versions/{number}")
    karin.page.get_by_role("article").get_by_role("link", name="Ein Absatz dazu.").click()
    expect(karin.page.locator("#origin-1")).to_be_in_viewport()
    karin.check("68-weg-eines-satzes")
    karin.check_narrow("68-weg-eines-satzes")
    karin.page.get_by_role("link", name="in einer Abstimmung").click()
    karin.sees_heading(QUESTION)
    karin.sees("Gewählt: „Vorschlag 1“ mit 1 von 1 Stimme.")


@pytest.mark.row("D5")
@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_what_is_edited_after_its_vote_is_marked_in_the_text_and_in_the_list(
    karin: Visitor, chair: Visitor, voter: Visitor, hall: Hall, draft: int
) -> None:
    replace_sentence(karin)
    choose(chair, voter, hall)
    chair.open(f"/drafts/{draft}")
    chair.sees(f"Ein Wortlaut ist gewählt: „{QUESTION}“")
    chair.check("65-gewaehlt")
    chair.press("Ergebnis übernehmen")
    expect(goal(chair.page)).to_contain_text("Ein Absatz")
    chair.sees("Abgestimmte Stellen (1)")
    expect(chair.page.locator("[data-voted]")).to_have_count(0)
    goal(chair.page).click()
    chair.page.keyboard.press("End")
    chair.page.keyboard.type(" Und mehr.")
    saved(chair.page)
    for visitor in (chair, karin):
        expect(visitor.page.locator("[data-voted]")).to_contain_text("Und mehr.")
        expect(visitor.page.get_by_text("nach der Abstimmung geändert")).to_be_visible()
        visitor.check("66-danach-geaendert")
    karin.check_narrow("66-danach-geaendert")
    karin.page.get_by_role("link", name="Abstimmung ansehen").last.click()
    karin.sees("Nach der Abstimmung geändert: Der Entwurf sagt hier nicht mehr, was gewählt wurde.")
    karin.check("67-abstimmungen")
    karin.check_narrow("67-abstimmungen")
