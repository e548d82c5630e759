"""The room: phases, agenda, clock. On both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.db import now
from app.errors import Conflict, NotAllowed, NotFound
from app.facts import FactRow
from app.workshops import service, store
from app.workshops.models import Countdown
from app.workshops.rules import PHASES, Phase, Right, Role, is_open_in, may_follow, open_rights
from app.workshops.service import AgendaPlan
from tests.workshops.rooms import act, workshop

# Right: the phases that open it, in the words of the concept. Whatever is not here is open in every phase.
OPENED_BY = {
    Right.SUBMIT_NEED: "collect",
    Right.REVEAL_NEEDS: "collect cluster",
    Right.ARRANGE_NEEDS: "cluster",
    Right.VOTE: "prioritise draft consent",
    Right.RUN_POLLS: "prioritise draft consent",
    Right.CREATE_DRAFT: "draft",
    Right.WRITE_DRAFT: "draft consent",
    Right.REVIEW_DRAFT: "draft consent",
    Right.COMMENT: "draft consent",
    Right.FREEZE_VERSION: "draft consent",
    Right.RECORD: "consent closed",
    Right.PREPARE: "preparing collect cluster prioritise draft consent",
    Right.ADD_SOURCE: "preparing collect cluster prioritise draft consent",
    Right.KEEP_REFERENCES: "preparing collect cluster prioritise draft consent",
}


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
