"""A published result as a CSV file: UTF-8 with a mark, semicolons, as German spreadsheets open it."""

from __future__ import annotations

import csv
import io
from typing import Any

from app.voting.schemas import PollState
from app.voting.words import ANSWER_LABELS, _

# A cell that starts with one of these could be run as a formula: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(state: PollState) -> bytes:
    """The result of a published poll as CSV bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in _rows(state))
    return text.getvalue().encode("utf-8-sig")


def _rows(state: PollState) -> list[list[Any]]:
    if state["form"] is not None:
        return _paper_rows(state)
    if state["method"] == "dot":
        return _dot_rows(state)
    return _wording_rows(state) if state["method"] == "wording" else _consent_rows(state)


def _paper_rows(state: PollState) -> list[list[Any]]:
    result: Any = state["result"]
    by_group = _("%(figure)s: %(group)s")
    figure = result["group_figure"]
    heads = [by_group % {"figure": figure, "group": group["label"]} for group in result["groups"]]
    rows = zip(result["rows"], *(group["cells"] for group in result["groups"]), strict=True)
    body = [[row["rank"] or "", row["label"], *row["cells"], *of_groups] for row, *of_groups in rows]
    return [[_("Platz"), _("Eintrag"), *result["columns"], *heads], *body]


def _dot_rows(state: PollState) -> list[list[Any]]:
    result: Any = state["result"]
    head = [_("Platz"), _("Eintrag"), _("Punkte"), _("Personen")]
    return [head, *([row["rank"], row["label"], row["points"], row["persons"]] for row in result["rows"])]


def _wording_rows(state: PollState) -> list[list[Any]]:
    result: Any = state["result"]
    head = [_("Herkunft"), _("Wortlaut"), _("Stimmen"), *(group["label"] for group in result["groups"])]
    by_group = [[group["votes"][place] for group in result["groups"]] for place in range(len(result["rows"]))]
    rows = zip(result["rows"], by_group, strict=True)
    return [head, *([row["note"], row["label"], row["votes"], *of_groups] for row, of_groups in rows)]


def _consent_rows(state: PollState) -> list[list[Any]]:
    result: Any = state["result"]
    groups: list[dict[str, Any]] = [{**result, "label": _("Alle")}, *result["groups"]]
    counts = [*(str(ANSWER_LABELS[key]) for key in ("agree", "reservation", "stand_aside", "object")),
              _("befangen"), _("ungültig"), _("nicht abgegeben"), _("stimmberechtigt")]  # fmt: skip
    head = [_("Gruppe"), *counts, _("Zähler"), _("Nenner"), _("Konsensstärke")]
    return [head, *map(_consent_row, groups)]


def _consent_row(group: dict[str, Any]) -> list[Any]:
    parts = ("agree", "reservation", "stand_aside", "object", "recused", "invalid", "not_cast", "entitled")
    figures = [group["counts"][part] for part in parts]
    return [group["label"], *figures, group["numerator"], group["denominator"], group["class_label"]]


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
