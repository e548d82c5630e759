"""Results: sealed at closing, exact, without people, and by group only where nobody is revealed."""

from __future__ import annotations

import hashlib
import json

import pytest

from app.voting import counting, seal, store
from app.voting.models import PollResult
from tests.voting.hall import PLAIN_RULE

REASON = "Die Kosten für die **Kommunen** fehlen."


def vote(hall, poll_id, people, answers):
    """Open the poll, let `people` answer in turn (None: not at all), close and publish it; returns the result."""
    hall.open(poll_id)
    for who, answer in zip(people, answers, strict=True):
        if answer is not None:
            hall.cast(who, poll_id, answer, reason=REASON if answer == "object" else "")
    hall.close(poll_id)
    hall.publish(poll_id)
    return hall.state(people[0], poll_id)["result"]


@pytest.mark.row("C6")
def test_v9_the_class_is_printed_with_numerator_denominator_and_rule(hall):
    people = hall.experts(5)
    result = vote(hall, hall.consent_poll(), people, ["agree", "agree", "reservation", "object", "stand_aside"])
    assert (result["class"], result["class_label"]) == ("majority", "mehrheitliche Zustimmung")
    assert (result["numerator"], result["denominator"], result["percent"]) == (3, 4, "75,0")
    assert "Enthaltungen zählen nicht mit." in result["rule"]
    assert result["sentence"] == "Ergebnis: mehrheitliche Zustimmung. 3 von 4, 75,0 Prozent."


def test_v10_the_counts_of_a_result_add_up_to_the_roll(hall):
    people = hall.experts(4)
    counts = vote(hall, hall.consent_poll(), people, ["agree", "stand_aside", "object", None])["counts"]
    entitled = counts.pop("entitled")
    assert sum(counts.values()) == entitled == 4
    assert counts["not_cast"] == 1


def test_v11_a_missed_quorum_is_said_and_gives_no_class(hall):
    people = hall.experts(4)
    poll_id = hall.consent_poll(settings={**PLAIN_RULE, "quorum": "vwvfg"})
    hall.open(poll_id)
    assert hall.state(people[0], poll_id)["quorum"] == {"needed": 3, "cast": 0, "reached": False}
    for who in people[:2]:
        hall.cast(who, poll_id, "agree")
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert result["class"] == "no_result"
    assert result["sentence"].startswith("Nicht beschlussfähig: 2 von 3 nötigen Stimmen.")


def test_v12_a_thin_vote_carries_its_warning(hall):
    result = vote(hall, hall.consent_poll(), hall.experts(5), ["agree", None, "stand_aside", None, None])
    assert (result["class"], result["low_participation"]) == ("strong_consensus", True)


def test_v9_only_abstentions_are_no_result(hall):
    result = vote(hall, hall.consent_poll(), hall.experts(2), ["stand_aside", "stand_aside"])
    assert (result["class"], result["percent"]) == ("no_result", None)
    assert result["sentence"] == "Kein Ergebnis: Es gibt nur Enthaltungen."


def test_v13_results_by_group_pool_the_small_ones(hall):
    people = [*hall.experts(4), *hall.experts(2, group="Kommunen"), *hall.experts(1, group="Migrantenorganisationen")]
    poll_id = hall.consent_poll()
    result = vote(hall, poll_id, people, ["agree"] * 4 + ["agree", "object", "agree"])
    assert [(row["label"], row["numerator"], row["denominator"]) for row in result["groups"]] == [
        ("Länder", 4, 4), ("Kommunen + Migrantenorganisationen*", 2, 3)
    ]  # fmt: skip
    turnout = hall.state(hall.moderator, poll_id)["turnout"]["by_group"]
    assert [(row["group"], row["cast"], row["entitled"]) for row in turnout] == [
        ("Länder", 4, 4), ("Kommunen + Migrantenorganisationen*", 3, 3)
    ]  # fmt: skip
    assert hall.state(people[0], poll_id)["turnout"]["by_group"] == []


