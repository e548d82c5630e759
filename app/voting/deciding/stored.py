"""A rule as it is stored in the settings of a poll: whole numbers, words and null, so that it can be sealed.

    {"denominator": "without_abstentions" | "with_abstentions" | "all_entitled",
     "steps": [{"class": name, "share": [19, 20], "reached": false, "leads_to": "adopted" | "another_round"}],
     "below": name, "quorum": Quorum, "second_invitation": false, "group_quorum": Quorum,
     "quorum_of": [{"group": name | null, "quorum": Quorum}],
     "weights": "ballots" | "groups" | [{"group": name | null, "weight": 3}],
     "chambers": null | {"share": [1, 2], "reached": false, "scope": "voted" | "existing"},
     "tie": "rejection" | "chair" | "another_round"}

    Quorum  null | "vwvfg" | {"ballots": 11} | {"share": [1, 2], "reached": true}

A share is a fraction in lowest terms. Every key is there and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from app.voting.deciding.problems import Invalid, Problem, check
from app.voting.deciding.rule import (
    EVERY_BALLOT,
    GROUPS_EQUAL,
    NO_QUORUM,
    Chambers,
    ChamberScope,
    Effect,
    Group,
    Quorum,
    Rule,
    Step,
    Threshold,
    Tie,
    Weights,
)
from app.voting.methods.consent import Denominator

One = TypeVar("One")
Choice = TypeVar("Choice", bound=StrEnum)

_KEYS = frozenset({
    "denominator", "steps", "below", "quorum", "second_invitation", "group_quorum", "quorum_of", "weights", "chambers",
    "tie",
})  # fmt: skip


def to_json(rule: Rule) -> dict[str, Any]:
    """The rule for the settings of a poll."""
    return {
        "denominator": rule.denominator.value,
        "steps": [
            {"class": step.name, **_threshold(step.threshold), "leads_to": step.leads_to.value} for step in rule.steps
        ],
        "below": rule.below,
        "quorum": _quorum(rule.quorum),
        "second_invitation": rule.second_invitation,
        "group_quorum": _quorum(rule.group_quorum),
        "quorum_of": [{"group": group, "quorum": _quorum(quorum)} for group, quorum in rule.quorum_of],
        "weights": _weights(rule.weights),
        "chambers": _chambers(rule.chambers),
        "tie": rule.tie.value,
    }


def from_json(stored: object) -> Rule:
    """The rule that was stored; Invalid if it is no rule, has other keys, or cannot be used."""
    fields = _fields(stored, _KEYS)
    rule = Rule(
        steps=tuple(_list(fields["steps"], _read_step)),
        below=_text(fields["below"]),
        denominator=_choice(Denominator, fields["denominator"]),
        quorum=_read_quorum(fields["quorum"]),
        second_invitation=_flag(fields["second_invitation"]),
        group_quorum=_read_quorum(fields["group_quorum"]),
        quorum_of=tuple(_list(fields["quorum_of"], _read_quorum_of)),
        weights=_read_weights(fields["weights"]),
        chambers=_read_chambers(fields["chambers"]),
        tie=_choice(Tie, fields["tie"]),
    )
    return check(rule)


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"share": [threshold.share.numerator, threshold.share.denominator], "reached": threshold.reached}


def _quorum(quorum: Quorum) -> Any:
    if quorum.share is not None:
        return _threshold(quorum.share)
    if quorum.ballots:
        return {"ballots": quorum.ballots}
    return "vwvfg" if quorum.vwvfg else None


def _weights(weights: Weights) -> Any:
    if weights.given:
        return [{"group": group, "weight": weight} for group, weight in weights.given]
    return "groups" if weights.equal else "ballots"


def _chambers(chambers: Chambers | None) -> Any:
    return None if chambers is None else {**_threshold(chambers.threshold), "scope": chambers.scope.value}


def _read_step(stored: object) -> Step:
    fields = _fields(stored, {"class", "share", "reached", "leads_to"})
    leads_to = _choice(Effect, fields["leads_to"])
    if leads_to is not Effect.ADOPTED and leads_to is not Effect.ANOTHER_ROUND:
        raise Invalid(Problem.UNREADABLE)
    return Step(_text(fields["class"]), _read_threshold(fields), leads_to)


def _read_threshold(fields: dict[str, Any]) -> Threshold:
    parts = _list(fields["share"], _number)
    if len(parts) != 2 or parts[1] < 1 or Fraction(*parts).denominator != parts[1]:
        raise Invalid(Problem.SHARE)
    return Threshold(Fraction(*parts), _flag(fields["reached"]))


def _read_quorum(stored: object) -> Quorum:
    if stored is None:
        return NO_QUORUM
    if stored == "vwvfg":
        return Quorum(vwvfg=True)
    if isinstance(stored, dict) and "share" in stored:
        return Quorum(share=_read_threshold(_fields(stored, {"share", "reached"})))
    ballots = _number(_fields(stored, {"ballots"})["ballots"])
    if ballots < 1:
        raise Invalid(Problem.QUORUM)
    return Quorum(ballots=ballots)


def _read_quorum_of(stored: object) -> tuple[Group, Quorum]:
    fields = _fields(stored, {"group", "quorum"})
    return _group(fields["group"]), _read_quorum(fields["quorum"])


def _read_weights(stored: object) -> Weights:
    if stored == "ballots":
        return EVERY_BALLOT
    if stored == "groups":
        return GROUPS_EQUAL
    given = tuple(_list(stored, _read_weight))
    if not given:
        raise Invalid(Problem.WEIGHT)
    return Weights(given=given)


def _read_weight(stored: object) -> tuple[Group, int]:
    fields = _fields(stored, {"group", "weight"})
    return _group(fields["group"]), _number(fields["weight"])


def _read_chambers(stored: object) -> Chambers | None:
    if stored is None:
        return None
    fields = _fields(stored, {"share", "reached", "scope"})
    return Chambers(_read_threshold(fields), _choice(ChamberScope, fields["scope"]))


def _fields(stored: object, keys: set[str] | frozenset[str]) -> dict[str, Any]:
    if not isinstance(stored, dict):
        raise Invalid(Problem.UNREADABLE)
    if stored.keys() - keys:
        raise Invalid(Problem.UNKNOWN_KEY)
    if keys - stored.keys():
        raise Invalid(Problem.MISSING_KEY)
    return stored


def _list(stored: object, read: Callable[[Any], One]) -> list[One]:
    if not isinstance(stored, list):
        raise Invalid(Problem.UNREADABLE)
    return [read(one) for one in stored]


def _choice(kind: type[Choice], stored: object) -> Choice:
    if not isinstance(stored, str) or stored not in set(kind):
        raise Invalid(Problem.UNREADABLE)
    return kind(stored)


def _text(stored: object) -> str:
    if not isinstance(stored, str):
        raise Invalid(Problem.UNREADABLE)
    return stored


def _group(stored: object) -> Group:
    return None if stored is None else _text(stored)


def _number(stored: object) -> int:
    if type(stored) is not int:
        raise Invalid(Problem.UNREADABLE)
    return stored


def _flag(stored: object) -> bool:
    if type(stored) is not bool:
        raise Invalid(Problem.UNREADABLE)
    return stored
