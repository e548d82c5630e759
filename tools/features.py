"""Says which row of the feature list is shown by which tests: `make features`."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest


class RowCollector:
    """A pytest plugin that notes the rows that collected tests are marked with."""

    def __init__(self) -> None:
        self.tests: dict[str, set[str]] = defaultdict(set)

    def pytest_collection_modifyitems(self, items: Iterable[pytest.Item]) -> None:
        for item in items:
            for mark in item.iter_markers("row"):
                for row in mark.args:
                    self.tests[row].add(item.nodeid.split("[")[0])


def in_order(rows: Iterable[str]) -> list[str]:
    """C2 before C10, A before B."""
    return sorted(rows, key=lambda row: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", row)])


def report(tests: Mapping[str, set[str]]) -> str:
    """A paragraph for each row: its name, then its tests."""
    return "\n".join("\n  ".join([row, *sorted(tests[row])]) for row in in_order(tests))


def main() -> int:
    collector = RowCollector()
    status = pytest.main(["--collect-only", "-p", "no:terminal"], plugins=[collector])
    print(report(collector.tests))
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
