"""The numbered rules and the tests that bear their numbers say the same, in both directions; so do facts and docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import app.factory  # noqa: F401  # every fact must be known
from app.facts import Fact

ROOT = Path(__file__).resolve().parent.parent
RULE = re.compile(r"^\* ([A-Z]\d+) \S.*\.$", re.MULTILINE)
TEST = re.compile(r"^\s*(?:async )?def test_([a-z]\d+)_", re.MULTILINE)

LISTS = {path.parent.name: path for path in sorted(ROOT.glob("app/*/RULES.md"))} | {"live": ROOT / "docs/live.md"}


def rules(path: Path) -> list[str]:
    return RULE.findall(path.read_text())


def numbers_tested_in(domain: str) -> set[str]:
    """The numbers in the names of the domain's tests."""
    found = [TEST.findall(path.read_text()) for path in (ROOT / "tests" / domain).rglob("*.py")]
    return {number.upper() for numbers in found for number in numbers}


@pytest.mark.parametrize("domain", LISTS)
def test_every_rule_has_a_test_and_every_numbered_test_a_rule(domain):
    assert numbers_tested_in(domain) == set(rules(LISTS[domain]))


@pytest.mark.parametrize("domain", LISTS)
def test_rules_are_numbered_without_gaps_under_one_letter(domain):
    numbered = rules(LISTS[domain])
    assert numbered == [f"{numbered[0][0]}{number}" for number in range(1, len(numbered) + 1)]


def test_no_two_domains_share_a_letter():
    letters = [rules(path)[0][0] for path in LISTS.values()]
    assert len(set(letters)) == len(letters)


def _kinds(kind: type[Fact]) -> set[type[Fact]]:
    return {kind}.union(*(_kinds(below) for below in kind.__subclasses__()))


def test_the_live_protocol_lists_every_fact_of_the_code_and_no_other():
    section = LISTS["live"].read_text().split("## Facts")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    listed = {kind for row in rows for kind in re.findall(r"`(\w+:\w+)`", row.split("|")[1])}
    assert listed == {kind.kind for kind in _kinds(Fact) - {Fact} if "kind" in vars(kind)}
