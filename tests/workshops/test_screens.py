"""Screens: what they show, and that they are sent nothing else."""

from __future__ import annotations

import pytest

from app.workshops import service, store
from app.workshops.rules import PHASES, SCREEN_VIEWS, Phase
from tests.voting.hall import Hall
from tests.workshops.rooms import act


@pytest.mark.row("G5")
def test_w8_a_screen_follows_the_phases_as_long_as_it_is_told_to(people):
    def screen():
        with people.database.reading() as db:
            return store.list_screens(db, people.workshop_id)[0]

    for phase, shows in ((Phase.COLLECT, "question"), (Phase.CLUSTER, "clusters"), (Phase.DRAFT, "text")):
        people.move_to(phase)
        assert screen().shows == shows
    act(people, service.show_on_screen, screen_id=screen().id, shows="timer", follows=False)
    people.move_to(Phase.COLLECT)
    assert (screen().shows, screen().follows) == ("timer", False)
    act(people, service.show_on_screen, screen_id=screen().id, shows="question", follows=None)
    assert (screen().shows, screen().follows) == ("question", False)
    act(people, service.show_on_screen, screen_id=screen().id, shows=None, follows=True)
    assert (screen().shows, screen().follows) == ("question", True)


@pytest.mark.row("G5")
def test_w8_every_phase_has_something_to_show():
    assert set(service.SCREEN_OF_PHASE) == set(PHASES) - {Phase.PREPARING}
    assert set(service.SCREEN_OF_PHASE.values()) <= set(SCREEN_VIEWS)


@pytest.mark.row("G5")
def test_w20_a_screen_is_sent_what_it_shows_and_nothing_else(people, client):
    hall = Hall(people)
    people.join("Leyla")
    hall.open(hall.consent_poll(), minutes=5)  # so that there are needs, a cluster, a frozen text and a vote
    with people.database.reading() as db:
        (screen,) = store.list_screens(db, people.workshop_id)
    sent = {}
    for shows in SCREEN_VIEWS:
        act(people, service.show_on_screen, screen_id=screen.id, shows=shows, follows=False)
        state = client.get(f"/screens/{screen.token}/state").json
        sent[shows] = [part for part in ("board", "poll", "draft") if state[part] is not None]
    shown = {"needs": ["board"], "clusters": ["board"], "result": ["poll"], "text": ["draft"]}
    assert sent == {shows: shown.get(shows, []) for shows in SCREEN_VIEWS}
