"""The sealed result of a common paper in words, for everybody who may see it."""

from __future__ import annotations

from typing import Any

from app.voting import words
from app.voting.papers.paper import Paper, Part
from app.voting.papers.shapes import FigureGroup, FigureReason, Figures


def figures(paper: Paper[Any, Any], content: Part, sha256: str, reasons: list[FigureReason]) -> Figures:
    """`content`: the sealed result (seal.py) of a poll of this paper."""
    part, cast = content["result"], content["cast"]
    return {
        "columns": paper.columns,
        "rows": [paper.row(row, part) for row in part["rows"]],
        "notes": paper.notes(),
        "groups": [_group(paper, part, group) for group in part["groups"]],
        "group_figure": paper.group_figure,
        "steps": paper.steps(part) if cast else [],
        "reasons": reasons,
        "has_chart": paper.has_chart and cast > 0,
        "cast": cast,
        "entitled": content["entitled"],
        "sentence": paper.sentence(part) if cast else words.nobody(),
        "sha256": sha256,
    }


def _group(paper: Paper[Any, Any], part: Part, group: Part) -> FigureGroup:
    """A figure for each row, in the order of the whole result."""
    own = {**part, **group}
    cells = {row["label"]: paper.group_cell(row, own) for row in group["rows"]}
    return {
        "label": words.group_label(group["names"]),
        "cast": group["cast"],
        "cells": [cells[row["label"]] for row in part["rows"]],
    }
