"""The same pages as people with other eyes, other devices and another language have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.access import Actor
from app.needs import service as needs
from app.needs.service import Wording
from app.workshops.rules import Phase
from tests.browser.conftest import on_the_data_of
from tests.browser.places import room_of, screen_of
from tests.browser.visitors import LAPTOP, PHONE, PROJECTOR, SMALL, Visitor
from tests.people import People
from tests.servers import LiveServer
from tests.voting.hall import Hall

Enter = Callable[..., Visitor]
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
ZOOMED = {"width": LAPTOP["width"] // 2, "height": LAPTOP["height"] // 2}


@dataclass(frozen=True)
class Place:
    """A page in a state, as somebody sees it; `ready` is there once it stands."""

    name: str
    path: str
    ready: str
    actor: Actor | None = None


@dataclass(frozen=True)
class Showcase:
    """One place for each kind of page."""

    application: Flask
    places: list[Place]
    screen: str

    def show(self, visitor: Visitor, place: Place) -> None:
        visitor.context.clear_cookies()
        if place.actor is not None:
            visitor.become(self.application, place.actor)
        visitor.open(place.path)
        expect(visitor.page.locator(place.ready).first).to_be_visible()


@pytest.fixture(scope="module")
def showcase(site: LiveServer) -> Iterator[Showcase]:
    with on_the_data_of(site.folder, site.database_address) as application:
        collecting, giving, agreeing = (Hall(People(application, collecting="open")) for _ in range(3))
        places = [*public(), *at_collecting(collecting), *at_points(giving), *at_consent(agreeing)]
        yield Showcase(application, places, screen_of(giving.people))


def public() -> list[Place]:
    return [Place("anmelden", "/anmelden", "#password"), Place("beitreten", "/beitreten", "#code")]


def at_collecting(hall: Hall) -> list[Place]:
    hall.people.move_to(Phase.COLLECT)
    leyla = hall.people.join("Leyla Vorlage")
    submit(hall, leyla, "Elternbriefe gibt es nur auf Deutsch")
    room = room_of(hall.people)
    return [
        Place("uebersicht", "/uebersicht", "h1", hall.moderator),
        Place("sammeln", room, ".kw-need--mine", leyla),
        Place("sammeln-moderation", room, ".kw-join", hall.moderator),
    ]


def submit(hall: Hall, author: Actor, title: str) -> None:
    with hall.database.writing() as db:
        where: dict[str, Any] = {"workshop_id": hall.workshop_id, "request_key": f"schlüssel {title}"}
        needs.submit(db, actor=author, wording=Wording(title), **where)


def at_points(hall: Hall) -> list[Place]:
    poll_id = hall.dot_poll()
    leyla = hall.people.join("Leyla Vorlage")
    hall.open(poll_id)
    return [Place("punkte", room_of(hall.people), ".kw-step", leyla)]


def at_consent(hall: Hall) -> list[Place]:
    poll_id = hall.consent_poll()
    leyla, jonas = hall.people.join("Leyla Vorlage"), hall.people.join("Jonas Modell")
    hall.open(poll_id)
    hall.cast(jonas, poll_id, "reservation", reason="Die Finanzierung ist offen.")
    return [
        Place("stimmzettel", room_of(hall.people), ".kw-choice", leyla),
        Place("beteiligung", room_of(hall.people), ".kw-turnout", hall.moderator),
    ]


@pytest.mark.row("G8")
@pytest.mark.parametrize(
    ("look", "media", "viewport"),
    [
        ("dunkel", {"color_scheme": "dark"}, PHONE),
        ("kontrast", {"forced_colors": "active"}, LAPTOP),
        ("schmal", {}, SMALL),
        ("doppelt", {}, ZOOMED),
    ],
)
def test_every_kind_of_page_stands_in_another_look(
    visit: Enter, showcase: Showcase, look: str, media: dict[str, Any], viewport: dict[str, int]
) -> None:
    visitor = visit(look, viewport)
    visitor.page.emulate_media(**media)
    for place in showcase.places:
        showcase.show(visitor, place)
        visitor.check(f"16-{place.name}")


@pytest.mark.row("G5", "G8")
def test_the_screen_stands_in_dark_and_with_forced_colours(visit: Enter, showcase: Showcase) -> None:
    beamer = visit("Leinwand", PROJECTOR)
    beamer.open(showcase.screen)
    beamer.sees("haben abgestimmt", exact=False)
    for look, media in (("dunkel", {"color_scheme": "dark"}), ("kontrast", {"forced_colors": "active"})):
        beamer.page.emulate_media(**media)  # type: ignore[arg-type]  # one of its own keywords
        beamer.check(f"16-leinwand-{look}")


@pytest.mark.row("G8")
def test_nothing_moves_for_people_who_asked_for_that(visit: Enter, showcase: Showcase) -> None:
    visitor = visit("ruhig", LAPTOP)
    visitor.page.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const longest = (times) => Math.max(...times.split(",").map(parseFloat));
        return longest(transitionDuration) > 0.01 || (animationName !== "none" && longest(animationDuration) > 0.01);
    }).map((element) => element.outerHTML.slice(0, 120))"""
    for place in showcase.places:
        showcase.show(visitor, place)
        assert visitor.page.evaluate(moving) == [], place.name


