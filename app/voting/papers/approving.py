"""The paper of an approval vote: all options that somebody approves of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import approval
from app.voting.methods.approval import Settings
from app.voting.papers.paper import Choices, Paper, Part, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form
from app.voting.papers.spoken import UNKNOWN_OPTION, _, first_places, ngettext, percent

Names = list[int]

_PROBLEMS: dict[str, Sentence] = {
    approval.Problem.UNKNOWN_OPTION: UNKNOWN_OPTION,
    approval.Problem.TWICE: UNKNOWN_OPTION,  # the JSON of a ballot cannot say it
    approval.Problem.TOO_MANY: _l("Das sind mehr Einträge, als Sie auswählen können."),
}


class Approving(Paper[Settings, Names]):
    title = _l("Auswahl")
    settings_keys = frozenset({"most"})

    def _settings(self) -> Settings:
        return Settings(self.stored["most"])

    def ballot(self, choices: Choices, reason: str) -> Names:
        named = whole_by_option(choices)
        if not set(named.values()) <= {1}:
            raise ValueError("more than a check")
        return list(named)

    def problem(self, ballot: Names) -> Sentence | None:
        found = approval.problem(self.settings, self.options, ballot)
        return _PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Names]) -> dict[str, Any]:
        return {"rows": self._rows(approval.tally(self.settings, self.options, ballots)), "ballots": len(ballots)}

    def form(self) -> Form:
        return {
            "kind": "checks", "task": _("Wählen Sie alles aus, dem Sie zustimmen."), "scales": [], "answers": [],
            "may_skip": True, "most": self.settings.most, "exactly": False,
        }  # fmt: skip

    def rule(self) -> list[str]:
        most = self.settings.most
        task = _("Wählen Sie beliebig viele Einträge aus.")
        if most:
            task = ngettext(
                "Wählen Sie höchstens %(num)s Eintrag aus.", "Wählen Sie höchstens %(num)s Einträge aus.", most
            )
        return [task, _("Jeder ausgewählte Eintrag bekommt eine Stimme. Gleich viele Stimmen sind derselbe Platz.")]

    @property
    def columns(self) -> list[str]:
        return [_("Stimmen"), _("Anteil der Abstimmenden")]

    def row(self, row: Part, part: Part) -> FigureRow:
        share = Fraction(row["votes"], part["ballots"]) if part["ballots"] else None
        return told(row, [str(row["votes"]), percent(share)], share)

    def sentence(self, part: Part) -> str:
        if not any(row["votes"] for row in part["rows"]):
            return _("Niemand hat etwas ausgewählt.")
        return first_places(part["rows"], _votes)


def _votes(row: Part) -> str:
    return ngettext("%(num)s Stimme", "%(num)s Stimmen", row["votes"])
