"""Small stakeholder groups: no row, and no subtraction of rows, tells of fewer people than the minimum."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from app.voting import rules

sizes_of_groups = st.dictionaries(st.one_of(st.none(), st.integers(1, 9)), st.integers(0, 8), max_size=6)


def test_v13_large_groups_stay_alone():
    assert rules.pool({1: 3, 2: 5}, 3) == [(1,), (2,)]


def test_v13_small_groups_share_one_row():
    assert rules.pool({1: 2, 2: 5, 3: 1, 4: 4}, 3) == [(2,), (4,), (1, 3)]


def test_v13_a_single_small_group_takes_the_next_smallest_with_it():
    assert rules.pool({1: 6, 2: 1, 3: 4, 4: 5}, 3) == [(1,), (4,), (2, 3)]


def test_v13_there_is_no_table_if_the_pool_is_still_too_small():
    assert rules.pool({1: 6, 2: 1, 3: 1}, 3) == []


def test_v13_there_is_no_table_if_only_one_row_would_be_left():
    assert rules.pool({1: 2, 2: 2}, 3) == []
    assert rules.pool({1: 6, 2: 1}, 3) == []
    assert rules.pool({1: 6}, 3) == []
    assert rules.pool({}, 3) == []


def test_v13_named_polls_show_every_group():
    assert rules.pool({1: 1, 2: 5, 3: 0}, rules.MINIMUM_GROUP["named"]) == [(1,), (2,), (3,)]


@given(sizes_of_groups, st.integers(1, 5))
def test_v13_no_row_and_no_difference_from_the_total_is_smaller_than_the_minimum(sizes, minimum):
    rows = rules.pool(sizes, minimum)
    total = sum(sizes.values())
    for amount in range(1, len(rows)):
        for shown in combinations(rows, amount):
            told = sum(sizes[group] for row in shown for group in row)
            assert told >= minimum
            assert total - told >= minimum


@given(sizes_of_groups, st.integers(1, 5))
def test_v13_every_group_is_in_exactly_one_row(sizes, minimum):
    rows = rules.pool(sizes, minimum)
    in_rows = [group for row in rows for group in row]
    assert rows == [] or sorted(in_rows, key=str) == sorted(sizes, key=str)
