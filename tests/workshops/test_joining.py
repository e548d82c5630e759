"""Joining, confirming, leaving: on both databases."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import g

from app.errors import Conflict, Malformed, NotAllowed, NotFound, Refusal
from app.stage import views as stage
from app.workshops import admission, presence, service, store, views
from app.workshops.admission import Claim, Correction
from app.workshops.rules import VOTING_ROLES, Phase, Role
from tests.connections import counted
from tests.people import People


def codes(people: People, workshop_id: int | None = None) -> tuple[str, str]:
    """The link's token and the six digits."""
    with people.database.reading() as db:
        workshop = store.get_workshop(db, workshop_id or people.workshop_id)
        return workshop.join_token, workshop.join_code


def join(people: People, code: str, *, actor=None, name="Leyla", organisation="Amt", group="Länder"):
    """Join as a page does; returns the participant's id and the secret of a fresh login."""
    claim = Claim(name, organisation, people.group_ids.get(group, 10_000))
    with people.database.writing() as db:
        participant, token = admission.join(db, actor=actor, code=code, claim=claim)
        return participant.id, token


def person(people: People, participant_id: int):
    with people.database.reading() as db:
        return store.get_participant(db, people.workshop_id, participant_id)


def moderate(people: People, act, *, actor=None, **more) -> None:
    with people.database.writing() as db:
        act(db, actor=actor or people.moderator, workshop_id=people.workshop_id, **more)


@pytest.mark.row("G1")
def test_w1_code_and_link_let_in_without_an_account(people):
    token, code = codes(people)
    for number, typed in enumerate((token, code, f"{code[:3]} {code[3:]}", f" {code} ")):
        participant_id, secret = join(people, typed, name=f"Gast {number}")
        assert secret is not None
        assert person(people, participant_id).name == f"Gast {number}"


@pytest.mark.row("G1")
def test_w1_a_guest_joins_through_the_page_and_stands_in_the_room(people, client):
    claim = {"code": codes(people)[1], "name": "Leyla", "organisation": "Amt"}
    answer = client.post("/beitreten", data={**claim, "stakeholder_group_id": people.group_ids["Länder"]})
    assert (answer.status_code, answer.location) == (302, f"/workshops/{people.workshop_id}")
    assert client.get(f"/workshops/{people.workshop_id}/room").json["me"]["name"] == "Leyla"


def test_w13_a_device_that_returns_takes_one_connection_to_the_database_at_a_time(people):
    token, _code = codes(people)
    page = people.client(people.join("Leyla"))
    claim = {"code": token, "name": "Leyla", "organisation": "Amt", "stakeholder_group_id": people.group_ids["Länder"]}
    for ask, status in ((lambda: page.get(f"/r/{token}"), 200), (lambda: page.post("/beitreten", data=claim), 302)):
        g.pop("_login_user", None)  # the tests' application context would lend it to the request
        with counted(people.database) as held:
            assert ask().status_code == status
        assert held.most == 1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "000-000-0", "' OR 1=1 --", "１２３４５６"])
def test_w1_another_code_lets_nobody_in(people, code):
    with pytest.raises(Malformed) as refused:
        join(people, code)
    assert set(refused.value.fields) == {"code"}


@pytest.mark.row("G1")
def test_w2_what_a_guest_states_is_a_claim_until_the_moderation_confirms_it(people):
    participant_id, _token = join(people, codes(people)[0], organisation="Stadt Beispiel")
    assert (person(people, participant_id).is_confirmed, person(people, participant_id).organisation) == (False, None)
    for _twice in range(2):
        moderate(people, admission.confirm, participant_id=participant_id)
    confirmed = person(people, participant_id)
    assert (confirmed.is_confirmed, confirmed.organisation.name) == (True, "Stadt Beispiel")


def test_w2_a_correction_replaces_the_claim(people):
    participant_id, _token = join(people, codes(people)[0])
    right = Correction("Leyla M.", "Land Beispiel", people.group_ids["Kommunen"], Role.GUEST)
    moderate(people, admission.correct, participant_id=participant_id, correction=right)
    corrected = person(people, participant_id)
    assert (corrected.name, corrected.organisation_name, corrected.role) == ("Leyla M.", "Land Beispiel", "guest")
    assert corrected.stakeholder_group.name == "Kommunen"


