"""The JSON of the common ballot papers: what a ballot asks for, and what a result shows.

`choices` of a ballot: a scale {"<option id>": step}, options that are left out have no opinion; two scales
{"<option id>": [step, step]}; a ranking {"<option id>": place from 1}; checks {"<option id>": 1}; answers
{"answer": key} with a `reason` beside it.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class Scale(TypedDict):
    """Whole steps from `low` to `high`; what the two ends mean. `name` is empty if there is one scale only."""

    name: str
    low: int
    high: int
    low_words: str
    high_words: str


Asked = Literal["none", "optional", "required"]
"""Whether a reason goes with an answer."""


class Answer(TypedDict):
    key: str
    label: str
    reason: Asked


class Form(TypedDict):
    """What a ballot looks like. `scales`, `answers`: of their kinds only, else empty.

    `may_skip`: options can be left out. `most`: of checks and places, null for any number; `exactly`: not fewer either.
    """

    kind: Literal["scale", "ranking", "checks", "answers"]
    task: str
    scales: list[Scale]
    answers: list[Answer]
    may_skip: bool
    most: int | None
    exactly: bool


class FigureRow(TypedDict):
    """An option, or an answer, with its figures in words; `share` is the length of its bar in thousandths."""

    option_id: int | None
    rank: int | None
    label: str
    cells: list[str]
    share: int | None


class FigureGroup(TypedDict):
    """A row of the table by stakeholder group: `cells` has a figure for each row of the result, in its order."""

    label: str
    cast: int
    cells: list[str]


class StepRow(TypedDict):
    label: str
    cells: list[str]


class StepTable(TypedDict):
    """A step of the count, e.g. who is preferred to whom."""

    title: str
    columns: list[str]
    rows: list[StepRow]


class FigureReason(TypedDict):
    """What somebody gave as the reason of an answer, `label`; `html` is rendered from Markdown."""

    label: str
    html: str


class Figures(TypedDict):
    """A result in words. `columns` are the heads of `cells`, `group_figure` says what the cells of `groups` are.

    `notes` say what the figures mean. `has_chart`: there is a picture at /polls/<id>/chart.svg.
    """

    columns: list[str]
    rows: list[FigureRow]
    notes: list[str]
    groups: list[FigureGroup]
    group_figure: str
    steps: list[StepTable]
    reasons: list[FigureReason]
    has_chart: bool
    cast: int
    entitled: int
    sentence: str
    sha256: str