GERMAN = re.compile(
    r"\b(Abstimmung|Bedarfe?|Raum|Veranstaltung|Beitreten|Anmelden|Handlungsfelder|Empfehlungen|Stimme|Punkte|Entwurf"
    r"|Fassung|Leitfrage|Sie|nicht)\b"
)
# What people wrote stays as they wrote it.
WRITTEN = re.compile(r"Bedarf: .*|Frühe sprachliche Bildung|Elternbriefe .*")


@pytest.mark.row("G9")
def test_the_interface_is_english_after_choosing_it(visit: Enter, showcase: Showcase) -> None:
    visitor = visit("english", LAPTOP)
    left: dict[str, list[str]] = {}
    for place in showcase.places:
        showcase.show(visitor, place)
        visitor.press("English")
        expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
        expect(visitor.page.locator(place.ready).first).to_be_visible()
        text = WRITTEN.sub("", visitor.page.inner_text("body"))
        left[place.name] = sorted(set(GERMAN.findall(text)))
        visitor.check(f"16-{place.name}")
    assert {name: words for name, words in left.items() if words} == {}


@pytest.mark.row("G9")
def test_a_need_from_right_to_left_is_shown_from_right_to_left(enter: Enter, hall: Hall) -> None:
    title = "رسائل المدرسة متوفرة بالألمانية فقط"
    hall.people.move_to(Phase.COLLECT)
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    field = leyla.page.get_by_label("Was fehlt?")
    field.fill(title)
    expect(field).to_have_css("direction", "rtl")
    leyla.press("Bedarf einreichen")
    shown = leyla.page.get_by_role("button", name=title, exact=True)
    expect(shown).to_have_css("direction", "rtl")
    expect(leyla.page.locator("html")).to_have_css("direction", "ltr")
    leyla.check("16-rechts-nach-links")
    leyla.check_narrow("16-rechts-nach-links")


@pytest.mark.row("G8")
def test_news_is_told_to_screen_readers_and_the_focus_stays(enter: Enter, backstage: Flask) -> None:
    hall = Hall(People(backstage, collecting="open"))
    hall.people.move_to(Phase.COLLECT)
    jonas = hall.people.join("Jonas Modell")
    leyla = enter("Leyla", hall.people.join("Leyla Vorlage"), room_of(hall.people), PHONE)
    field = leyla.page.get_by_label("Was fehlt?")
    field.fill("Mitten im Satz")
    regions = leyla.page.locator("#polite[role=status], #urgent[role=alert]")
    expect(regions).to_have_count(2)
    submit(hall, jonas, "Kita und Schule stimmen sich nicht ab")
    leyla.hears("1 neuer Bedarf.")
    expect(field).to_be_focused()
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    chair.press("Aufmerksamkeit")
    leyla.hears("Die Moderation bittet: Bitte nach vorn schauen.", region="urgent")
    leyla.check("16-aufmerksamkeit")
    hall.people.move_to(Phase.CLUSTER)
    leyla.hears("Der Raum ist jetzt bei Ordnen.")
    expect(leyla.page.get_by_text("Mitten im Satz")).to_be_visible()


@pytest.mark.row("C6", "G8")
def test_the_longest_class_stays_in_its_panel(enter: Enter, hall: Hall) -> None:
    poll_id = hall.consent_poll()
    experts = hall.experts(5)
    hall.open(poll_id)
    for expert, answer in zip(experts, ["agree"] * 3 + ["object"] * 2, strict=True):
        hall.cast(expert, poll_id, answer, reason="Zu teuer." if answer == "object" else "")
    hall.close(poll_id)
    hall.publish(poll_id)
    chair = enter("Moderation", hall.moderator, room_of(hall.people))
    for viewport in (LAPTOP, SMALL):
        chair.page.set_viewport_size(viewport)  # type: ignore[arg-type]  # a mapping of two numbers
        panel = chair.page.get_by_role("region", name="Konsensstärke")
        expect(panel).to_contain_text("mehrheitliche Zustimmung")
        assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
    chair.check("16-mehrheit")
