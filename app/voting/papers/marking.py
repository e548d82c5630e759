"""The paper of the importance–urgency matrix: two marks for each option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import matrix
from app.voting.methods.matrix import Quadrant, Settings
from app.voting.papers.paper import Choices, Paper, Part, fraction, option_id, told
from app.voting.papers.shapes import FigureRow, Form
from app.voting.papers.spoken import NOTHING, SCALE_PROBLEMS, _, first_places, number, scale_form

Marks = dict[int, tuple[int, int]]

QUADRANTS: dict[str, Sentence] = {
    Quadrant.NOW: _l("sofort angehen"),
    Quadrant.PLAN: _l("planen"),
    Quadrant.DELEGATE: _l("kurzfristig klären"),
    Quadrant.DEFER: _l("zurückstellen"),
}


class Marking(Paper[Settings, Marks]):
    title = _l("Wichtigkeit und Dringlichkeit")
    settings_keys = frozenset({"lowest", "highest", "no_opinion"})
    has_chart = True

    def _settings(self) -> Settings:
        return Settings(self.stored["lowest"], self.stored["highest"], no_opinion=self.stored["no_opinion"])

    def ballot(self, choices: Choices, reason: str) -> Marks:
        if not all(isinstance(marks, list) for marks in choices.values()):
            raise ValueError("no marks")
        return {option_id(option): tuple(marks) for option, marks in choices.items()}

    def problem(self, ballot: Marks) -> Sentence | None:
        found = matrix.problem(self.settings, self.options, ballot)
        return SCALE_PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Marks]) -> dict[str, Any]:
        return {"rows": self._rows(matrix.tally(self.settings, self.options, ballots))}

    def form(self) -> Form:
        ends = {
            _("Wichtigkeit"): (_("unwichtig"), _("sehr wichtig")),
            _("Dringlichkeit"): (_("kann warten"), _("sehr dringend")),
        }
        return scale_form(_("Wie wichtig und wie dringend ist jeder Eintrag?"), self.settings, ends)

    def rule(self) -> list[str]:
        ends = {"lowest": self.settings.lowest, "highest": self.settings.highest}
        return [
            _("Geben Sie jedem Eintrag zwei Werte von %(lowest)s bis %(highest)s: wie wichtig und wie dringend er ist.",
              **ends),
            _("Die Mittelwerte bestimmen das Feld. Genau die Mitte der Skala zählt als niedrig."),
            _("Die Reihenfolge richtet sich nach Wichtigkeit mal Dringlichkeit."),
        ]  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [_("Feld"), _("Wichtigkeit"), _("Dringlichkeit"), _("Bewertungen")]

    def row(self, row: Part, part: Part) -> FigureRow:
        field = str(QUADRANTS[row["quadrant"]]) if row["quadrant"] else NOTHING
        means = (number(fraction(row[key]), 2) for key in ("importance", "urgency"))
        return told(row, [field, *means, str(row["rated"])])

    def notes(self) -> list[str]:
        return [_("Wichtigkeit und Dringlichkeit sind Mittelwerte.")]

    def sentence(self, part: Part) -> str:
        if not any(row["rated"] for row in part["rows"]):
            return _("Kein Ergebnis: Niemand hat etwas bewertet.")
        return first_places(part["rows"], lambda row: str(QUADRANTS[row["quadrant"]]))
