"""The paper of a rating: each option gets a step of one scale."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import score
from app.voting.methods.scale import Scale
from app.voting.papers.paper import Choices, Paper, Part, fraction, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form
from app.voting.papers.spoken import SCALE_PROBLEMS, _, first_places, number, scale_form

Ratings = dict[int, int]


class Rating(Paper[Scale, Ratings]):
    title = _l("Bewertung")
    settings_keys = frozenset({"lowest", "highest", "no_opinion", "low_words", "high_words"})
    has_chart = True

    def _settings(self) -> Scale:
        return Scale(self.stored["lowest"], self.stored["highest"], no_opinion=self.stored["no_opinion"])

    def ballot(self, choices: Choices, reason: str) -> Ratings:
        return whole_by_option(choices)

    def problem(self, ballot: Ratings) -> Sentence | None:
        found = score.problem(self.settings, self.options, ballot)
        return SCALE_PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Ratings]) -> dict[str, Any]:
        return {"rows": self._rows(score.tally(self.settings, self.options, ballots))}

    def form(self) -> Form:
        ends = self.stored["low_words"] or _("gar nicht"), self.stored["high_words"] or _("voll und ganz")
        return scale_form(_("Bewerten Sie jeden Eintrag."), self.settings, {"": ends})

    def rule(self) -> list[str]:
        ends = {"lowest": self.settings.lowest, "highest": self.settings.highest}
        task = _("Bewerten Sie jeden Eintrag von %(lowest)s bis %(highest)s.", **ends)
        skip = _("Wer keine Meinung hat, lässt einen Eintrag aus; das zählt nicht als Wert.")
        order = _("Die Reihenfolge richtet sich nach dem Median, bei gleichem Median nach dem Mittelwert.")
        return [task, skip, order] if self.settings.no_opinion else [task, order]

    @property
    def columns(self) -> list[str]:
        return [_("Median"), _("mittlere Hälfte"), _("Mittelwert"), _("Bewertungen")]

    def row(self, row: Part, part: Part) -> FigureRow:
        quarters = {key: fraction(value) for key, value in (row["quartiles"] or {}).items()}
        median, low, high = (quarters.get(key) for key in ("median", "lower", "upper"))
        middle = _("%(low)s bis %(high)s", low=number(low), high=number(high))
        span = self.settings.highest - self.settings.lowest
        share = None if median is None else (median - self.settings.lowest) / Fraction(span)
        cells = [number(median), middle, number(fraction(row["mean"]), 2), str(row["rated"])]
        return told(row, cells, share)

    def notes(self) -> list[str]:
        return [
            _("Median: Die eine Hälfte bewertet niedriger oder gleich, die andere höher oder gleich."),
            _("Mittlere Hälfte: Zwischen diesen Werten liegt die Hälfte der Bewertungen. Je näher sie beieinander "
              "liegen, desto einiger ist man sich."),
        ]  # fmt: skip

    def sentence(self, part: Part) -> str:
        if not any(row["rated"] for row in part["rows"]):
            return _("Kein Ergebnis: Niemand hat etwas bewertet.")
        return first_places(part["rows"], _median)


def _median(row: Part) -> str:
    return _("Median %(median)s", median=number(fraction(row["quartiles"]["median"])))
