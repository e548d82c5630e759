"""The paper of a ranking: options in an order, counted after Schulze; the Borda points stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import borda, ranking, schulze
from app.voting.methods.ranking import Settings
from app.voting.papers.paper import Choices, Paper, Part, fraction, plain, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form, StepRow, StepTable
from app.voting.papers.spoken import NOTHING, UNKNOWN_OPTION, _, first_places, number

Places = dict[int, int]

_PROBLEMS: dict[str, Sentence] = {
    ranking.Problem.UNKNOWN_OPTION: UNKNOWN_OPTION,
    ranking.Problem.NOT_A_PLACE: _l("Diesen Platz gibt es nicht."),
    ranking.Problem.SHARED_PLACE: _l("Jeder Platz kann nur einmal vergeben werden."),
    ranking.Problem.INCOMPLETE: _l("Bitte geben Sie jedem Eintrag einen Platz."),
}


class Ordering(Paper[Settings, Places]):
    title = _l("Rangfolge")
    settings_keys = frozenset({"complete"})

    def _settings(self) -> Settings:
        return Settings(ties=False, complete=self.stored["complete"])

    def ballot(self, choices: Choices, reason: str) -> Places:
        return whole_by_option(choices)

    def problem(self, ballot: Places) -> Sentence | None:
        found = ranking.problem(self.settings, self.options, ballot)
        return _PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Places]) -> dict[str, Any]:
        found = schulze.steps(self.settings, self.options, ballots)
        points = {row.option_id: row.points for row in borda.tally(self.settings, self.options, ballots)}
        rows = self._rows(schulze.placed(self.options, found.strengths))
        return {
            "rows": [{**row, "points": plain(points[row["option"]])} for row in rows],
            "preferred": plain(found.preferred),
            "strengths": plain(found.strengths),
        }

    def form(self) -> Form:
        return {
            "kind": "ranking", "task": _("Bringen Sie die Einträge in Ihre Reihenfolge, das Wichtigste zuerst."),
            "scales": [], "answers": [], "may_skip": not self.settings.complete, "most": None, "exactly": False,
        }  # fmt: skip

    def rule(self) -> list[str]:
        skip = _("Was Sie weglassen, steht gemeinsam hinter allem, was Sie geordnet haben.")
        return [
            _("Bringen Sie die Einträge in Ihre Reihenfolge."),
            *([] if self.settings.complete else [skip]),
            _("Gezählt wird nach Schulze: Je zwei Einträge werden verglichen. Vorn steht, wer die anderen direkt oder "
              "über die stärkste Kette von Siegen schlägt."),
        ]  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [_("schlägt"), _("Punkte nach Borda")]

    @property
    def group_figure(self) -> str:
        return _("Platz")

    def group_cell(self, row: Part, part: Part) -> str:
        return str(row["rank"])

    def row(self, row: Part, part: Part) -> FigureRow:
        points, most = fraction(row["points"]) or Fraction(0), max(Fraction(*one["points"]) for one in part["rows"])
        return told(row, [str(len(row["beats"])), number(points)], points / most if most else None)

    def notes(self) -> list[str]:
        return [
            _("Schlägt: so viele andere Einträge. Gleiche Plätze heißt: Die Stimmen unterscheiden sie nicht."),
            _("Punkte nach Borda: für jede Person ein Punkt je Eintrag, den sie dahinter setzt. Sie stehen nur zum "
              "Vergleich da; der Balken zeigt sie."),
        ]  # fmt: skip

    def steps(self, part: Part) -> list[StepTable]:
        return [
            self._table(_("So viele Personen ziehen den Eintrag der Zeile vor"), part["preferred"]),
            self._table(_("Stärkste Kette von Siegen (0: keine)"), part["strengths"]),
        ]

    def _table(self, title: str, matrix: Mapping[str, Mapping[str, int]]) -> StepTable:
        rows: list[StepRow] = [
            {"label": label, "cells": [str(matrix[str(x)].get(str(y), NOTHING)) for y in self.options]}
            for x, label in self.labels.items()
        ]
        return {"title": title, "columns": list(self.labels.values()), "rows": rows}

    def sentence(self, part: Part) -> str:
        return first_places(part["rows"], lambda row: _("schlägt %(number)s andere", number=len(row["beats"])))
