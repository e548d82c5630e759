"""The paper of systemic consensing: how strongly each person resists each proposal; the last is the Passivlösung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import resistance
from app.voting.methods.resistance import Settings
from app.voting.papers.paper import Choices, Paper, Part, fraction, told, whole_by_option
from app.voting.papers.shapes import FigureRow, Form
from app.voting.papers.spoken import SCALE_PROBLEMS, _, first_places, percent, scale_form

Ratings = dict[int, int]


class Resisting(Paper[Settings, Ratings]):
    title = _l("Systemisches Konsensieren")
    settings_keys = frozenset({"highest"})
    has_chart = True

    def _settings(self) -> Settings:
        return Settings(passive=self.options[-1], highest=self.stored["highest"])

    def ballot(self, choices: Choices, reason: str) -> Ratings:
        return whole_by_option(choices)

    def problem(self, ballot: Ratings) -> Sentence | None:
        found = resistance.problem(self.settings, self.options, ballot)
        return SCALE_PROBLEMS[found] if found else None

    def part(self, ballots: Sequence[Ratings]) -> dict[str, Any]:
        return {"rows": self._rows(resistance.tally(self.settings, self.options, ballots))}

    def form(self) -> Form:
        task = _("Wie groß ist Ihr Widerstand gegen jeden Vorschlag?")
        return scale_form(task, self.settings.scale, {"": (_("keine Einwände"), _("völlig dagegen"))})

    def rule(self) -> list[str]:
        return [
            _("Sagen Sie zu jedem Vorschlag, wie groß Ihr Widerstand ist: 0 heißt keine Einwände, %(highest)s heißt "
              "völlig dagegen.", highest=self.settings.highest),
            _("Am nächsten am Konsens ist der Vorschlag mit dem kleinsten Widerstand aller zusammen; bei Gleichstand "
              "der mit dem kleineren höchsten Widerstand, dann der mit weniger starken Widerständen."),
            _("„Es bleibt, wie es ist“ steht immer mit zur Wahl. Was mehr Widerstand findet, soll nicht beschlossen "
              "werden."),
        ]  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [_("Widerstand"), _("Akzeptanz"), _("höchster Widerstand"), _("starke Widerstände")]

    def row(self, row: Part, part: Part) -> FigureRow:
        accepted = fraction(row["acceptance"])
        cells = [str(row["resistance"]), percent(accepted), str(row["maximum"]), str(row["strong"])]
        worse = _("%(label)s (mehr Widerstand, als wenn es bleibt, wie es ist)", label=row["label"])
        return told(row, cells, accepted, worse if row["worse_than_passive"] else "")

    def notes(self) -> list[str]:
        return [
            _("Widerstand: die Summe aller Werte. Akzeptanz: 100 % heißt, niemand hat Einwände; der Balken zeigt sie."),
            _("Starke Widerstände: so viele Personen gaben mindestens acht Zehntel der Skala."),
        ]

    def sentence(self, part: Part) -> str:
        return first_places(part["rows"], _resistance)


def _resistance(row: Part) -> str:
    share = percent(fraction(row["acceptance"]))
    return _("Widerstand %(number)s, Akzeptanz %(share)s", number=row["resistance"], share=share)
