"""Pure decisions about recommendations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import Malformed
from app.recommendations import rules, wordings
from app.recommendations.rules import Obligation, Obstacle
from app.recommendations.wordings import Wording
from app.voting.methods.consent import ConsensusClass
from tests.recommendations.samples import leaf

DEMO = Path(__file__).parents[2] / "app" / "demo_workshops.json"


@pytest.mark.parametrize("reached", [*ConsensusClass])
def test_r1_only_consensus_and_strong_consensus_carry_a_recommendation(reached):
    found = rules.obstacle("consent", is_published=True, reached=reached)
    assert (found is None) == (reached in ("strong_consensus", "consensus"))
    assert found is None or found == reached


def test_r1_other_methods_and_unpublished_results_carry_none():
    assert rules.obstacle("dot", is_published=True, reached="consensus") is Obstacle.OTHER_METHOD
    assert rules.obstacle("consent", is_published=False, reached="consensus") is Obstacle.NOT_PUBLISHED


def test_numbers_sort_and_outgrow_two_digits():
    assert [rules.number(2027, "SI", count) for count in (1, 12, 123)] == ["2027-SI-01", "2027-SI-12", "2027-SI-123"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Länder sollen vereinbaren.", [Obligation.SHALL]),
        ("Der Bund soll, die Länder sollten prüfen.", [Obligation.SHALL, Obligation.SHOULD]),
        ("Kommunen KÖNNEN fördern.", [Obligation.MAY]),
        ("Der Sollwert ist erreicht.", []),
        ("", []),
    ],
)
def test_obligations_are_found_by_their_word_forms(text, found):
    assert rules.obligations_in(text) == found


def test_every_demo_recommendation_uses_the_word_that_it_states():
    recommendations = [one for workshop in json.loads(DEMO.read_text()) for one in workshop["empfehlungen"]]
    assert recommendations
    for one in recommendations:
        assert one["verbindlichkeit"] in rules.obligations_in(one["empfehlungstext"]), one["kennung"]


def test_lines_come_without_bullets_and_blanks():
    assert rules.lines("Bund\r\n\n - Länder \n• Träger\n–\n") == ["Bund", "Länder", "Träger"]


@pytest.mark.row("E1")
@pytest.mark.parametrize(
    ("wording", "fields"),
    [
        (Wording("", "", " "), {"obligation", "addressees", "goal"}),
        (Wording("kann", "Bund", "Ziel"), {"obligation"}),
        (Wording("muss", "Bund", "Ziel"), {"obligation"}),
        (Wording("sollte", "- \n", "Ziel"), {"addressees"}),
        (Wording("sollte", "Bund\n" * 21, "Ziel"), {"addressees"}),
        (Wording("sollte", "B" * 201, "Ziel"), {"addressees"}),
    ],
)
def test_r2_what_is_missing_or_does_not_fit_the_text_is_refused_by_field(wording, fields):
    with pytest.raises(Malformed) as refused:
        wordings.check(leaf(), wording)
    assert set(refused.value.fields) == fields
