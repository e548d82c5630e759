"""Rules that have a name. None of them is a must: whether a law applies to a round is a question for lawyers.

AWMF               classes and default denominator of „Konsensstärke“: code system „level of consensus“ of
                   Dissolve-E/awmf-ig; abstentions do not count: Leitlinien-Report 021/011. More than half leads to
                   another round, as in the same report.
VWVFG              „VwVfG-Ausschuss“: § 90 (more than half, at least three) and § 91 VwVfG (majority of the votes, at a
                   tie the chair's vote).
FSC                chambers of the Forest Stewardship Council: quorum and simple majority of the votes less abstentions
                   in every chamber, two thirds overall with equal power of the chambers
                   (ga.fsc.org/en/members-resources/voting).
SIMPLE_MAJORITY    more yes than no; a tie is a rejection, as § 91 VwVfG has it without the chair's vote.
ABSOLUTE_MAJORITY  more than half of all entitled. General knowledge, as the two thirds and three quarters (at least)
                   and the unanimity (no no) of the votes cast.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from app.voting.deciding.rule import (
    GROUPS_EQUAL,
    HALF,
    Chambers,
    ChamberScope,
    Effect,
    Quorum,
    Rule,
    Step,
    Threshold,
    Tie,
)
from app.voting.methods.consent import THRESHOLDS, ConsensusClass, Denominator

ADOPTED = "adopted"
REJECTED = "rejected"
"""The two classes of a rule that only says yes or no."""

AWMF = Rule(
    tuple(
        Step(
            name.value,
            Threshold(Fraction(percent, 100)),
            Effect.ANOTHER_ROUND if name is ConsensusClass.MAJORITY else Effect.ADOPTED,
        )
        for percent, name in THRESHOLDS
    )
)


def _one_step(share: Fraction, *, reached: bool) -> tuple[Step, ...]:
    return (Step(ADOPTED, Threshold(share, reached)),)


SIMPLE_MAJORITY = Rule(_one_step(HALF, reached=False), REJECTED)
ABSOLUTE_MAJORITY = Rule(_one_step(HALF, reached=False), REJECTED, Denominator.ALL_ENTITLED)
TWO_THIRDS = Rule(_one_step(Fraction(2, 3), reached=True), REJECTED)
THREE_QUARTERS = Rule(_one_step(Fraction(3, 4), reached=True), REJECTED)
UNANIMOUS = Rule(_one_step(Fraction(1), reached=True), REJECTED)
VWVFG = Rule(_one_step(HALF, reached=False), REJECTED, quorum=Quorum(vwvfg=True), tie=Tie.CHAIR)
FSC = Rule(
    _one_step(Fraction(2, 3), reached=True),
    REJECTED,
    group_quorum=Quorum(share=Threshold(HALF)),
    weights=GROUPS_EQUAL,
    chambers=Chambers(Threshold(HALF), ChamberScope.EXISTING),
)

PRESETS: Mapping[str, Rule] = MappingProxyType({
    "awmf": AWMF,
    "vwvfg": VWVFG,
    "fsc": FSC,
    "simple_majority": SIMPLE_MAJORITY,
    "absolute_majority": ABSOLUTE_MAJORITY,
    "two_thirds": TWO_THIRDS,
    "three_quarters": THREE_QUARTERS,
    "unanimous": UNANIMOUS,
})  # fmt: skip
