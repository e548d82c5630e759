"""The paper of STAR: stars for each option, then a runoff of the two with the most."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import star
from app.voting.methods.star import Settings
from app.voting.papers.paper import Choices, Paper, Part, plain, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form, StepRow, StepTable
from app.voting.papers.spoken import SCALE_PROBLEMS, _, first_places, ngettext, scale_form

Stars = dict[int, int]


class Starring(Paper[Settings, Stars]):
    title = _l("Sterne mit Stichwahl (STAR)")

    def _settings(self) -> Settings:
        return Settings()

    def ballot(self, choices: Choices, reason: str) -> Stars:
        return whole_by_option(choices)

    def problem(self, ballot: Stars) -> Sentence | None:
        found = star.problem(self.settings, self.options, ballot)
        return SCALE_PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Stars]) -> dict[str, Any]:
        steps = plain(star.steps(self.settings, self.options, ballots))
        return {"rows": self._rows(star.tally(self.settings, self.options, ballots)), "steps": steps}

    def form(self) -> Form:
        task = _("Geben Sie jedem Eintrag 0 bis 5 Sterne.")
        return scale_form(task, self.settings.scale, {"": (_("gar nicht"), _("am liebsten"))})

    def rule(self) -> list[str]:
        return [
            _("Geben Sie jedem Eintrag 0 bis 5 Sterne. Wer keine bekommt, hat 0."),
            _("Die zwei mit den meisten Sternen kommen in die Stichwahl: Dort zählt, wem von beiden jede Person mehr "
              "Sterne gab."),
            _("Bei Gleichstand entscheiden die Vergleiche, dann die Zahl der Bestwerte; sonst bleibt er sichtbar."),
        ]  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [_("Sterne"), _("Stichwahl")]

    def row(self, row: Part, part: Part) -> FigureRow:
        votes, most = part["steps"]["votes"], max(one["total"] for one in part["rows"])
        cells = [str(row["total"]), str(votes.get(str(row["option"]), ""))]
        return told(row, cells, Fraction(row["total"], most) if most else None)

    def steps(self, part: Part) -> list[StepTable]:
        steps = part["steps"]
        if not steps["votes"]:
            return []
        votes: list[StepRow] = [
            {"label": self.labels[int(one)], "cells": [str(count)]} for one, count in steps["votes"].items()
        ]
        none: StepRow = {"label": _("kein Unterschied"), "cells": [str(steps["no_preference"])]}
        return [{"title": _("Stichwahl"), "columns": [_("Personen")], "rows": [*votes, none]}]

    def sentence(self, part: Part) -> str:
        return first_places(part["rows"], _total)


def _total(row: Part) -> str:
    return ngettext("%(num)s Stern", "%(num)s Sterne", row["total"])
