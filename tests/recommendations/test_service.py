"""Recording recommendations, on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import delete, select

from app.drafts.models import DraftVersion
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.facts import FactRow
from app.recommendations import commitments, service, store
from app.recommendations.commitments import Opening
from app.recommendations.leaf import text_fingerprint
from app.recommendations.models import CommitmentOpening, Recommendation
from app.recommendations.wordings import Wording
from app.voting.models import PollResult
from app.workshops.models import Workshop
from app.workshops.rules import Phase, Role
from tests.people import People
from tests.recommendations.agreement import ADDRESS, NAMES, WORDING, Agreement
from tests.voting.hall import Hall


def said(recommendation: Recommendation) -> dict:
    return json.loads(recommendation.leaf)


@pytest.mark.row("E1")
def test_r2_everything_that_the_workshop_knows_is_filled_in(agreement: Agreement):
    prepared = agreement.prepare(agreement.agreed())
    assert prepared.number == "2027-SI-01"
    assert (prepared.obstacle, prepared.recorded, prepared.is_on_earlier_version) == (None, None, False)
    assert prepared.wording == Wording("sollte", "Bund\nLänder", "Ein planbares Grundangebot in Wohnortnähe.")
    assert prepared.moderators == ["Moderation"]
    assert prepared.known["title"] == "Eltern und Kinder"
    decision = prepared.known["decision"]
    assert (decision["numerator"], decision["denominator"], decision["class"]) == (6, 7, "consensus")
    assert prepared.known["attendance"]["persons"] == 7
    assert prepared.known["workshop"]["date"] == "2027-03-11"


@pytest.mark.row("E1")
def test_r2_nothing_is_recorded_while_something_is_missing(agreement: Agreement):
    poll_id = agreement.agreed()
    with pytest.raises(Malformed) as refused:
        agreement.record(poll_id, wording=Wording("", "", ""))
    assert set(refused.value.fields) == {"obligation", "addressees", "goal"}
    assert agreement.prepare(poll_id).recorded is None


@pytest.mark.row("E1")
def test_r5_the_record_says_what_the_sealed_result_and_the_version_say(agreement: Agreement):
    poll_id = agreement.agreed()
    leaf = said(agreement.record(poll_id))
    with agreement.database.reading() as db:
        sealed, version = db.get_one(PollResult, poll_id), db.get_one(DraftVersion, agreement.version_id)
        result = json.loads(sealed.sealed)["result"]
    for part in ("counts", "class", "numerator", "denominator", "groups", "low_participation"):
        assert leaf["decision"][part] == result[part]
    assert leaf["decision"]["poll_sha256"] == sealed.sha256
    assert leaf["decision"]["awmf"] == "consensus"
    assert (leaf["text"]["tree"], leaf["text"]["fingerprint"]) == (version.tree, version.fingerprint)
    assert leaf["addressees"] == ["Bund", "Länder"]
    assert leaf["electorate"]["entitled"] == 7
    assert leaf["attendance"]["organisations"][0] == {"name": "Stelle der Gruppe Kommunen", "persons": 3}


def test_small_groups_share_a_row_like_the_ballots_do(agreement: Agreement):
    leaf = said(agreement.record(agreement.agreed()))
    assert [(set(row["names"]), row["persons"]) for row in leaf["electorate"]["groups"]] == [
        ({"Länder"}, 3), ({"Kommunen", "Migrantenorganisationen"}, 4),
    ]  # fmt: skip
    assert leaf["attendance"]["groups"] == leaf["electorate"]["groups"]


@pytest.mark.row("D7")
def test_r5_the_text_that_was_voted_on_is_recorded_although_the_draft_went_on(agreement: Agreement):
    poll_id = agreement.agreed()
    Hall(agreement.people).write_into(agreement.draft_id, "Anders: ")
    assert agreement.prepare(poll_id).is_on_earlier_version
    leaf = said(agreement.record(poll_id))
    with agreement.database.reading() as db:
        assert leaf["text"]["tree"] == db.get_one(DraftVersion, agreement.version_id).tree
    assert "Anders" not in leaf["title"]


@pytest.mark.row("D7")
def test_r5_a_version_that_is_not_the_one_of_the_poll_is_never_recorded(agreement: Agreement):
    poll_id = agreement.agreed()
    with agreement.database.writing() as db:
        db.get_one(DraftVersion, agreement.version_id).fingerprint = "0" * 64
    with pytest.raises(Conflict):
        agreement.record(poll_id)


@pytest.mark.row("D7")
def test_r5_a_version_whose_words_were_changed_in_the_database_is_never_recorded(agreement: Agreement):
    poll_id = agreement.agreed()
    with agreement.database.writing() as db:
        version = db.get_one(DraftVersion, agreement.version_id)
        version.tree = json.loads(json.dumps(version.tree).replace("sollten", "sollen"))
    with pytest.raises(Conflict) as refused:
        agreement.record(poll_id, wording=Wording("soll", "Bund", "Ziel"))
    assert "nachträglich verändert" in str(refused.value.message)


def test_r13_a_text_that_cannot_be_printed_is_not_sealed(agreement: Agreement):
    with agreement.database.writing() as db:
        version = db.get_one(DraftVersion, agreement.version_id)
        heading = {"type": "heading", "attrs": {"level": 6}, "content": []}
        version.tree = [{**part, "content": [heading, *part["content"]]} for part in version.tree]
        version.fingerprint = text_fingerprint(version.schema, version.tree)
    with pytest.raises(Conflict) as refused:
        agreement.record(agreement.agreed())
    assert "drucken" in str(refused.value.message)


def test_r5_a_result_that_was_changed_in_the_database_is_never_recorded(agreement: Agreement):
    poll_id = agreement.agreed()
    with agreement.database.writing() as db:
        result = db.get_one(PollResult, poll_id)
        result.sealed = result.sealed.replace(b'"agree":5', b'"agree":6')
    with pytest.raises(Conflict) as refused:
        agreement.record(poll_id)
    assert "nachträglich verändert" in str(refused.value.message)


def test_r1_a_vote_that_carries_nothing_is_refused_with_a_sentence(agreement: Agreement):
    votes = {
        "Mehrheitliche Zustimmung": agreement.vote(*["agree"] * 3, *["object"] * 2),
        "keine mehrheitliche": agreement.vote("agree", "object"),
        "kein Ergebnis": agreement.vote(*["stand_aside"] * 3),
        "veröffentlichen": agreement.vote(*["agree"] * 7, published=False),
    }
    for words, poll_id in votes.items():
        assert words in str(agreement.prepare(poll_id).obstacle)
        with pytest.raises(Conflict) as refused:
            agreement.record(poll_id)
        assert words in str(refused.value.message)


def test_r1_a_missed_quorum_and_a_dot_poll_carry_nothing(agreement: Agreement):
    missed = agreement.vote("agree", "agree", quorum={"ballots": 5})
    for poll_id in (missed, agreement.dot_poll_id):
        with pytest.raises(Conflict):
            agreement.record(poll_id)
    with agreement.database.reading() as db:
        assert store.list_recommendations(db) == []


@pytest.mark.row("E1")
def test_r3_recording_the_same_poll_again_is_the_first_recommendation(agreement: Agreement):
    poll_id = agreement.agreed()
    first = agreement.record(poll_id)
    again = agreement.record(poll_id, wording=Wording("kann", "", ""))
    assert (again.id, again.leaf) == (first.id, first.leaf)
    assert agreement.prepare(poll_id).recorded == first.number


@pytest.mark.row("E5")
def test_r3_two_moderators_who_record_at_once_get_one_number(agreement: Agreement):
    second = agreement.people.join("Moritz Zweitmoderation", role=Role.MODERATOR)
    poll_id = agreement.agreed()
    with ThreadPoolExecutor(2) as pool:
        numbers = [
            one.number
            for one in pool.map(lambda who: agreement.record(poll_id, actor=who), [agreement.moderator, second] * 3)
        ]
    assert set(numbers) == {"2027-SI-01"}
    with agreement.database.reading() as db:
        assert len(store.list_recommendations(db)) == 1


@pytest.mark.row("E5")
def test_r4_numbers_count_on_by_field_and_year_and_are_never_used_again(agreement: Agreement):
    first = agreement.record(agreement.agreed())
    assert first.number == "2027-SI-01"
    with agreement.database.writing() as db:
        db.execute(delete(Recommendation))
    assert agreement.record(agreement.agreed()).number == "2027-SI-02"
    with agreement.database.writing() as db:
        db.get_one(Workshop, agreement.workshop_id).starts_on = date(2028, 1, 1)
    assert agreement.record(agreement.agreed()).number == "2028-SI-01"


@pytest.mark.row("E5")
def test_r4_workshops_of_one_field_that_record_at_once_get_different_numbers(people: People):
    def take(_: int) -> int:
        with people.database.writing() as db:
            return store.take_count(db, people.field_id, 2027)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(12))) == list(range(1, 13))


@pytest.mark.row("E8")
def test_r7_no_name_stands_in_the_leaf_or_in_a_fact(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    with agreement.database.reading() as db:
        told = [json.dumps(fact.data) for fact in db.scalars(select(FactRow))]
    for name in (*NAMES, "Moderation"):
        assert name.encode() not in recorded.leaf
        assert not any(name in data for data in told)
    assert '{"poll_id": ' in told[-1]
    assert json.loads(told[-1])["number"] == "2027-SI-01"


@pytest.mark.row("E8")
def test_r8_everybody_is_bound_to_the_record_and_can_be_erased_from_it(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    leaf, rows = said(recorded), recorded.openings
    assert all(commitments.is_true(Opening(row.commitment, row.salt, row.value)) for row in rows)
    assert sorted(one["function"] for one in leaf["persons"]) == ["elector"] * 7 + ["moderator", "recorder"]
    assert [one["commitment"] for one in leaf["persons"]] == sorted(row.commitment for row in rows)
    assert {row.value["name"] for row in rows} == {*NAMES, "Moderation"}
    with agreement.database.writing() as db:
        db.execute(delete(CommitmentOpening))
    with agreement.database.reading() as db:
        kept = store.get_recommendation(db, recorded.number)
        assert service.check_seal(kept, agreement.key.public).is_trusted


@pytest.mark.row("E8")
def test_r6_a_record_that_was_changed_in_the_database_is_noticed(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    assert service.check_seal(recorded, agreement.key.public).is_trusted
    recorded.leaf = recorded.leaf.replace(b'"agree":5', b'"agree":6')
    assert not service.check_seal(recorded, agreement.key.public).is_unchanged


def test_r6_a_record_under_another_number_is_noticed(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    recorded.number = "2027-SI-99"
    assert [step.name for step in service.check_seal(recorded, agreement.key.public).steps if not step.passed] == [
        "number"
    ]


@pytest.mark.row("P7")
def test_r12_a_record_leads_back_to_its_needs_their_points_and_questions(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    leaf = said(recorded)
    assert leaf["questions"] == ["Was fehlt?"]
    assert [need["label"] for need in leaf["origin"]["needs"]] == ["H-01", "H-02"]
    assert leaf["origin"]["cluster"] == {
        "title": "Eltern und Kinder", "result": {"rank": 1, "points": 21, "persons": 7}
    }  # fmt: skip
    assert leaf["origin"]["dot_poll"]["given"] == 21
    assert len(recorded.needs) == 2


@pytest.mark.row("P7")
def test_r12_a_need_leads_forward_to_its_record(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    answer = agreement.people.client(agreement.experts[0]).get(f"/workshops/{agreement.workshop_id}/recommendations")
    (line,) = answer.json["recommendations"]
    assert line["need_ids"] == [need.need_id for need in recorded.needs]
    assert (line["number"], line["poll_id"]) == (recorded.number, recorded.poll_id)


def test_the_first_state_says_who_and_when(agreement: Agreement):
    recorded = agreement.record(agreement.agreed())
    (state,) = recorded.states
    assert (state.state, state.by) == ("decided", agreement.people.participant_id(agreement.moderator))
    assert state.at == recorded.recorded_at


@pytest.mark.row("E1")
def test_r14_only_the_moderation_records(agreement: Agreement):
    poll_id, stranger = agreement.agreed(), agreement.people.stranger()
    for act in (agreement.prepare, agreement.record):
        with pytest.raises(NotAllowed):
            act(poll_id, actor=agreement.experts[0])
        with pytest.raises(NotFound):
            act(poll_id, actor=stranger)


def test_r14_a_poll_of_another_workshop_is_not_found(agreement: Agreement):
    poll_id, other = agreement.agreed(), agreement.people.another_workshop()
    with agreement.database.writing() as db:
        db.get_one(Workshop, other).phase = Phase.CONSENT
    with agreement.database.writing() as db, pytest.raises(NotFound):
        service.record(
            db, actor=agreement.moderator, workshop_id=other, poll_id=poll_id, wording=WORDING, key=agreement.key,
            address=ADDRESS,
        )  # fmt: skip


def test_recording_waits_for_its_phase(agreement: Agreement):
    poll_id = agreement.agreed()
    agreement.people.move_to(Phase.DRAFT)
    with pytest.raises(Conflict):
        agreement.record(poll_id)
    agreement.people.move_to(Phase.CLOSED)
    assert agreement.record(poll_id).number == "2027-SI-01"
