"""What polls say to people: sentences for rules, problems and results, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting import rules
from app.voting.methods import consent, dot
from app.voting.methods.consent import ConsensusClass, Denominator
from app.voting.papers.paper import Paper
from app.voting.schemas import RuleWords

# Flask-Babel ships no types; these say what they return.
_: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext
format_decimal: Callable[..., str] = flask_babel.format_decimal

CLOSED = _l("Die Abstimmung ist geschlossen.")
CANCELLED = _l("Die Abstimmung wurde abgebrochen.")
NOT_OPEN = _l("Die Abstimmung ist noch nicht geöffnet.")
STAND: dict[str, Sentence] = {
    "open": _l("Die Abstimmung läuft."),
    "closed": _l("Das Ergebnis ist noch nicht veröffentlicht."),
    "cancelled": CANCELLED,
}
NO_VOTE = _l("Sie nehmen ohne Stimmrecht teil.")
OTHER_WINDOW = _l("Sie haben in einem anderen Fenster abgestimmt. Hier sehen Sie den gültigen Stand.")
NO_SECRET_POLLS = _l("Geheime Abstimmungen gibt es noch nicht. Bitte wählen Sie offen oder namentlich.")

CLASS_LABELS: dict[str, Sentence] = {
    ConsensusClass.STRONG_CONSENSUS: _l("starker Konsens"),
    ConsensusClass.CONSENSUS: _l("Konsens"),
    ConsensusClass.MAJORITY: _l("mehrheitliche Zustimmung"),
    ConsensusClass.NO_MAJORITY: _l("keine mehrheitliche Zustimmung"),
    ConsensusClass.NO_RESULT: _l("kein Ergebnis"),
}

ANSWER_LABELS: dict[str, Sentence] = {
    consent.Answer.AGREE: _l("Zustimmung"),
    consent.Answer.RESERVATION: _l("Zustimmung mit Bedenken"),
    consent.Answer.STAND_ASIDE: _l("Enthaltung"),
    consent.Answer.OBJECT: _l("Einwand"),
}

DOT_PROBLEMS: dict[str, Sentence] = {
    dot.Problem.UNKNOWN_OPTION: _l("Das steht nicht zur Wahl. Bitte laden Sie die Seite neu."),
    dot.Problem.NEGATIVE: _l("Weniger als 0 Punkte sind nicht möglich."),
    dot.Problem.OVER_LIMIT: _l("So viele Punkte sind auf einem Eintrag nicht möglich."),
    dot.Problem.OVER_BUDGET: _l("Das sind mehr Punkte, als Sie haben."),
}

CONSENT_PROBLEMS: dict[str, tuple[str, Sentence]] = {
    consent.Problem.UNKNOWN_ANSWER: ("choices", _l("Bitte wählen Sie eine Antwort.")),
    consent.Problem.REASON_MISSING: (
        "reason", _l("Bitte begründen Sie Ihren Einwand. Ohne Begründung kann er nicht gezählt werden.")),
    consent.Problem.REASON_TOO_LONG: ("reason", _l("Das ist zu lang. Möglich sind 2.000 Zeichen.")),
    consent.Problem.REASON_UNASKED: ("reason", _l("Eine Begründung gehört nur zu Bedenken oder zu einem Einwand.")),
}  # fmt: skip

DENOMINATORS: dict[str, Sentence] = {
    Denominator.WITHOUT_ABSTENTIONS: _l("Enthaltungen zählen nicht mit."),
    Denominator.WITH_ABSTENTIONS: _l("Enthaltungen zählen mit: Sie senken den Anteil."),
    Denominator.ALL_ENTITLED: _l("Verglichen wird mit allen Stimmberechtigten. Wer nicht abstimmt, senkt den Anteil."),
}


NO_SUBJECT = _l("Bitte wählen Sie, worüber abgestimmt wird.")
IMPOSSIBLE = _l("Das passt nicht zu so vielen Einträgen oder nicht zusammen.")
ONLY_OPEN = _l("Diese Art der Abstimmung gibt es nur offen.")
NO_BALLOT = _l("So kann dieser Stimmzettel nicht gezählt werden. Bitte laden Sie die Seite neu.")
NO_WORDING = _l("Bitte wählen Sie einen Wortlaut.")


def passive() -> str:
    """The Passivlösung of systemic consensing."""
    return _("Es bleibt, wie es ist.")


def before_vote() -> str:
    """Why a version is kept when wordings are put to the vote; the question is the moderation's until it is opened."""
    return _("Vor einer Abstimmung über den Wortlaut")


