"""What tools/features.py promises: rows in the order of the list, each with its tests."""

from __future__ import annotations

from tools import features


def test_rows_stand_in_the_order_of_the_feature_list() -> None:
    assert features.in_order(["C10", "B1", "C2", "A3"]) == ["A3", "B1", "C2", "C10"]


def test_the_report_names_each_row_and_its_tests() -> None:
    tests = {"C6": {"t.py::test_b", "t.py::test_a"}, "A1": {"t.py::test_c"}}
    assert features.report(tests) == "A1\n  t.py::test_c\nC6\n  t.py::test_a\n  t.py::test_b"
