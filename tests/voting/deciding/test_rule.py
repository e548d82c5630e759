"""A rule as it is put together and stored: what cannot be meant has a name, and what is stored comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
import rfc8785
from hypothesis import given

from app.voting.deciding import problems, stored
from app.voting.deciding.presets import AWMF, FSC, PRESETS, TWO_THIRDS, VWVFG
from app.voting.deciding.problems import Invalid, Problem
from app.voting.deciding.rule import HALF, Chambers, ChamberScope, Effect, Quorum, Rule, Step, Threshold, Tie, Weights
from app.voting.methods.consent import Denominator
from tests.voting.deciding.tables import any_rule, many

ADOPTED = Step("adopted", Threshold(HALF))


def a_rule(**parts: object) -> Rule:
    return Rule(**{"steps": (ADOPTED,), **parts})


def share(numerator: int, denominator: int, *, reached: bool = False) -> Threshold:
    return Threshold(Fraction(numerator, denominator), reached)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (a_rule(), None),
        (a_rule(steps=()), Problem.STEPS),
        (a_rule(steps=tuple(Step(str(at), share(9 - at, 10)) for at in range(7))), Problem.STEPS),
        (a_rule(steps=(ADOPTED, Step("more", share(2, 3)))), Problem.STEPS_NOT_FALLING),
        (a_rule(steps=(ADOPTED, Step("same", share(1, 2)))), Problem.STEPS_NOT_FALLING),
        (a_rule(steps=(Step("high", share(2, 3), Effect.ANOTHER_ROUND), ADOPTED)), Problem.STEPS_NOT_FALLING),
        (a_rule(steps=(Step("again", share(1, 2), Effect.ANOTHER_ROUND),)), Problem.NOTHING_ADOPTS),
        (a_rule(below="adopted"), Problem.CLASS_NAME),
        (a_rule(below="no_result"), Problem.CLASS_NAME),
        (a_rule(below=""), Problem.CLASS_NAME),
        (a_rule(below=" rejected"), Problem.CLASS_NAME),
        (a_rule(below="re\njected"), Problem.CLASS_NAME),
        (a_rule(below="x" * 61), Problem.CLASS_NAME),
        (a_rule(below="breite Ablehnung"), None),
        (a_rule(steps=(Step("adopted", share(1, 1)),)), Problem.SHARE),
        (a_rule(steps=(Step("adopted", share(1, 1, reached=True)),)), None),
        (a_rule(steps=(Step("adopted", share(0, 1, reached=True)),)), Problem.SHARE),
        (a_rule(steps=(Step("adopted", share(3, 2)),)), Problem.SHARE),
        (a_rule(steps=(Step("adopted", share(1, 1001)),)), Problem.SHARE),
        (a_rule(chambers=Chambers(share(-1, 2), ChamberScope.VOTED)), Problem.SHARE),
        (a_rule(quorum=Quorum(share=share(1, 1))), Problem.SHARE),
        (a_rule(group_quorum=Quorum(share=share(5, 4))), Problem.SHARE),
        (a_rule(quorum=Quorum(ballots=-1)), Problem.QUORUM),
        (a_rule(quorum=Quorum(ballots=10_001)), Problem.QUORUM),
        (a_rule(quorum=Quorum(vwvfg=True, ballots=3)), Problem.QUORUM),
        (a_rule(quorum_of=(("Länder", Quorum(share=share(1, 2), ballots=3)),)), Problem.QUORUM),
        (a_rule(quorum_of=((None, Quorum()), (None, Quorum()))), Problem.GROUP),
        (a_rule(quorum_of=(("", Quorum()),)), Problem.GROUP),
        (a_rule(weights=Weights(given=((None, 0),))), Problem.WEIGHT),
        (a_rule(weights=Weights(given=((None, 1001),))), Problem.WEIGHT),
        (a_rule(weights=Weights(equal=True, given=((None, 1),))), Problem.WEIGHT),
        (a_rule(weights=Weights(given=(("Länder", 1), ("Länder", 2)))), Problem.GROUP),
        (a_rule(weights=Weights(given=tuple((str(at), 1) for at in range(101)))), Problem.GROUP),
        (replace(TWO_THIRDS, tie=Tie.CHAIR), Problem.TIE_WITHOUT_HALF),
        (replace(VWVFG, denominator=Denominator.WITH_ABSTENTIONS), Problem.TIE_WITH_ABSTENTIONS),
        (replace(VWVFG, denominator=Denominator.ALL_ENTITLED, tie=Tie.REJECTION), None),
    ],
)
def test_v72_a_rule_that_cannot_be_meant_is_refused_by_name(rule, expected):
    assert problems.problem(rule) is expected
    if expected is not None:
        with pytest.raises(Invalid) as refused:
            problems.check(rule)
        assert refused.value.problem is expected


@many
@given(any_rule)
def test_v73_what_is_stored_comes_back_and_can_be_sealed(rule):
    written = rfc8785.dumps(stored.to_json(rule))
    assert stored.from_json(json.loads(written)) == rule


def test_v73_the_stored_rule_is_readable():
    assert stored.to_json(replace(FSC, quorum_of=(("Länder", Quorum(ballots=3)), (None, Quorum(vwvfg=True))))) == {
        "denominator": "without_abstentions",
        "steps": [{"class": "adopted", "share": [2, 3], "reached": True, "leads_to": "adopted"}],
        "below": "rejected",
        "quorum": None,
        "second_invitation": False,
        "group_quorum": {"share": [1, 2], "reached": False},
        "quorum_of": [{"group": "Länder", "quorum": {"ballots": 3}}, {"group": None, "quorum": "vwvfg"}],
        "weights": "groups",
        "chambers": {"share": [1, 2], "reached": False, "scope": "existing"},
        "tie": "rejection",
    }


@pytest.mark.parametrize("name", PRESETS)
def test_v73_every_preset_can_be_stored(name):
    assert stored.from_json(stored.to_json(PRESETS[name])) == PRESETS[name]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"colour": "red"}, Problem.UNKNOWN_KEY),
        ({"quorum": {"ballots": 3, "colour": "red"}}, Problem.UNKNOWN_KEY),
        ({"steps": [{"class": "x", "share": [1, 2], "reached": False}]}, Problem.MISSING_KEY),
        ({"steps": [{"class": "x", "share": [1, 2], "reached": False, "leads_to": "rejected"}]}, Problem.UNREADABLE),
        ({"steps": [{"class": "x", "share": [1, 2], "reached": 0, "leads_to": "adopted"}]}, Problem.UNREADABLE),
        ({"steps": [{"class": "x", "share": [0.5, 1], "reached": False, "leads_to": "adopted"}]}, Problem.UNREADABLE),
        ({"steps": [{"class": "x", "share": [50, 100], "reached": False, "leads_to": "adopted"}]}, Problem.SHARE),
        ({"steps": [{"class": "x", "share": [1, 0], "reached": False, "leads_to": "adopted"}]}, Problem.SHARE),
        ({"steps": [{"class": "x", "share": [-1, -2], "reached": False, "leads_to": "adopted"}]}, Problem.SHARE),
        ({"steps": [{"class": "x", "share": [1], "reached": False, "leads_to": "adopted"}]}, Problem.SHARE),
        ({"steps": [{"class": 1, "share": [1, 2], "reached": False, "leads_to": "adopted"}]}, Problem.UNREADABLE),
        ({"steps": {}}, Problem.UNREADABLE),
        ({"steps": []}, Problem.STEPS),
        ({"below": None}, Problem.UNREADABLE),
        ({"denominator": "half"}, Problem.UNREADABLE),
        ({"denominator": ["all_entitled"]}, Problem.UNREADABLE),
        ({"quorum": "bgb"}, Problem.UNREADABLE),
        ({"quorum": {"ballots": True}}, Problem.UNREADABLE),
        ({"quorum": {"ballots": 0}}, Problem.QUORUM),
        ({"quorum": {}}, Problem.MISSING_KEY),
        ({"quorum_of": [{"group": 3, "quorum": None}]}, Problem.UNREADABLE),
        ({"second_invitation": None}, Problem.UNREADABLE),
        ({"weights": []}, Problem.WEIGHT),
        ({"weights": [{"group": "Länder", "weight": 1.5}]}, Problem.UNREADABLE),
        ({"weights": None}, Problem.UNREADABLE),
        ({"chambers": {"share": [1, 2], "reached": False, "scope": "some"}}, Problem.UNREADABLE),
        ({"tie": "lot"}, Problem.UNREADABLE),
    ],
)
def test_v73_what_is_no_stored_rule_is_refused_by_name(change, expected):
    with pytest.raises(Invalid) as refused:
        stored.from_json({**stored.to_json(AWMF), **change})
    assert refused.value.problem is expected


@pytest.mark.parametrize("key", stored.to_json(AWMF))
def test_v73_no_key_may_be_missing(key):
    rest = {name: value for name, value in stored.to_json(AWMF).items() if name != key}
    with pytest.raises(Invalid) as refused:
        stored.from_json(rest)
    assert refused.value.problem is Problem.MISSING_KEY


@pytest.mark.parametrize("nothing", [None, [], "awmf", 3])
def test_v73_what_is_no_object_is_no_rule(nothing):
    with pytest.raises(Invalid, match="unreadable"):
        stored.from_json(nothing)