def by_vote(question: str) -> str:
    """Why a suggestion was accepted."""
    return _("In der Abstimmung gewählt: %(question)s", question=question)


def not_chosen(question: str) -> str:
    """Why a suggestion was rejected."""
    return _("In der Abstimmung nicht gewählt: %(question)s", question=question)


def rule(method: str, settings: Mapping[str, Any], secrecy: str, options: int) -> RuleWords:
    """The rule of a poll, as it is shown before the vote and with its result."""
    if method == "dot":
        return {"title": _("Mehrpunktabfrage"), "sentences": [*_dot_rule(settings, options), _secrecy(secrecy)]}
    if method == "wording":
        return {"title": _("Abstimmung über den Wortlaut"), "sentences": [*_wording_rule(secrecy), _secrecy(secrecy)]}
    return {"title": _("Konsensabstimmung"), "sentences": [*consent_rule(settings, secrecy), _secrecy(secrecy)]}


def paper_rule(paper: Paper[Any, Any], secrecy: str) -> RuleWords:
    """The rule of a poll that is run by a common paper."""
    return {"title": str(paper.title), "sentences": [*paper.rule(), *_by_group(secrecy), _secrecy(secrecy)]}


def _dot_rule(settings: Mapping[str, Any], options: int) -> list[str]:
    task = ngettext(
        "Verteilen Sie %(num)s Punkt auf %(options)s Einträge, höchstens %(limit)s auf einen.",
        "Verteilen Sie %(num)s Punkte auf %(options)s Einträge, höchstens %(limit)s auf einen.",
        settings["points"], options=options, limit=settings["limit"],
    )  # fmt: skip
    return [task, _("Sie müssen nicht alle vergeben."), _("Gleiche Punkte ergeben denselben Platz.")]


def _wording_rule(secrecy: str) -> list[str]:
    return [
        _("Sie haben eine Stimme."),
        _("Der Wortlaut mit den meisten Stimmen kommt in den Entwurf. Bei Gleichstand bleibt der Text, wie er ist."),
        *_by_group(secrecy),
    ]


def consent_rule(settings: Mapping[str, Any], secrecy: str) -> list[str]:
    """The sentences that say how the class comes about."""
    sentences = [
        _("Starker Konsens bei mehr als 95 Prozent Zustimmung, Konsens bei mehr als 75 bis 95 Prozent, "
          "mehrheitliche Zustimmung bei mehr als 50 bis 75 Prozent."),
        str(DENOMINATORS[settings["denominator"]]),
        _quorum(settings),
        *_by_group(secrecy),
    ]  # fmt: skip
    return [sentence for sentence in sentences if sentence]


def _by_group(secrecy: str) -> list[str]:
    minimum = rules.MINIMUM_GROUP[secrecy]
    return [_("Ergebnis nach Gruppen ab %(count)s Stimmen.", count=minimum)] if minimum else []


def _quorum(settings: Mapping[str, Any]) -> str:
    wanted = rules.quorum(settings)
    if wanted.vwvfg:
        return _("Beschlussfähig, wenn mehr als die Hälfte der Stimmberechtigten abstimmt, mindestens drei.")
    if not wanted.ballots:
        return ""
    return ngettext("Beschlussfähig ab %(num)s Stimme.", "Beschlussfähig ab %(num)s Stimmen.", wanted.ballots)


