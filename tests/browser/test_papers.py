"""The common ballot papers in a real room: one votes by finger on a phone, one by keys alone; all see the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from app.access import Actor
from app.voting import store
from app.workshops.rules import Phase
from tests.browser.hands import Hands
from tests.browser.places import room_of, screen_of
from tests.browser.visitors import PHONE, PROJECTOR, Visitor
from tests.voting.hall import CLUSTERS, Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
STAFF, TRANSITION, MONEY = CLUSTERS


def row(visitor: Visitor, label: str) -> Locator:
    """All that belongs to an option on a paper that rates."""
    return visitor.page.get_by_role("group", name=label)


def rate_by_touch(leyla: Visitor) -> None:
    leyla.press("Stimme abgeben")
    leyla.sees("3 Einträge sind nicht bewertet.")
    leyla.answer("Weiter bewerten")
    for label, step in ((STAFF, "8"), (TRANSITION, "10: voll und ganz")):
        row(leyla, label).get_by_role("radio", name=step, exact=True).tap()
    row(leyla, MONEY).get_by_role("radio", name="keine Meinung").tap()


def rate_by_keys(hands: Hands) -> None:
    for label, steps in ((STAFF, 7), (TRANSITION, 10), (MONEY, 3)):
        hands.to(row(hands.visitor, label).get_by_role("radio").first)
        hands.press("Space", *["ArrowRight"] * steps)
        hands.look()


def resist_by_touch(leyla: Visitor) -> None:
    leyla.press("Stimme abgeben")
    leyla.sees("Bitte bewerten Sie diesen Eintrag.")
    for label, step in ((STAFF, "2"), (TRANSITION, "0: keine Einwände"), (MONEY, "5"), ("Es bleibt", "9")):
        row(leyla, label).get_by_role("radio", name=step, exact=True).tap()


def resist_by_keys(hands: Hands) -> None:
    for label, steps in ((STAFF, 3), (TRANSITION, 1), (MONEY, 4), ("Es bleibt", 8)):
        hands.to(row(hands.visitor, label).get_by_role("radio").first)
        hands.press("Space", *["ArrowRight"] * steps)


def mark_by_touch(leyla: Visitor) -> None:
    for label, important, urgent in ((STAFF, "5: sehr wichtig", "2"), (TRANSITION, "5: sehr wichtig", "4")):
        for scale, step in (("Wichtigkeit", important), ("Dringlichkeit", urgent)):
            row(leyla, label).get_by_role("group", name=scale).get_by_role("radio", name=step, exact=True).tap()
    row(leyla, MONEY).get_by_role("group", name="Wichtigkeit").get_by_role("radio", name="2", exact=True).tap()
    leyla.press("Stimme abgeben")
    leyla.sees("Bitte wählen Sie auf beiden Skalen.")
    expect(row(leyla, MONEY).get_by_role("group", name="Dringlichkeit").get_by_role("radio").first).to_be_focused()
    row(leyla, MONEY).get_by_role("checkbox", name="keine Meinung").tap()


def mark_by_keys(hands: Hands) -> None:
    for label, important, urgent in ((STAFF, 3, 1), (TRANSITION, 4, 4), (MONEY, 1, 1)):
        for scale, steps in (("Wichtigkeit", important), ("Dringlichkeit", urgent)):
            hands.to(row(hands.visitor, label).get_by_role("group", name=scale).get_by_role("radio").first)
            hands.press("Space", *["ArrowRight"] * steps)


def order_by_touch(leyla: Visitor) -> None:
    leyla.press("Stimme abgeben")
    leyla.sees("Bitte vergeben Sie", exact=False)
    for label in (MONEY, TRANSITION):
        leyla.page.get_by_role("button", name=label).first.tap()
    leyla.hears(f"Platz 2: {TRANSITION}")
    leyla.page.get_by_role("button", name=f"{TRANSITION} nach oben").tap()
    leyla.hears(f"Platz 1: {TRANSITION}")


def order_by_keys(hands: Hands) -> None:
    page = hands.page
    for label in (STAFF, TRANSITION):
        hands.to(page.get_by_role("listitem").filter(has_text=label).get_by_role("button").first)
        hands.press("Enter")
        hands.stays()
    up = page.get_by_role("button", name=f"{TRANSITION} nach oben")
    hands.to(up)
    hands.press("Space")
    hands.visitor.hears(f"Platz 1: {TRANSITION}")
    expect(up).to_be_focused()
    hands.act(f"{STAFF} zurücknehmen")
    hands.visitor.hears(f"{STAFF} hat keinen Platz mehr.")
    expect(page.get_by_role("button", name=f"{TRANSITION} zurücknehmen")).to_be_focused()
    hands.to(page.get_by_role("listitem").filter(has_text=STAFF).get_by_role("button").first, key="Shift+Tab")
    hands.press("Enter")


def tick_by_touch(leyla: Visitor) -> None:
    leyla.page.get_by_role("checkbox", name=TRANSITION).tap()
    leyla.hears("Noch 1 möglich")
    leyla.page.get_by_role("checkbox", name=MONEY).tap()
    leyla.page.get_by_role("checkbox", name=STAFF).tap(force=True)  # it says why it does nothing
    expect(leyla.page.get_by_role("checkbox", name=STAFF)).not_to_be_checked()
    leyla.sees("Mehr ist nicht möglich.", exact=False)


def tick_by_keys(hands: Hands) -> None:
    hands.to(hands.page.get_by_role("checkbox", name=TRANSITION))
    hands.press("Space")
    expect(hands.page.get_by_role("checkbox", name=TRANSITION)).to_be_checked()


def object_by_touch(leyla: Visitor) -> None:
    leyla.press("Stimme abgeben")
    leyla.sees("Bitte wählen Sie eine Antwort.")
    leyla.page.get_by_role("radio", name="Schwerwiegender Einwand").tap()
    leyla.press("Stimme abgeben")
    leyla.sees("Ohne Begründung kann sie nicht gezählt werden.", exact=False)
    expect(leyla.page.get_by_label("Begründung", exact=True)).to_be_focused()
    leyla.page.get_by_label("Begründung", exact=True).fill("Die Länder sind nicht gefragt.")


def consent_by_keys(hands: Hands) -> None:
    hands.to(hands.page.get_by_role("radio").first)
    hands.press("Space", "ArrowDown")
    hands.to(hands.page.get_by_role("textbox"))
    hands.type("Die Frist ist knapp.")


def answer_by_touch(leyla: Visitor) -> None:
    leyla.page.get_by_role("radio").first.tap()


def answer_by_keys(hands: Hands) -> None:
    hands.to(hands.page.get_by_role("radio").first)
    hands.press("Space", "ArrowDown", "ArrowDown")


def nothing_more(chair: Visitor) -> None:
    """The usual settings."""


def at_most_two(chair: Visitor) -> None:
    limit = chair.page.get_by_label("Höchstens so viele je Person")
    limit.fill("0")
    chair.press("Abstimmung öffnen")
    chair.sees("Bitte geben Sie eine Zahl von 1 bis 60 an.")
    expect(limit).to_be_focused()
    limit.fill("2")


def pick_two(chair: Visitor) -> None:
    chair.page.get_by_label("So viele ordnet jede Person").fill("2")


def ask(chair: Visitor) -> None:
    chair.page.get_by_label("Frage").fill("Gehen wir so weiter?")


@dataclass(frozen=True)
class Paper:
    """How a method is set, filled in by finger and by keys, what is said of the own ballot and what is shown to all.

    `others` are the choices of people without a window, by the ids of the options in their order.
    """

    method: str
    settings: Callable[[Visitor], None]
    by_touch: Callable[[Visitor], None]
    by_keys: Callable[[Hands], None]
    own: str
    result: str
    others: Callable[[list[str]], dict[str, Any]]


def each(value: Any) -> Callable[[list[str]], dict[str, Any]]:
    return lambda options: dict.fromkeys(options, value)


def first(choices: dict[int, Any]) -> Callable[[list[str]], dict[str, Any]]:
    return lambda options: {options[place]: value for place, value in choices.items()}


def said(answer: str) -> Callable[[list[str]], dict[str, Any]]:
    return lambda _options: {"answer": answer}


def papers() -> Iterator[Any]:
    for row_of_features, name, paper in (
        ("C2", "score", Paper("Bewerten (0–10)", nothing_more, rate_by_touch, rate_by_keys,
         "2 Einträge bewertet", f"Platz 1: {TRANSITION}", first({0: 8, 1: 9, 2: 2}))),
        ("C2", "resistance", Paper("Widerstand messen (Systemisches Konsensieren)", nothing_more, resist_by_touch,
         resist_by_keys, "4 Einträge bewertet", TRANSITION, first({0: 3, 1: 1, 2: 6, 3: 9}))),
        ("C4", "matrix", Paper("Wichtigkeit und Dringlichkeit", nothing_more, mark_by_touch, mark_by_keys,
         "2 Einträge bewertet", f"Platz 1: {TRANSITION}", first({0: [4, 2], 1: [5, 5], 2: [2, 4]}))),
        ("C3", "ranking", Paper("In eine Reihenfolge bringen", nothing_more, order_by_touch, order_by_keys,
         "2 Einträge eingeordnet", TRANSITION, first({1: 1, 0: 2, 2: 3}))),
        ("C3", "nominal_group", Paper("Die wichtigsten auswählen und ordnen (NGT)", pick_two, order_by_touch,
         order_by_keys, "2 Einträge eingeordnet", f"Platz 1: {TRANSITION}", first({1: 1, 0: 2}))),
        ("C2", "star", Paper("Sterne vergeben (STAR)", nothing_more, star_by_touch, star_by_keys,
         "3 Einträge bewertet", TRANSITION, first({0: 3, 1: 5, 2: 1}))),
        ("C1", "approval", Paper("Mehreres auswählen", at_most_two, tick_by_touch, tick_by_keys,
         "2 Einträge ausgewählt", f"Platz 1: {TRANSITION}", first({1: 1}))),
        ("C5", "konsent", Paper("Konsent (offene Einwände)", ask, object_by_touch, consent_by_keys,
         "Schwerwiegender Einwand", "Nicht beschlossen", said("consent"))),
        ("C5", "yes_no", Paper("Ja – Nein – Enthaltung", ask, answer_by_touch, answer_by_keys,
         "Ja", "Angenommen", said("yes"))),
        ("C5", "straw", Paper("Stimmungsbild", ask, answer_by_touch, answer_by_keys,
         "eher dafür", "eher dafür", said("for"))),
    ):  # fmt: skip
        yield pytest.param(name, paper, id=name, marks=pytest.mark.row(row_of_features, "G8"))


def star_by_touch(leyla: Visitor) -> None:
    for label, step in ((STAFF, "3"), (TRANSITION, "5: am liebsten"), (MONEY, "0: gar nicht")):
        row(leyla, label).get_by_role("radio", name=step, exact=True).tap()


def star_by_keys(hands: Hands) -> None:
    for label, steps in ((STAFF, 5), (TRANSITION, 4), (MONEY, 1)):
        hands.to(row(hands.visitor, label).get_by_role("radio").first)
        hands.press("Space", *["ArrowRight"] * steps)


def prepare(chair: Visitor, name: str, paper: Paper) -> None:
    chair.page.get_by_label("Verfahren").select_option(label=paper.method)
    paper.settings(chair)
    chair.check(f"70-{name}-vorbereiten")
    chair.check_narrow(f"70-{name}-vorbereiten")
    chair.press("Abstimmung öffnen")


def vote_by_touch(leyla: Visitor, name: str, paper: Paper) -> None:
    leyla.check(f"71-{name}-leer")
    paper.by_touch(leyla)
    leyla.check(f"71-{name}-stimmzettel")
    leyla.check_narrow(f"71-{name}-stimmzettel")
    leyla.press("Stimme abgeben")
    leyla.sees(f"Ihre Stimme ist gezählt: {paper.own}", exact=False)
    leyla.check(f"72-{name}-gezaehlt")
    leyla.press("Stimme ändern")
    leyla.check(f"72-{name}-aendern")
    leyla.press("Stimme abgeben")
    leyla.sees(f"Ihre Stimme ist gezählt: {paper.own}", exact=False)


def vote_by_keys(jonas: Visitor, paper: Paper) -> None:
    hands = Hands(jonas)
    paper.by_keys(hands)
    hands.act("Stimme abgeben")
    jonas.sees("Ihre Stimme ist gezählt", exact=False)
    hands.stays()


def vote_without_a_window(hall: Hall, people: list[Actor], paper: Paper) -> None:
    with hall.database.reading() as db:
        poll_id = store.list_polls(db, hall.workshop_id)[0].id
    for who in people:
        hall.cast(who, poll_id, paper.others(hall.options(poll_id)))


@pytest.mark.parametrize(("name", "paper"), list(papers()))
def test_a_vote_is_opened_cast_by_finger_and_by_keys_and_shown_to_all(
    enter: Enter, visit: Enter, hall: Hall, name: str, paper: Paper
) -> None:
    hall.clusters()
    hall.people.move_to(Phase.CONSENT if name == "konsent" else Phase.PRIORITISE)
    others = [*hall.experts(4), *hall.experts(5, group="Kommunen")]
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    leyla.sees_heading("Noch keine Abstimmung")
    jonas = enter("Jonas", hall.people.join("Jonas Modell"), room_of(hall.people))
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    prepare(chair, name, paper)
    chair.sees("0 von 11 haben abgestimmt")
    leyla.hears("Die Abstimmung ist offen:")
    vote_by_touch(leyla, name, paper)
    vote_by_keys(jonas, paper)
    vote_without_a_window(hall, others, paper)
    chair.sees("11 von 11 haben abgestimmt")
    chair.press("Abstimmung schließen")
    chair.answer("Schließen")
    chair.sees("Nur Sie sehen dieses Ergebnis.")
    chair.press("Ergebnis veröffentlichen")
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(screen_of(hall.people))
    for who in (chair, leyla, jonas, beamer):
        expect(who.page.get_by_role("table").first).to_be_visible()
        who.check(f"73-{name}-ergebnis")
    for who in (chair, leyla, jonas):
        who.sees(paper.result, exact=False)
    leyla.check_narrow(f"73-{name}-ergebnis")
