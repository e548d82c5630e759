"""Facts: numbered without gaps, and gone with the transaction that fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app import facts
from app.workshops import service
from app.workshops.facts import AttentionCalled
from app.workshops.rules import Phase
from tests.people import People
from tests.workshops.rooms import act, workshop


def numbers(people: People) -> list[int]:
    with people.database.reading() as db:
        return [row.number for row in facts.list_after(db, people.workshop_id, 0)]


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
