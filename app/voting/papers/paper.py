"""What the app asks of a method that is run by the common ballot papers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from app.errors import Sentence
from app.voting.papers.shapes import FigureRow, Form, StepTable

Choices = Mapping[str, Any]
Part = Mapping[str, Any]
"""What the sealed result says of the count: {"rows": [{"label", …}], …}, numbers as `plain` makes them."""

Settings = TypeVar("Settings")
Ballot = TypeVar("Ballot")


class Row(Protocol):
    """A row of a method's tally."""

    @property
    def option_id(self) -> int: ...


class Paper(ABC, Generic[Settings, Ballot]):
    """A poll's method at work; `Settings` and `Ballot` are those of its file in app/voting/methods. Pure.

    `stored`: the settings as the poll keeps them; `labels`: its options by id, in the order of the paper.
    """

    title: ClassVar[Sentence]
    settings_keys: ClassVar[frozenset[str]] = frozenset()
    has_options: ClassVar[bool] = True
    has_reasons: ClassVar[bool] = False
    has_chart: ClassVar[bool] = False

    def __init__(self, stored: Mapping[str, Any], labels: Mapping[int, str]) -> None:
        """ValueError if the settings do not fit together, or not to so many options."""
        self.stored = stored
        self.labels = labels
        self.options = list(labels)
        self.settings = self._settings()

    @abstractmethod
    def _settings(self) -> Settings: ...

    @abstractmethod
    def ballot(self, choices: Choices, reason: str) -> Ballot:
        """A ballot as the method counts it; ValueError if it has another shape."""

    @abstractmethod
    def problem(self, ballot: Ballot) -> Sentence | None:
        """What is wrong with a ballot, in words for who cast it."""

    @abstractmethod
    def part(self, ballots: Sequence[Ballot]) -> dict[str, Any]:
        """What is sealed of the count."""

    @abstractmethod
    def form(self) -> Form:
        """What the ballot looks like."""

    @abstractmethod
    def rule(self) -> list[str]:
        """How it is counted, in sentences."""

    @property
    @abstractmethod
    def columns(self) -> list[str]:
        """The heads of the figures."""

    @property
    def group_figure(self) -> str:
        """What stands in the table by group: the first figure."""
        return self.columns[0]

    def group_cell(self, row: Part, part: Part) -> str:
        """That figure of a row of a group."""
        return self.row(row, part)["cells"][0]

    @abstractmethod
    def row(self, row: Part, part: Part) -> FigureRow:
        """A row of the sealed part in words."""

    def spoken(self, choices: Choices) -> str:
        """The answer of a ballot that can have a reason, in words."""
        return ""

    def notes(self) -> list[str]:
        """What the figures mean."""
        return []

    def steps(self, part: Part) -> list[StepTable]:
        """The steps of the count that lead to the ranks."""
        return []

    @abstractmethod
    def sentence(self, part: Part) -> str:
        """What happened, in one breath, once somebody voted."""

    def _rows(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """The rows of a tally with the labels of their options, as they are sealed."""
        return [{**plain(row), "option": row.option_id, "label": self.labels[row.option_id]} for row in rows]


def told(row: Part, cells: list[str], share: Fraction | None = None, label: str = "") -> FigureRow:
    """A sealed row with its figures in words and the length of its bar, a share from 0 to 1."""
    return {
        "option_id": row.get("option"), "rank": row.get("rank"), "label": label or row["label"], "cells": cells,
        "share": None if share is None else int(1000 * share),
    }  # fmt: skip


def whole_by_option(choices: Choices) -> dict[int, int]:
    """{"<option id>": whole number} by option id; ValueError if it is something else."""
    if not all(type(number) is int for number in choices.values()):
        raise ValueError("no whole number")
    return {option_id(option): number for option, number in choices.items()}


def option_id(written: str) -> int:
    """An option's id as JSON has it; ValueError if it is written otherwise than we write it."""
    if str(int(written)) != written:
        raise ValueError("another number")
    return int(written)


def plain(value: Any) -> Any:
    """A value of a tally as JSON: a fraction is [numerator, denominator], a row an object without `option_id`."""
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    if is_dataclass(value) and not isinstance(value, type):
        return plain({one.name: getattr(value, one.name) for one in fields(value) if one.name != "option_id"})
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def fraction(sealed: Sequence[int] | None) -> Fraction | None:
    """A sealed [numerator, denominator]."""
    return Fraction(*sealed) if sealed is not None else None