def test_w2_two_moderators_who_confirm_at_once_make_one_organisation(people):
    second = people.join("Zweite", role=Role.MODERATOR)
    ids = [join(people, codes(people)[0], name=f"Gast {n}", organisation="Stadt Beispiel")[0] for n in range(6)]
    jobs = [
        lambda n=n, who=who: moderate(people, admission.confirm, actor=who, participant_id=n)
        for n in ids
        for who in (people.moderator, second)
    ]
    with ThreadPoolExecutor(len(jobs)) as at_once:
        for running in [at_once.submit(job) for job in jobs]:
            running.result(timeout=30)
    assert len({person(people, participant_id).organisation_id for participant_id in ids}) == 1


@pytest.mark.row("G3")
def test_w3_only_confirmed_people_with_a_voting_role_are_in_an_electorate(people):
    people.join("Erika")
    people.join("Unbestätigt", confirmed=False)
    for role in Role:
        if role not in VOTING_ROLES:
            people.join(f"Rolle {role}", role=role)
    with people.database.reading() as db:
        assert views.presence(db, people.workshop_id)["voting"] == 1


def test_w4_the_last_moderator_stays(people):
    moderator_id = people.participant_id(people.moderator)
    other_role = Correction("Moderation", "", None, Role.EXPERT)
    people.join("Leyla")
    for act, more in (
        (admission.leave, {}),
        (admission.remove, {"participant_id": moderator_id}),
        (admission.correct, {"participant_id": moderator_id, "correction": other_role}),
    ):
        with pytest.raises(Conflict):
            moderate(people, act, **more)
    waiting = people.join("Wer noch wartet", role=Role.MODERATOR)
    with people.database.writing() as db:
        service.member(db, waiting, people.workshop_id).confirmed_at = None
    with pytest.raises(Conflict):
        moderate(people, admission.leave)
    second = people.join("Zweite", role=Role.MODERATOR)
    moderate(people, admission.leave)
    with pytest.raises(NotFound):
        moderate(people, admission.leave)
    with pytest.raises(Conflict):
        moderate(people, admission.leave, actor=second)


def _degrade(people: People, name: str, act: str, other) -> None:
    """One way for `other` to stop being a moderator, done by themselves or by somebody else."""
    wanted = Correction(name, "", None, Role.EXPERT)
    who = {"participant_id": people.participant_id(other)}
    if act == "leave":
        moderate(people, admission.leave, actor=other)
    elif act == "remove":
        moderate(people, admission.remove, **who)
    else:
        moderate(people, admission.correct, **who, correction=wanted)


@pytest.mark.parametrize("act", ["leave", "remove", "correct"])
def test_w4_of_moderators_who_go_at_once_one_stays(people, act):
    others = [people.join(f"Moderation {n}", role=Role.MODERATOR) for n in range(3)]
    leaving = [people.moderator, *others]

    def go(person_leaving) -> str:
        try:
            _degrade(people, "x", act, person_leaving)
        except Refusal as refusal:
            return refusal.code
        return "gone"

    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(go, leaving))
    with people.database.reading() as db:
        assert any(one.role == Role.MODERATOR for one in store.list_participants(db, people.workshop_id))


def test_w11_a_join_code_is_six_digits_and_belongs_to_one_room(people):
    found = [codes(people)[1], *(codes(people, people.another_workshop())[1] for _ in range(20))]
    assert all(re.fullmatch(r"\d{6}", code) for code in found)
    assert len(set(found)) == len(found)


def test_w11_a_code_that_is_taken_is_not_given_again(people, monkeypatch):
    taken = int(codes(people)[1])
    numbers = iter([taken, taken, (taken + 1) % 1_000_000])
    monkeypatch.setattr(service.secrets, "randbelow", lambda _below: next(numbers))
    assert int(codes(people, people.another_workshop())[1]) == (taken + 1) % 1_000_000


@pytest.mark.row("G1")
def test_w12_the_code_of_a_closed_room_lets_nobody_in(people, client):
    people.move_to(Phase.CLOSED)
    for code in codes(people):
        with pytest.raises(Malformed) as refused:
            join(people, code)
        assert str(refused.value.fields["code"]) == "Der Code gilt nicht mehr. Bitte fragen Sie die Moderation."
    answer = client.get(f"/r/{codes(people)[0]}")
    assert (answer.status_code, "gilt nicht mehr" in answer.text) == (422, True)


def test_w13_a_device_that_returns_keeps_its_place(people):
    leyla = people.join("Leyla", confirmed=False)
    place = people.participant_id(leyla)
    assert join(people, codes(people)[0], actor=leyla, name="Leyla Neu") == (place, None)
    assert person(people, place).name == "Leyla Neu"


