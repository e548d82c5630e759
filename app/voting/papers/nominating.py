"""The paper of the nominal group technique: the k most important options in their order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import nominal_group
from app.voting.methods.nominal_group import Settings
from app.voting.papers.paper import Choices, Paper, Part, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form
from app.voting.papers.spoken import UNKNOWN_OPTION, _, first_places, ngettext

Picks = list[int]

_PROBLEMS: dict[str, Sentence] = {
    nominal_group.Problem.UNKNOWN_OPTION: UNKNOWN_OPTION,
    nominal_group.Problem.TWICE: UNKNOWN_OPTION,  # the JSON of a ballot cannot say it
    nominal_group.Problem.WRONG_NUMBER: _l("Bitte wählen Sie genau so viele Einträge, wie verlangt sind."),
}


class Nominating(Paper[Settings, Picks]):
    title = _l("Nominaler Gruppenprozess")
    settings_keys = frozenset({"picks"})

    def _settings(self) -> Settings:
        if self.stored["picks"] > len(self.options):
            raise ValueError("more picks than options")
        return Settings(self.stored["picks"])

    def ballot(self, choices: Choices, reason: str) -> Picks:
        places = whole_by_option(choices)
        if sorted(places.values()) != list(range(1, len(places) + 1)):
            raise ValueError("no order")
        return sorted(places, key=lambda option: places[option])

    def problem(self, ballot: Picks) -> Sentence | None:
        found = nominal_group.problem(self.settings, self.options, ballot)
        return _PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Picks]) -> dict[str, Any]:
        return {"rows": self._rows(nominal_group.tally(self.settings, self.options, ballots))}

    def form(self) -> Form:
        picks = self.settings.picks
        task = ngettext("Wählen Sie den wichtigsten Eintrag.",
                        "Wählen Sie die %(num)s wichtigsten Einträge, den wichtigsten zuerst.", picks)  # fmt: skip
        return {
            "kind": "ranking", "task": task, "scales": [], "answers": [], "may_skip": True, "most": picks,
            "exactly": True,
        }  # fmt: skip

    def rule(self) -> list[str]:
        picks = self.settings.picks
        return [
            ngettext(
                "Wählen Sie genau %(num)s Eintrag.", "Wählen Sie genau %(num)s Einträge und ordnen Sie sie.", picks
            ),
            _("Der erste bekommt %(picks)s Punkte, jeder weitere einen weniger.", picks=picks),
            _("Bei gleichen Punkten zählt, wie viele ihn nannten, dann, wie viele ihn zuerst nannten."),
        ]

    @property
    def columns(self) -> list[str]:
        return [_("Punkte"), _("Nennungen"), _("als Erstes")]

    def row(self, row: Part, part: Part) -> FigureRow:
        most = max(one["score"] for one in part["rows"])
        cells = [str(row["score"]), str(row["mentions"]), str(row["firsts"])]
        split = _("%(label)s (sieht man verschieden)", label=row["label"])
        share = Fraction(row["score"], most) if most else None
        return told(row, cells, share, split if row["is_polarised"] else "")

    def notes(self) -> list[str]:
        return [_("Sieht man verschieden: Mindestens drei setzen ihn nach vorn und mindestens drei ans Ende oder gar "
                  "nicht.")]  # fmt: skip

    def sentence(self, part: Part) -> str:
        return first_places(part["rows"], _points)


def _points(row: Part) -> str:
    return ngettext("%(num)s Punkt", "%(num)s Punkte", row["score"])
