"""The room: phases, agenda, clock, screens, attendance, facts. On both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app import facts
from app.db import now
from app.errors import Conflict, NotAllowed, NotFound
from app.facts import FactRow
from app.workshops import presence, service, store
from app.workshops.facts import AttentionCalled
from app.workshops.models import Attendance, Countdown, Workshop
from app.workshops.presets import FORMAT_WORDS, PRESETS
from app.workshops.rules import PHASES, SCREEN_VIEWS, Format, Phase, Right, Role, is_open_in, may_follow, open_rights
from app.workshops.service import AgendaPlan, Plan
from tests.people import People
from tests.voting.hall import Hall

# Right: the phases that open it, in the words of the concept. Whatever is not here is open in every phase.
OPENED_BY = {
    Right.SUBMIT_NEED: "collect",
    Right.REVEAL_NEEDS: "collect cluster",
    Right.ARRANGE_NEEDS: "cluster",
    Right.VOTE: "prioritise consent",
    Right.RUN_POLLS: "prioritise consent",
    Right.CREATE_DRAFT: "draft",
    Right.WRITE_DRAFT: "draft consent",
    Right.COMMENT: "draft consent",
    Right.FREEZE_VERSION: "draft consent",
    Right.RECORD: "consent closed",
    Right.PREPARE: "preparing collect cluster prioritise draft consent",
}


def act(people: People, function, **more) -> None:
    with people.database.writing() as db:
        function(db, actor=people.moderator, workshop_id=people.workshop_id, **more)


def workshop(people: People) -> Workshop:
    with people.database.reading() as db:
        row = store.get_workshop(db, people.workshop_id)
        _ = row.agenda, row.countdown, row.questions
        return row


def numbers(people: People) -> list[int]:
    with people.database.reading() as db:
        return [row.number for row in facts.list_after(db, people.workshop_id, 0)]


@pytest.mark.row("A2")
@pytest.mark.parametrize("right", list(Right))
def test_w5_a_phase_opens_exactly_the_listed_actions(right):
    listed = OPENED_BY.get(right, " ".join(PHASES)).split()
    assert [phase for phase in PHASES if is_open_in(right, phase)] == listed


@pytest.mark.row("A2")
@pytest.mark.parametrize("phase", PHASES)
def test_w5_what_a_role_may_not_do_no_phase_gives_it(phase):
    assert open_rights(Role.OBSERVER, phase, admitted=True) == {Right.SEE_ROOM, Right.SEE_PEOPLE}
    assert open_rights(Role.MODERATOR, phase, admitted=False) == frozenset()


@pytest.mark.row("A2")
def test_w5_the_server_refuses_what_the_phase_does_not_open(people):
    leyla = people.join("Leyla")
    with people.database.reading() as db:
        with pytest.raises(Conflict):
            service.permit(db, people.moderator, people.workshop_id, Right.ARRANGE_NEEDS)
        with pytest.raises(NotAllowed):
            service.permit(db, leyla, people.workshop_id, Right.ARRANGE_NEEDS)


@pytest.mark.row("A1")
def test_w6_the_current_item_stays_current_when_the_agenda_is_written_anew(people):
    act(people, service.move_agenda, item_id=workshop(people).agenda[1].id)
    act(people, service.replace_agenda, agenda=[AgendaPlan("Neu", 5), AgendaPlan("Sammeln länger", 60, "Frau Muster")])
    room = workshop(people)
    assert [(item.title, item.minutes, item.in_charge) for item in room.agenda] == [
        ("Neu", 5, ""), ("Sammeln länger", 60, "Frau Muster"),
    ]  # fmt: skip
    assert room.current_item_id == room.agenda[1].id
    act(people, service.replace_agenda, agenda=[AgendaPlan("Nur eines", 5)])
    assert workshop(people).current_item_id is None


@pytest.mark.row("A1")
def test_w6_an_item_of_another_workshop_is_not_ones_own(people):
    other = people.another_workshop()
    with people.database.reading() as db:
        foreign = store.get_workshop(db, other).agenda[0].id
    with pytest.raises(NotFound):
        act(people, service.move_agenda, item_id=foreign)


@pytest.mark.row("A3")
def test_w7_a_countdown_is_started_extended_and_taken_away(people):
    act(people, service.set_countdown, minutes=10)
    started = workshop(people).countdown
    act(people, service.extend_countdown, minutes=5)
    extended = workshop(people).countdown
    assert (extended.minutes, extended.ends_at - started.ends_at) == (15, timedelta(minutes=5))
    act(people, service.set_countdown, minutes=0)
    assert workshop(people).countdown is None
    with pytest.raises(Conflict):
        act(people, service.extend_countdown, minutes=5)


@pytest.mark.row("A3")
def test_w7_after_zero_more_minutes_count_from_now(people):
    act(people, service.set_countdown, minutes=10)
    with people.database.writing() as db:
        db.execute(update(Countdown).values(ends_at=now() - timedelta(hours=1)))
    act(people, service.extend_countdown, minutes=5)
    left = workshop(people).countdown.ends_at - now()
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)


@pytest.mark.row("A3")
def test_w7_there_is_one_clock(people):
    for minutes in (10, 20, 30):
        act(people, service.set_countdown, minutes=minutes)
    with people.database.reading() as db:
        assert [clock.minutes for clock in db.scalars(select(Countdown))] == [30]


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


@pytest.mark.row("G5")
def test_w8_every_phase_has_something_to_show():
    assert set(service._SCREEN_OF_PHASE) == set(PHASES) - {Phase.PREPARING}
    assert set(service._SCREEN_OF_PHASE.values()) <= set(SCREEN_VIEWS)


def _intervals(people: People, participant_id: int) -> list[Attendance]:
    with people.database.reading() as db:
        query = select(Attendance).where(Attendance.participant_id == participant_id)
        return list(db.scalars(query.order_by(Attendance.id)))


def _come_and_go(people: People, *steps) -> None:
    for step in steps:
        with people.database.writing() as db:
            step(db)


@pytest.mark.parametrize(("away", "intervals"), [(59, 1), (61, 2)])
def test_w9_who_is_back_within_a_minute_was_never_away(people, monkeypatch, away, intervals):
    leyla = people.participant_id(people.join("Leyla"))
    start = now()
    clock = iter([start, start + timedelta(seconds=away)])
    monkeypatch.setattr(presence, "now", lambda: next(clock))
    _come_and_go(
        people,
        lambda db: presence.arrive(db, leyla),
        lambda db: presence.go(db, leyla),
        lambda db: presence.arrive(db, leyla),
    )
    found = _intervals(people, leyla)
    assert len(found) == intervals
    assert found[-1].until is None


def test_w9_coming_and_going_twice_is_the_same_as_once(people):
    leyla = people.participant_id(people.join("Leyla"))
    _come_and_go(people, *[lambda db: presence.arrive(db, leyla)] * 2, *[lambda db: presence.go(db, leyla)] * 2)
    (interval,) = _intervals(people, leyla)
    assert interval.until is not None


def test_w9_after_a_restart_nobody_is_connected_yet(people):
    leyla = people.participant_id(people.join("Leyla"))
    _come_and_go(people, lambda db: presence.arrive(db, leyla), presence.end_all)
    with people.database.reading() as db:
        assert store.list_present(db, people.workshop_id) == set()
        assert [one.id for one in store.list_attended(db, people.workshop_id)] == [leyla]


def _present(people: People) -> set[int]:
    with people.database.reading() as db:
        return store.list_present(db, people.workshop_id)


def test_w9_whose_socket_is_cut_is_no_longer_there(people):
    live = people.application.extensions["konsenswerk.live"]
    leyla = people.join("Leyla")
    page = people.client(leyla)
    live.socketio.test_client(people.application, flask_test_client=page, auth={"workshop_id": people.workshop_id})
    assert _present(people) == {people.participant_id(leyla)}
    page.post("/abmelden")
    live.revoke()
    assert _present(people) == set()


@pytest.mark.row("P2")
def test_w10_each_of_the_four_formats_starts_with_its_own_preset():
    assert set(PRESETS) == set(Format) == set(FORMAT_WORDS)
    assert len({preset.agenda for preset in PRESETS.values()}) == len(Format)
    assert all(sum(item.minutes for item in preset.agenda) >= 120 for preset in PRESETS.values())


@pytest.mark.row("P2")
@pytest.mark.parametrize("format", list(Format))
def test_w10_the_page_of_a_format_is_filled_with_its_preset(people, format):
    page = people.client(people.moderator).get(f"/workshops/neu/{format}").text
    assert all(f'value="{item.title}"' in page for item in PRESETS[format].agenda)


def test_w14_facts_are_numbered_without_gaps_however_many_are_recorded_at_once(people):
    before = numbers(people)[-1]
    with ThreadPoolExecutor(8) as at_once:
        list(at_once.map(lambda _n: act(people, service.call_attention), range(40)))
    assert numbers(people) == list(range(1, before + 41))


def test_w14_several_facts_of_one_transaction_keep_their_order(people):
    before = numbers(people)[-1]
    people.move_to(Phase.COLLECT)
    with people.database.reading() as db:
        told = facts.list_after(db, people.workshop_id, before)
    assert [(row.number, row.kind) for row in told] == [(before + 1, "screen:changed"), (before + 2, "phase:changed")]


def test_w14_two_who_record_facts_never_wait_for_each_other_in_a_circle(people):
    if people.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time: nobody can wait in a circle")
    with ThreadPoolExecutor(1) as at_once, people.database.writing() as db:
        service.change_phase(db, actor=people.moderator, workshop_id=people.workshop_id, phase=Phase.COLLECT)
        db.flush()
        at_once.submit(act, people, service.call_attention).result(timeout=10)
    assert workshop(people).phase == Phase.COLLECT


class Broken(Exception):
    """Something goes wrong after everything was done."""


def _change_everything_and_fail(db, *, actor, workshop_id: int) -> None:
    service.change_phase(db, actor=actor, workshop_id=workshop_id, phase=Phase.COLLECT)
    facts.record(db, AttentionCalled(workshop_id=workshop_id))
    raise Broken


def test_w15_a_transaction_that_fails_leaves_no_change_and_no_fact(people):
    before = numbers(people)
    with pytest.raises(Broken):
        act(people, _change_everything_and_fail)
    assert (numbers(people), workshop(people).phase) == (before, Phase.PREPARING)
    act(people, service.call_attention)
    assert numbers(people) == [*before, before[-1] + 1]


@pytest.mark.row("P3")
def test_w18_a_workshop_starts_with_its_questions_its_moderator_a_screen_and_a_code(people):
    room, other = workshop(people), people.another_workshop()
    assert ([question.text for question in room.questions], room.code) == (["Was fehlt?"], "2027-SI-V01")
    with people.database.reading() as db:
        assert service.member(db, people.moderator, room.id).role == Role.MODERATOR
        assert len(store.list_screens(db, room.id)) == 1
        assert store.get_workshop(db, other).code == "2027-SI-V02"


def test_w18_workshops_that_are_created_at_once_have_codes_of_their_own(people):
    with ThreadPoolExecutor(4) as at_once:
        made = set(at_once.map(lambda _n: people.another_workshop(), range(4)))
    with people.database.reading() as db:
        codes = {store.get_workshop(db, workshop_id).code for workshop_id in made}
    assert codes == {f"2027-SI-V0{number}" for number in range(2, 6)}


@pytest.mark.row("P3")
def test_w18_without_a_question_there_is_no_workshop(people):
    form = {
        "format": "workshop", "title": "Ohne Frage", "field_id": people.field_id, "starts_on": "2027-03-11",
        "questions": " \n ", "collecting": "open", "admission": "open", "agenda_title": "Start",
        "agenda_minutes": "20", "agenda_in_charge": "",
    }  # fmt: skip
    answer = people.client(people.moderator).post("/workshops", data=form)
    assert answer.status_code == 422
    assert 'value="Ohne Frage"' in answer.text
    with people.database.reading() as db:
        assert len(store.list_workshops_of(db, people.moderator.account_id)) == 1


def test_w18_a_guest_creates_no_workshop(people):
    plan = Plan("Neu", "workshop", people.field_id, date(2027, 3, 11), ["Was fehlt?"], [])
    leyla = people.join("Leyla")
    with people.database.writing() as db, pytest.raises(NotAllowed):
        service.create_workshop(db, actor=leyla, plan=plan)


@pytest.mark.parametrize("wanted", PHASES)
def test_w19_a_room_never_goes_back_before_its_opening(wanted):
    for current in PHASES:
        assert may_follow(current, wanted) is (wanted not in (current, Phase.PREPARING))


@pytest.mark.row("A2")
def test_w19_of_two_moderators_who_move_the_room_at_once_one_is_told_that_it_is_there(people):
    def move(_n: int) -> str:
        try:
            people.move_to(Phase.COLLECT)
        except Conflict:
            return "was quicker"
        return "moved"

    with ThreadPoolExecutor(4) as at_once:
        assert sorted(at_once.map(move, range(4))) == ["moved", *["was quicker"] * 3]
    with people.database.reading() as db:
        changes = db.scalars(select(FactRow.kind).where(FactRow.kind == "phase:changed"))
        assert len(list(changes)) == 1


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
