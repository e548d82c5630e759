"""Papers with one question and a few answers: yes or no, Konsent, straw poll."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Generic

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import sociocracy, straw_poll, yes_no
from app.voting.methods.sociocracy import Voice
from app.voting.papers.paper import Choices, Paper, Part, Settings, told
from app.voting.papers.shapes import Asked, FigureRow, Form
from app.voting.papers.spoken import _, ngettext, percent

QUESTION = 0
"""The question as the one option that the methods count."""


@dataclass(frozen=True)
class Said:
    answer: str
    reason: str


class Answering(Paper[Settings, Said], Generic[Settings]):
    """`answers`: what can be said, in words; `asked`: with which of them a reason goes, all others have none."""

    answers: ClassVar[Mapping[str, Sentence]]
    asked: ClassVar[Mapping[str, Asked]] = {}
    has_options = False
    has_reasons = True

    def ballot(self, choices: Choices, reason: str) -> Said:
        if set(choices) != {"answer"} or choices["answer"] not in self.answers:
            raise ValueError("no answer")
        return Said(choices["answer"], reason.strip())

    def form(self) -> Form:
        answers: list[Any] = [
            {"key": key, "label": str(label), "reason": self.asked.get(key, "none")}
            for key, label in self.answers.items()
        ]
        return {
            "kind": "answers", "task": str(self.title), "scales": [], "answers": answers, "may_skip": False,
            "most": None, "exactly": False,
        }  # fmt: skip

    def problem(self, ballot: Said) -> Sentence | None:
        return None if not ballot.reason else _l("Zu dieser Antwort gehört keine Begründung.")

    def part(self, ballots: Sequence[Said]) -> dict[str, Any]:
        said = [ballot.answer for ballot in ballots]
        rows = [{"label": answer, "votes": said.count(answer)} for answer in self.answers]
        return {"rows": rows, "ballots": len(said), "outcome": self.outcome(ballots)}

    @abstractmethod
    def outcome(self, ballots: Sequence[Said]) -> str:
        """What the method makes of the ballots."""

    def spoken(self, choices: Choices) -> str:
        return str(self.answers[choices["answer"]])

    @property
    def columns(self) -> list[str]:
        return [_("Stimmen"), _("Anteil")]

    def row(self, row: Part, part: Part) -> FigureRow:
        share = Fraction(row["votes"], part["ballots"]) if part["ballots"] else None
        return told(row, [str(row["votes"]), percent(share)], share, str(self.answers[row["label"]]))


class YesNo(Answering[yes_no.Settings]):
    title = _l("Ja – Nein – Enthaltung")
    answers: ClassVar = {
        yes_no.Answer.YES: _l("Ja"), yes_no.Answer.NO: _l("Nein"), yes_no.Answer.ABSTAIN: _l("Enthaltung"),
    }  # fmt: skip

    def _settings(self) -> yes_no.Settings:
        return yes_no.Settings()

    def outcome(self, ballots: Sequence[Said]) -> str:
        [row] = yes_no.tally(self.settings, [QUESTION], [{QUESTION: ballot.answer} for ballot in ballots])
        return row.outcome.value

    def rule(self) -> list[str]:
        return [
            _("Angenommen ist, was mehr Ja- als Nein-Stimmen hat. Enthaltungen zählen nicht mit."),
            _("Bei Gleichstand ist es abgelehnt."),
        ]

    def sentence(self, part: Part) -> str:
        votes = {row["label"]: row["votes"] for row in part["rows"]}
        if part["outcome"] == yes_no.Outcome.NO_RESULT:
            return _("Kein Ergebnis: Es gibt nur Enthaltungen.")
        if part["outcome"] == yes_no.Outcome.ACCEPTED:
            return _("Angenommen: Ja %(yes)s, Nein %(no)s, Enthaltung %(abstain)s.", **votes)
        return _("Abgelehnt: Ja %(yes)s, Nein %(no)s, Enthaltung %(abstain)s.", **votes)


class Konsent(Answering[sociocracy.Settings]):
    title = _l("Konsent")
    answers: ClassVar = {
        sociocracy.Answer.CONSENT: _l("Konsent"),
        sociocracy.Answer.CONCERN: _l("Konsent mit leichten Bedenken"),
        sociocracy.Answer.OBJECTION: _l("Schwerwiegender Einwand"),
    }
    asked: ClassVar = {sociocracy.Answer.CONCERN: "optional", sociocracy.Answer.OBJECTION: "required"}

    def _settings(self) -> sociocracy.Settings:
        return sociocracy.Settings()

    def problem(self, ballot: Said) -> Sentence | None:
        found = sociocracy.problem(self.settings, [QUESTION], self._voices(ballot))
        return _KONSENT_PROBLEMS[found] if found else None

    def outcome(self, ballots: Sequence[Said]) -> str:
        [row] = sociocracy.tally(self.settings, [QUESTION], [self._voices(ballot) for ballot in ballots])
        return row.outcome.value

    @staticmethod
    def _voices(ballot: Said) -> dict[int, Voice]:
        return {QUESTION: Voice(ballot.answer, ballot.reason)}

    def rule(self) -> list[str]:
        return [
            _("Beschlossen ist, wogegen niemand einen schwerwiegenden Einwand hat."),
            _("Ein Einwand braucht eine Begründung."),
            _("Er ist kein Veto: Er wird besprochen, und über den geänderten Vorschlag gibt es eine neue Runde."),
        ]

    def sentence(self, part: Part) -> str:
        objections = part["rows"][-1]["votes"]
        if part["outcome"] == sociocracy.Outcome.DECIDED:
            return _("Beschlossen: Niemand hat einen schwerwiegenden Einwand.")
        return ngettext(
            "Nicht beschlossen: %(num)s Einwand ist offen.",
            "Nicht beschlossen: %(num)s Einwände sind offen.",
            objections,
        )


_KONSENT_PROBLEMS: dict[str, Sentence] = {
    sociocracy.Problem.REASON_MISSING: _l(
        "Bitte begründen Sie Ihren Einwand. Ohne Begründung kann er nicht gezählt werden."
    ),
    sociocracy.Problem.REASON_TOO_LONG: _l("Das ist zu lang. Möglich sind 2.000 Zeichen."),
    sociocracy.Problem.REASON_UNASKED: _l("Eine Begründung gehört nur zu Bedenken oder zu einem Einwand."),
}


class Straw(Answering[straw_poll.Settings]):
    title = _l("Stimmungsbild")
    answers: ClassVar = {"for": _l("eher dafür"), "unsure": _l("unentschieden"), "against": _l("eher dagegen")}

    def _settings(self) -> straw_poll.Settings:
        return straw_poll.Settings()

    def outcome(self, ballots: Sequence[Said]) -> str:
        return ""

    def rule(self) -> list[str]:
        return [_("Ein Stimmungsbild entscheidet nichts. Es zeigt, wohin die Runde neigt.")]

    def sentence(self, part: Part) -> str:
        counts = {row["label"]: row["votes"] for row in part["rows"]}
        return _("%(for)s eher dafür, %(unsure)s unentschieden, %(against)s eher dagegen.", **counts)
