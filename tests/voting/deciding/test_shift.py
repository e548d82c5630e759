"""The shift between two rounds: rows that hold for both, and no more in them than each round shows already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voting.deciding.counts import Counts, total
from app.voting.deciding.masking import ShiftRow, decide_masked, shift
from app.voting.deciding.presets import AWMF
from tests.voting.deciding.tables import any_rule, many, shown, swaps, tables
from tests.voting.deciding.test_masking import small_groups

pytestmark = pytest.mark.row("C15")
minimums = st.integers(2, 5)


def test_v76_the_shift_is_told_by_group_and_overall():
    before = decide_masked(AWMF, {"Länder": Counts(4, 2), "Kommunen": Counts(3, 3)}, 3)
    after = decide_masked(AWMF, {"Länder": Counts(6, 0), "Kommunen": Counts(4, 1, not_cast=1)}, 3)
    assert shift(before, after) == (
        ShiftRow(("Kommunen",), Counts(3, 3), Counts(4, 1, not_cast=1)),
        ShiftRow(("Länder",), Counts(4, 2), Counts(6, 0)),
    )


def test_v76_who_is_small_in_one_round_shares_a_row_in_the_shift():
    before = decide_masked(AWMF, {"Länder": Counts(5), "Kommunen": Counts(2), "Wohlfahrt": Counts(1)}, 3)
    after = decide_masked(AWMF, {"Länder": Counts(5), "Kommunen": Counts(4), "Wohlfahrt": Counts(3)}, 3)
    assert [row.groups for row in shift(before, after)] == [("Länder",), ("Kommunen", "Wohlfahrt")]
    assert [row.groups for row in shift(after, before)] == [("Länder",), ("Kommunen", "Wohlfahrt")]


def test_v76_a_partner_that_changes_joins_both_rounds_so_that_nothing_can_be_subtracted():
    before = decide_masked(AWMF, {"A": Counts(3), "B": Counts(5), "C": Counts(0, 1), "D": Counts(6)}, 3)
    after = decide_masked(AWMF, {"A": Counts(5), "B": Counts(3), "C": Counts(0, 1), "D": Counts(6)}, 3)
    assert ("C", "A") in [row.groups for row in before.rows]
    assert ("C", "B") in [row.groups for row in after.rows]
    assert sorted("".join(sorted(row.groups)) for row in shift(before, after)) == ["ABC", "D"]


def test_v76_a_group_that_was_not_there_has_zeros():
    before = decide_masked(AWMF, {"Länder": Counts(4)}, 3)
    after = decide_masked(AWMF, {"Länder": Counts(4), "Kommunen": Counts(3)}, 3)
    assert shift(before, after) == (
        ShiftRow(("Kommunen",), Counts(), Counts(3)), ShiftRow(("Länder",), Counts(4), Counts(4))
    )  # fmt: skip


@many
@given(any_rule, tables(4), tables(4), minimums)
def test_v76_every_row_is_a_sum_of_rows_that_each_round_shows(rule, first, second, minimum):
    before, after = decide_masked(rule, first, minimum), decide_masked(rule, second, minimum)
    rows = shift(before, after)
    for decision, part in ((before, "before"), (after, "after")):
        for told in rows:
            inside = [row for row in decision.rows if set(row.groups) & set(told.groups)]
            assert all(set(row.groups) <= set(told.groups) for row in inside)
            assert getattr(told, part) == total(row.counts for row in inside)
        assert total(getattr(told, part) for told in rows) == decision.counts


@many
@given(any_rule, tables(3), tables(3), minimums)
def test_v76_with_both_rounds_and_the_shift_a_small_group_could_still_have_voted_otherwise(
    rule, first, second, minimum
):
    before, after = decide_masked(rule, first, minimum), decide_masked(rule, second, minimum)
    seen = shown(before), shown(after), shift(before, after), shift(after, before)
    for group in small_groups(first, before, minimum):
        others = [decide_masked(rule, other, minimum) for other in swaps(first, group)]
        assert any((shown(other), shown(after), shift(other, after), shift(after, other)) == seen for other in others)