def test_v13_a_group_of_which_too_few_have_voted_is_small(hall):
    people = [*hall.experts(4), *hall.experts(3, group="Kommunen")]
    result = vote(hall, hall.consent_poll(), people, ["agree"] * 4 + ["object", "agree", None])
    assert result["groups"] == []


def test_v15_reasons_are_shown_without_names_unless_the_poll_is_named(hall):
    people = hall.experts(2)
    result = vote(hall, hall.consent_poll(), people, ["agree", "object"])
    (reason,) = result["reasons"]
    assert (reason["answer"], reason["text"], reason["name"]) == ("object", REASON, None)
    assert "<strong>Kommunen</strong>" in reason["html"]
    assert result["votes"] == []
    assert "Länder 2" not in str(result)


def test_v15_a_named_poll_prints_who_voted_how(hall):
    people = hall.experts(2)
    result = vote(hall, hall.consent_poll(secrecy="named"), people, ["agree", "object"])
    assert [(one["name"], one["organisation"], one["answer"]) for one in result["votes"]] == [
        ("Länder 1", "Organisation von Länder 1", "agree"), ("Länder 2", "Organisation von Länder 2", "object")
    ]  # fmt: skip
    assert result["reasons"][0]["name"] == "Länder 2"


def test_v18_closing_seals_a_result_that_verifies_and_holds_no_person(hall):
    people = hall.experts(3)
    poll_id = hall.consent_poll()
    vote(hall, poll_id, people, ["agree", "object", None])
    with hall.database.reading() as db:
        row = db.get_one(PollResult, poll_id)
    assert hashlib.sha256(row.sealed).hexdigest() == row.sha256
    assert seal.pack(json.loads(row.sealed)) == (row.sealed, row.sha256)
    for secret in ("Länder 1", "Organisation", "Kosten", "participant"):
        assert secret.encode() not in row.sealed


def test_v18_a_sealed_result_that_was_changed_is_noticed(hall):
    people = hall.experts(2)
    poll_id = hall.consent_poll()
    vote(hall, poll_id, people, ["agree", "object"])
    with hall.database.writing() as db:
        row = db.get_one(PollResult, poll_id)
        row.sealed = row.sealed.replace(b'"agree":1', b'"agree":2')
    with hall.database.reading() as db, pytest.raises(ValueError, match="changed"):
        counting.content_of(store.get_poll(db, poll_id))


def test_v18_the_hash_of_the_ballots_does_not_depend_on_who_cast_them():
    assert seal.ballots_hash([{"7": 2}, {"8": 1}]) == seal.ballots_hash([{"8": 1}, {"7": 2}])
    assert seal.ballots_hash([{"7": 2}, {"8": 1}]) != seal.ballots_hash([{"7": 2}, {"8": 2}])


@pytest.mark.row("C1")
def test_v2_a_dot_result_says_who_came_first(hall):
    leyla, karin = hall.experts(2)
    poll_id = hall.dot_poll()
    first, second, _third = hall.options(poll_id)
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {second: 3, first: 1})
    hall.close(poll_id)
    hall.publish(poll_id)
    result = hall.state(karin, poll_id)["result"]
    assert result["sentence"] == "Platz 1: Übergang Kita–Schule mit 3 Punkten."
    assert [row["rank"] for row in result["rows"]] == [1, 2, 3]


def test_v2_a_tie_for_the_first_place_is_said(hall):
    (leyla,) = hall.experts(1)
    poll_id = hall.dot_poll()
    first, second, _third = hall.options(poll_id)
    hall.open(poll_id)
    hall.cast(leyla, poll_id, {first: 1, second: 1})
    hall.close(poll_id)
    sentence = hall.state(hall.moderator, poll_id)["result"]["sentence"]
    assert sentence == "Platz 1 teilen sich: Fachkräfte stärken, Übergang Kita–Schule mit je 1 Punkt."


def test_v2_a_vote_without_points_has_no_first_place(hall):
    hall.experts(1)
    poll_id = hall.dot_poll()
    hall.open(poll_id)
    hall.close(poll_id)
    assert hall.state(hall.moderator, poll_id)["result"]["sentence"] == "Es wurden keine Punkte vergeben."