def test_w13_what_staff_confirmed_a_guest_cannot_rewrite(people):
    leyla = people.join("Leyla")
    assert join(people, codes(people)[0], actor=leyla, name="Bundeskanzlerin") == (people.participant_id(leyla), None)
    assert person(people, people.participant_id(leyla)).name == "Leyla"


@pytest.mark.row("G1")
def test_w13_a_returning_device_is_welcomed_by_name_and_asked_for_nothing(people):
    page = people.client(people.join("Leyla"))
    welcome = page.get(f"/r/{codes(people)[0]}").text
    assert "Willkommen zurück, Leyla" in welcome
    assert f'href="/workshops/{people.workshop_id}"' in welcome
    assert 'name="organisation"' not in welcome


@pytest.mark.row("G1")
def test_w13_whoever_else_holds_the_device_joins_as_themselves(people):
    code = codes(people)[0]
    page = people.client(people.join("Leyla"))
    answer = page.post("/abmelden", data={"next": f"/r/{code}"})
    assert (answer.status_code, answer.location) == (302, f"/r/{code}")
    g.pop("_login_user", None)
    assert 'name="organisation"' in page.get(answer.location).text
    claim = {"code": code, "name": "Jonas", "organisation": "Amt", "stakeholder_group_id": people.group_ids["Länder"]}
    page.post("/beitreten", data=claim)
    with people.database.reading() as db:
        names = [one.name for one in store.list_participants(db, people.workshop_id)]
    assert names == ["Moderation", "Leyla", "Jonas"]


def test_w17_a_removed_device_is_not_welcomed(people):
    leyla = people.join("Leyla")
    page = people.client(leyla)
    moderate(people, admission.remove, participant_id=people.participant_id(leyla))
    assert "Willkommen" not in page.get(f"/r/{codes(people)[0]}").text


def test_w13_a_device_that_asks_many_times_at_once_has_one_place(people):
    stranger = people.stranger()
    with ThreadPoolExecutor(6) as at_once:
        places = list(at_once.map(lambda _n: join(people, codes(people)[0], actor=stranger), range(6)))
    assert set(places) == {(people.participant_id(stranger), None)}


def test_w16_who_waits_learns_the_title_and_nothing_else(application):
    lobby = People(application, admission="lobby")
    waiting = lobby.join("Leyla", confirmed=False)
    with lobby.database.reading() as db:
        state = stage.room(db, service.member(db, waiting, lobby.workshop_id))
    assert set(state) == {"number", "server_time", "me", "workshop"}
    assert set(state["workshop"]) == {"id", "title", "is_demo"}
    assert (state["me"]["admitted"], state["me"]["rights"]) == (False, [])


def test_w17_who_was_removed_does_not_come_back_by_the_code(people):
    leyla = people.join("Leyla")
    who = {"participant_id": people.participant_id(leyla)}
    for _twice in range(2):
        moderate(people, admission.remove, **who)
    with pytest.raises(NotAllowed):
        join(people, codes(people)[0], actor=leyla)
    with people.database.reading() as db, pytest.raises(NotFound):
        service.member(db, leyla, people.workshop_id)
    with pytest.raises(NotFound):
        moderate(people, admission.confirm, **who)


def test_a_group_that_does_not_exist_is_asked_for_again(people):
    with pytest.raises(Malformed) as refused:
        join(people, codes(people)[0], group="gibt es nicht")
    assert set(refused.value.fields) == {"stakeholder_group_id"}


def test_w2_being_given_a_leading_role_is_being_confirmed(people):
    leyla = people.join("Leyla", confirmed=False, role=Role.MODERATOR)
    with people.database.reading() as db:
        assert service.member(db, leyla, people.workshop_id).is_confirmed


def test_w17_whom_others_removed_did_not_attend_and_who_left_did(people):
    doubled, leaving = people.join("Leyla"), people.join("Jonas")
    with people.database.writing() as db:
        presence.arrive(db, [people.participant_id(actor) for actor in (doubled, leaving)])
        who = {"workshop_id": people.workshop_id}
        admission.remove(db, actor=people.moderator, participant_id=people.participant_id(doubled), **who)
        admission.leave(db, actor=leaving, **who)
    with people.database.reading() as db:
        assert [one.name for one in store.list_attended(db, people.workshop_id)] == ["Jonas"]