def _secrecy(secrecy: str) -> str:
    if secrecy == "named":
        return _("Namentlich: Ihr Name und Ihre Stimme stehen beim Ergebnis.")
    return _("Offen: Beim Ergebnis stehen Zahlen und Begründungen ohne Namen.")


def nobody() -> str:
    """The result of a poll without ballots."""
    return _("Kein Ergebnis: Niemand hat abgestimmt.")


def percent(numerator: int, denominator: int) -> str | None:
    """The share with one decimal in the language of the page: "89,5". For display only."""
    if denominator == 0:
        return None
    return format_decimal(Decimal(consent.percent_tenths(numerator, denominator)) / 10, format="0.0")


def consent_sentence(part: Mapping[str, Any], cast: int) -> str:
    """What happened in a consent poll, in one breath."""
    if part["class"] != ConsensusClass.NO_RESULT:
        return _("Ergebnis: %(label)s. %(numerator)s von %(denominator)s, %(percent)s Prozent.",
                 label=CLASS_LABELS[part["class"]], numerator=part["numerator"], denominator=part["denominator"],
                 percent=percent(part["numerator"], part["denominator"]))  # fmt: skip
    if cast < part["quorum_needed"]:
        return _("Nicht beschlussfähig: %(cast)s von %(needed)s nötigen Stimmen. "
                 "Dieses Ergebnis zählt nicht als Konsens.", cast=cast, needed=part["quorum_needed"])  # fmt: skip
    if cast == 0:
        return nobody()
    return _("Kein Ergebnis: Es gibt nur Enthaltungen.")


def dot_sentence(part: Mapping[str, Any]) -> str:
    """Who came first in a dot poll."""
    first = [row for row in part["rows"] if row["rank"] == 1]
    if part["points_given"] == 0:
        return _("Es wurden keine Punkte vergeben.")
    if len(first) > 1:
        return ngettext("Platz 1 teilen sich: %(labels)s mit je %(num)s Punkt.",
                        "Platz 1 teilen sich: %(labels)s mit je %(num)s Punkten.",
                        first[0]["points"], labels=", ".join(row["label"] for row in first))  # fmt: skip
    return ngettext("Platz 1: %(label)s mit %(num)s Punkt.", "Platz 1: %(label)s mit %(num)s Punkten.",
                    first[0]["points"], label=first[0]["label"])  # fmt: skip


def changes_no_words(number: int) -> Sentence:
    """Why there is nothing to choose between: a ballot shows words."""
    return _l(
        "Vorschlag %(number)s ändert keine Wörter, nur ihre Form. Darüber stimmt man nicht ab; "
        "die Redaktion entscheidet.",
        number=number,
    )


def wording_note(number: int | None) -> str:
    """Whose a wording on the ballot is."""
    return _("Wie bisher") if number is None else _("Vorschlag %(number)s", number=number)


def wording_sentence(part: Mapping[str, Any], note: str | None, cast: int) -> str:
    """Which wording was chosen, in one breath; `note` says whose it is."""
    if cast == 0:
        return nobody()
    if note is None:
        return _("Gleichstand: Kein Wortlaut hat die meisten Stimmen. Der Text bleibt, wie er ist.")
    return ngettext("Gewählt: „%(note)s“ mit %(votes)s von %(num)s Stimme.",
                    "Gewählt: „%(note)s“ mit %(votes)s von %(num)s Stimmen.",
                    cast, note=note, votes=part["rows"][0]["votes"])  # fmt: skip


def group_label(names: list[str | None]) -> str:
    """A row of the table by group; pooled groups share it and get a star."""
    spoken = [name or _("ohne Gruppe") for name in names]
    return spoken[0] if len(spoken) == 1 else _("%(groups)s*", groups=" + ".join(spoken))
