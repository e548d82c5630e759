"""Collecting, revealing and clustering, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db import Database
from app.errors import Conflict, NotAllowed, NotFound
from app.needs import service, store, views
from app.needs.service import Wording
from app.workshops import store as workshops
from app.workshops.rules import Phase
from tests.people import People


def submit(people: People, who, title="Es fehlt Zeit", key="schlüssel-1"):
    with people.database.writing() as db:
        return service.submit(
            db, actor=who, workshop_id=people.workshop_id, wording=Wording(title=title), request_key=key
        ).id


def board(people: People, who):
    with people.database.reading() as db:
        return views.board(db, workshops.find_participant(db, people.workshop_id, who.account_id), people.workshop_id)


@pytest.fixture
def private_room(application):
    people = People(application, collecting="private")
    people.move_to(Phase.COLLECT)
    return people


@pytest.mark.row("B2")
def test_n1_before_the_reveal_only_author_and_moderation_see_a_need(private_room):
    leyla, karin = private_room.join("Leyla"), private_room.join("Karin")
    submit(private_room, leyla)
    assert [need["mine"] for need in board(private_room, leyla)["needs"]] == [True]
    assert board(private_room, karin)["needs"] == []
    assert board(private_room, karin)["hidden"] == 1
    assert board(private_room, private_room.moderator)["needs"][0]["author"] == "Leyla"


@pytest.mark.row("B2")
@pytest.mark.parametrize("named", [True, False])
def test_n2_the_reveal_shows_the_needs_with_or_without_names(private_room, named):
    leyla, karin = private_room.join("Leyla"), private_room.join("Karin")
    submit(private_room, leyla)
    with private_room.database.writing() as db:
        service.reveal(db, actor=private_room.moderator, workshop_id=private_room.workshop_id, named=named)
    (need,) = board(private_room, karin)["needs"]
    assert need["author"] == ("Leyla" if named else None)
    assert need["group"] == "Länder"


def test_n2_a_screen_shows_no_names_even_where_the_room_sees_them(people):
    people.move_to(Phase.COLLECT)
    leyla, karin = people.join("Leyla"), people.join("Karin")
    submit(people, leyla)
    assert board(people, karin)["needs"][0]["author"] == "Leyla"
    with people.database.reading() as db:
        (need,) = views.board(db, None, people.workshop_id)["needs"]
    assert (need["author"], need["group"]) == (None, "Länder")


def test_n2_names_that_were_shown_cannot_be_hidden_again(private_room):
    with private_room.database.writing() as db:
        service.reveal(db, actor=private_room.moderator, workshop_id=private_room.workshop_id, named=True)
    with private_room.database.writing() as db, pytest.raises(Conflict):
        service.reveal(db, actor=private_room.moderator, workshop_id=private_room.workshop_id, named=False)


@pytest.mark.row("B1")
def test_n3_a_submission_that_is_sent_again_before_it_was_answered_is_one_need(people):
    people.move_to(Phase.COLLECT)
    leyla = people.join("Leyla")
    with ThreadPoolExecutor(6) as at_once:
        made = set(at_once.map(lambda _n: submit(people, leyla), range(6)))
    assert len(made) == len(board(people, leyla)["needs"]) == 1


@pytest.mark.row("B1")
def test_n3_the_same_submission_again_is_one_need(people):
    people.move_to(Phase.COLLECT)
    leyla = people.join("Leyla")
    first = submit(people, leyla, key="doppelt-gesendet")
    people.move_to(Phase.CLUSTER)  # the answer was lost, the phase went on, the phone sends again
    assert submit(people, leyla, key="doppelt-gesendet") == first
    assert len(board(people, leyla)["needs"]) == 1


def test_n4_needs_are_submitted_only_while_collecting(people):
    leyla = people.join("Leyla")
    for phase in (Phase.CLUSTER, Phase.PRIORITISE, Phase.DRAFT, Phase.CONSENT, Phase.CLOSED):
        people.move_to(phase)
        with people.database.writing() as db, pytest.raises(Conflict):
            service.submit(
                db, actor=leyla, workshop_id=people.workshop_id, wording=Wording("Zu spät"), request_key=f"{phase}-key"
            )


def test_n5_only_its_author_changes_or_withdraws_a_need(people):
    people.move_to(Phase.COLLECT)
    leyla, karin = people.join("Leyla"), people.join("Karin")
    need_id = submit(people, leyla)
    with people.database.writing() as db:
        with pytest.raises(NotAllowed):
            service.change(db, actor=karin, need_id=need_id, wording=Wording("Anders"))
        with pytest.raises(NotAllowed):
            service.withdraw(db, actor=people.moderator, need_id=need_id)
        service.change(db, actor=leyla, need_id=need_id, wording=Wording("Es fehlt mehr Zeit"))
    assert board(people, karin)["needs"][0]["title"] == "Es fehlt mehr Zeit"
    with people.database.writing() as db:
        service.withdraw(db, actor=leyla, need_id=need_id)
    assert board(people, karin)["needs"] == []


@pytest.mark.row("B3")
def test_n6_clustering_changes_no_word_and_can_be_undone(people):
    people.move_to(Phase.COLLECT)
    leyla = people.join("Leyla")
    first, second = submit(people, leyla, "Zeit fehlt", "key-eins"), submit(people, leyla, "Geld fehlt", "key-zwei")
    before = board(people, leyla)["needs"]
    people.move_to(Phase.CLUSTER)
    with people.database.writing() as db:
        cluster = service.make_cluster(db, actor=people.moderator, workshop_id=people.workshop_id, title="Mittel")
        service.place(db, actor=people.moderator, need_id=second, cluster_id=cluster.id, position=0)
        service.place(db, actor=people.moderator, need_id=first, cluster_id=cluster.id, position=0)
    assert board(people, leyla)["clusters"][0]["need_ids"] == [first, second]
    with people.database.writing() as db:
        service.remove_cluster(db, actor=people.moderator, cluster_id=cluster.id)
    after = board(people, leyla)["needs"]
    assert sorted(after, key=lambda need: need["id"]) == sorted(before, key=lambda need: need["id"])


def test_n7_a_need_cannot_be_put_into_a_cluster_of_another_workshop(people):
    other = people.another_workshop()
    people.move_to(Phase.COLLECT)
    need_id = submit(people, people.join("Leyla"))
    people.move_to(Phase.CLUSTER)
    with people.database.writing() as db:
        service.workshops.get_workshop(db, other).phase = Phase.CLUSTER
        foreign = service.make_cluster(db, actor=people.moderator, workshop_id=other, title="Fremd")
        with pytest.raises(NotFound):
            service.place(db, actor=people.moderator, need_id=need_id, cluster_id=foreign.id, position=0)


def test_n8_facts_about_a_hidden_need_go_to_the_moderation_only(private_room, database: Database):
    from app.facts import list_after

    submit(private_room, private_room.join("Leyla"))
    with database.reading() as db:
        fact = list_after(db, private_room.workshop_id, 0)[-1]
    assert (fact.kind, fact.audience) == ("need:submitted", "moderation")
    assert fact.message(with_data=False) == {"number": fact.number}


def test_n9_numbers_count_on_and_are_never_used_again(people):
    people.move_to(Phase.COLLECT)
    leyla = people.join("Leyla")
    first = submit(people, leyla, key="key-eins")
    with people.database.writing() as db:
        service.withdraw(db, actor=leyla, need_id=first)
    second = submit(people, leyla, key="key-zwei")
    with people.database.reading() as db:
        assert store.get_need(db, second).number == 2
