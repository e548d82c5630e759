"""A rule, its result and what was missing, as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import i18n
from app.voting import rule_words
from app.voting.deciding.counts import Counts
from app.voting.deciding.decision import ChairVote, decide
from app.voting.deciding.masking import decide_masked
from app.voting.deciding.presets import AWMF, FSC, PRESETS, SIMPLE_MAJORITY, UNANIMOUS, VWVFG
from app.voting.deciding.problems import Problem
from app.voting.deciding.rule import HALF, Effect, Quorum, Rule, Step, Threshold, Tie, Weights
from tests.voting.deciding.tables import any_chair, any_rule, tables

SENTENCE = re.compile(r"\.(?: |$)")


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """The language of the house, without the rest of the application."""
    bare = Flask("app")
    i18n.init(bare)
    with bare.app_context():
        yield


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("rule", "minimum", "expected"),
    [
        (AWMF, 3, [
            "Starker Konsens bei mehr als 95 Prozent Zustimmung, Konsens bei mehr als 75 Prozent Zustimmung, "
            "mehrheitliche Zustimmung bei mehr als 50 Prozent Zustimmung, sonst keine mehrheitliche Zustimmung.",
            "Enthaltungen zählen nicht mit.",
            "Zu einer weiteren Runde führt: mehrheitliche Zustimmung.",
        ]),
        (VWVFG, 0, [
            "Angenommen bei mehr als 50 Prozent Zustimmung, sonst abgelehnt.",
            "Enthaltungen zählen nicht mit.",
            "Das Ergebnis gilt nur, wenn genug Stimmen da sind: "
            "insgesamt mehr als die Hälfte der Stimmberechtigten, mindestens drei.",
            "Bei Stimmengleichheit entscheidet der Vorsitz.",
        ]),
        (FSC, 5, [
            "Angenommen bei mindestens 2/3 Zustimmung, sonst abgelehnt.",
            "Enthaltungen zählen nicht mit.",
            "Das Ergebnis gilt nur, wenn genug Stimmen da sind: jede Gruppe mehr als 50 Prozent der Stimmberechtigten.",
            "Jede Gruppe zählt gleich viel.",
            "Jede Gruppe muss auch für sich zustimmen, mit mehr als 50 Prozent.",
            "Gruppen mit weniger als 5 Stimmen zählen mit anderen zusammen wie eine.",
        ]),
    ],
)  # fmt: skip
def test_v77_a_rule_is_said_before_the_vote(rule, minimum, expected):
    assert rule_words.rule_sentences(rule, minimum) == expected


def test_v77_numbers_of_a_rule_are_never_rounded():
    steps = (Step("breite Mehrheit", Threshold(Fraction(5, 7))), Step("adopted", Threshold(Fraction(667, 1000))))
    quorum = Quorum(share=Threshold(Fraction(1), reached=True))
    first, _, gilt = rule_words.rule_sentences(Rule(steps, quorum=quorum), 0)
    assert first.startswith("Breite Mehrheit bei mehr als 5/7 Zustimmung, angenommen bei mehr als 66,7 Prozent")
    assert gilt.endswith("insgesamt 100 Prozent der Stimmberechtigten.")


def test_v77_quorums_and_weights_name_their_groups():
    rule = replace(
        SIMPLE_MAJORITY,
        second_invitation=True,
        group_quorum=Quorum(ballots=1),
        quorum_of=(("Länder", Quorum(ballots=10)),),
        weights=Weights(given=(("Länder", 3), (None, 1))),
    )
    assert rule_words.rule_sentences(rule, 0)[2:] == [
        "Das Ergebnis gilt nur, wenn genug Stimmen da sind: nach der zweiten Einladung insgesamt beliebig viele; "
        "Länder 10 Stimmen; jede andere Gruppe 1 Stimme.",
        "Die Gruppen zählen verschieden viel: Länder 3, ohne Gruppe 1.",
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_rule, st.sampled_from([0, 3, 5]), st.sampled_from(["de", "en"]))
def test_v77_no_rule_takes_more_than_six_sentences(rule, minimum, language):
    with force_locale(language):
        sentences = rule_words.rule_sentences(rule, minimum)
    assert 2 <= sum(len(SENTENCE.findall(sentence)) for sentence in sentences) <= 6
    assert all(sentence.endswith(".") and "%(" not in sentence for sentence in sentences)


FOUR = {
    "Länder": Counts(8, 2, 1), "Kommunen": Counts(6, 3, 0), "Migrantenorganisationen": Counts(3, 3, 1),
    "Wohlfahrt": Counts(5, 0, 0),
}  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (decide(AWMF, {None: Counts(20, 1, 2)}), "Ergebnis: starker Konsens. 20 von 21, 95,2 Prozent."),
        (decide(AWMF, {None: Counts(15, 5)}),
         "Ergebnis: mehrheitliche Zustimmung. 15 von 20, 75,0 Prozent. Es folgt eine weitere Runde."),
        (decide(AWMF, {None: Counts(abstain=2)}), "Kein Ergebnis: Es gibt nur Enthaltungen."),
        (decide(AWMF, {None: Counts(not_cast=2)}), "Kein Ergebnis: Niemand hat abgestimmt."),
        (decide(VWVFG, {None: Counts(2, not_cast=2)}),
         "Nicht beschlussfähig: 2 von 3 nötigen Stimmen. Dieses Ergebnis zählt nicht als Konsens."),
        (decide(FSC, {"Länder": Counts(3, not_cast=1), "Kommunen": Counts(1, not_cast=3)}),
         "Kein Ergebnis: Zu wenige Stimmen aus Kommunen (1 von 3)."),
        (decide(FSC, FOUR),
         "Ergebnis: abgelehnt. 22 von 30, 73,3 Prozent; nach Gewicht der Gruppen 74,2 Prozent. "
         "Die nötige Zustimmung fehlt in Migrantenorganisationen (3 von 6)."),
        (decide_masked(FSC, {**FOUR, "Wohlfahrt": Counts(0, 2)}, 3),
         "Ergebnis: abgelehnt. 17 von 27, 63,0 Prozent; nach Gewicht der Gruppen 55,4 Prozent. "
         "Die nötige Zustimmung fehlt in Wohlfahrt + Migrantenorganisationen* (3 von 8)."),
        (decide(VWVFG, {None: Counts(5, 5)}, ChairVote.YES),
         "Ergebnis: angenommen. 5 von 10, 50,0 Prozent. Bei Stimmengleichheit hat der Vorsitz dafür entschieden."),
        (decide(VWVFG, {None: Counts(5, 5)}, ChairVote.NO),
         "Ergebnis: abgelehnt. 5 von 10, 50,0 Prozent. Bei Stimmengleichheit hat der Vorsitz dagegen entschieden."),
        (decide(VWVFG, {None: Counts(5, 5)}),
         "Ergebnis: abgelehnt. 5 von 10, 50,0 Prozent. Stimmengleichheit ohne Stimme des Vorsitzes: abgelehnt."),
        (decide(replace(SIMPLE_MAJORITY, tie=Tie.ANOTHER_ROUND), {None: Counts(5, 5)}),
         "Ergebnis: Stimmengleichheit. 5 von 10, 50,0 Prozent. Es folgt eine weitere Runde."),
    ],
)  # fmt: skip
def test_v77_a_result_says_what_came_out_and_why(decision, expected):
    assert " ".join(rule_words.result_sentences(decision)) == expected


@pytest.mark.parametrize(
    ("rule", "counts", "expected"),
    [
        (AWMF, Counts(19, 1),
         "Für „starker Konsens“ hätte es bei gleich vielen Stimmen mindestens 1 Ja-Stimme mehr gebraucht."),
        (UNANIMOUS, Counts(9, 2),
         "Für „angenommen“ hätte es bei gleich vielen Stimmen mindestens 2 Ja-Stimmen mehr gebraucht."),
        (VWVFG, Counts(2, not_cast=2), "Für ein Ergebnis fehlte 1 Stimme."),
        (VWVFG, Counts(2, not_cast=8), "Für ein Ergebnis fehlten 4 Stimmen."),
        (AWMF, Counts(9), None),
    ],
)  # fmt: skip
def test_v77_what_was_missing_is_said(rule, counts, expected):
    assert rule_words.nearest_sentence(decide(rule, {None: counts})) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_rule, tables(3), any_chair)
def test_v77_every_decision_has_its_sentence_in_both_languages(rule, table, chair):
    decision = decide_masked(rule, table, 3, chair)
    said = []
    for language in ("de", "en"):
        with force_locale(language):
            said.append([*rule_words.result_sentences(decision), rule_words.nearest_sentence(decision) or "."])
    assert all(sentence.endswith(".") and "%(" not in sentence for sentences in said for sentence in sentences)
    assert said[0][0] != said[1][0]


def test_v77_what_adopts_nothing_is_never_said_to_be_adopted():
    again = Rule((Step("adopted", Threshold(HALF)), Step("fast", Threshold(Fraction(1, 4)), Effect.ANOTHER_ROUND)))
    assert rule_words.result_sentences(decide(again, {None: Counts(4, 6)}))[0] == "Ergebnis: fast."


def test_v77_presets_and_problems_have_words():
    assert set(rule_words.PRESET_LABELS) == set(PRESETS)
    assert set(rule_words.PROBLEMS) == set(Problem)
