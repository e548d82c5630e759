"""What recommendations say to people: names, obstacles, figures, what a verification found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import flask_babel
from flask_babel import lazy_gettext as _l

from app import i18n
from app.drafts.text.sections import SECTIONS, Words, titles_of
from app.errors import Sentence
from app.recommendations import tables
from app.recommendations.leaf import Known, Leaf
from app.recommendations.rules import Obligation, Obstacle
from app.recommendations.verify import Report
from app.recommendations.ways import SuggestionPart, WordingPart
from app.voting import words as voting_words

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

OBSTACLES: dict[Obstacle, Sentence] = {
    Obstacle.OTHER_METHOD: _l("Nur eine Konsensabstimmung kann zur Empfehlung werden."),
    Obstacle.NOT_PUBLISHED: _l("Bitte veröffentlichen Sie zuerst das Ergebnis der Abstimmung."),
    Obstacle.NO_RESULT: _l("Diese Abstimmung hat kein Ergebnis. Bitte stimmen Sie noch einmal ab."),
    Obstacle.MAJORITY: _l(
        "Mehrheitliche Zustimmung reicht nicht. Bitte überarbeiten Sie den Text und stimmen Sie erneut ab."
    ),
    Obstacle.NO_MAJORITY: _l("Der Text hat keine mehrheitliche Zustimmung. Er geht zurück in den Entwurf."),
}

OBLIGATIONS: dict[str, Sentence] = {
    Obligation.SHALL: _l("soll"),
    Obligation.SHOULD: _l("sollte"),
    Obligation.MAY: _l("kann"),
}

STATES: dict[str, Sentence] = {"decided": _l("beschlossen im Workshop")}

FORMATS: dict[str, Sentence] = {
    "working_group": _l("Arbeitsgruppe"),
    "expert_talk": _l("Expertengespräch"),
    "workshop": _l("Workshop"),
    "conference": _l("Fachtagung"),
}

FILES: dict[str, Sentence] = {
    "pdf": _l("PDF mit Tags"),
    "odt": _l("ODT"),
    "docx": _l("Word"),
    "html": _l("HTML"),
    "json": _l("JSON mit Siegel"),
}

PROGRAMME = _l("Bundesweites Integrationsprogramm")
NO_FUNDING = _l("Das Integrationsprogramm ist kein Förderprogramm und macht kein individuelles Angebot.")
DEMO_NOTICE = _l("Beispieldaten – keine Beschlüsse des BAMF")


def title_of(leaf: Leaf, key: str) -> Words:
    """What a section of a record was called."""
    return dict(sections(leaf)).get(key, key)


def sections(leaf: Leaf) -> list[tuple[str, Words]]:
    """The keys of a record's sections, each with what it was called."""
    titles: Mapping[str, Words] = leaf["text"].get("titles") or titles_of(SECTIONS)
    keys = [section["attrs"]["key"] for section in leaf["text"]["tree"]]
    return [(key, titles.get(key, key)) for key in keys]


def when(leaf: Leaf) -> datetime:
    """The moment when a recommendation was recorded."""
    return datetime.fromisoformat(leaf["recorded_at"])


def named(leaf: Leaf) -> str:
    """The number and the title of what a record is about."""
    return _("Empfehlung %(number)s: %(title)s", number=leaf["number"], title=leaf["title"])


def citation(leaf: Leaf) -> str:
    """The line that others cite a recommendation by."""
    return _("%(programme)s, Empfehlung %(number)s, Fassung %(version)s vom %(day)s.", programme=str(PROGRAMME),
             number=leaf["number"], version=leaf["version"], day=i18n.day(when(leaf)))  # fmt: skip


def conclusion(report: Report) -> str:
    """What a verification comes to, in one sentence."""
    if not report.is_unchanged or report.leaf is None:
        return _("Achtung: Dieser Nachweis wurde verändert oder ist nicht echt.")
    if not report.is_trusted:
        return _("Der Nachweis ist in sich unverändert. Ob der Schlüssel echt ist, wurde nicht geprüft.")
    return _("Unverändert seit %(moment)s Uhr.", moment=i18n.moment(when(report.leaf)))


def eyebrow(leaf: Leaf) -> str:
    """The line above the title: number, version, field."""
    return _("Empfehlung %(number)s · Fassung %(version)s · %(field)s", number=leaf["number"],
             version=leaf["version"], field=leaf["field"]["name"])  # fmt: skip


def share_sentence(known: Known) -> str:
    """17 von 19 = 89,5 %"""
    decision = known["decision"]
    return _("%(numerator)s von %(denominator)s = %(share)s", numerator=decision["numerator"],
             denominator=decision["denominator"], share=tables.share(decision))  # fmt: skip


def rule_sentences(known: Known) -> list[str]:
    """How the class comes about, as it was announced before the vote."""
    decision = known["decision"]
    needed = decision["rule"]["quorum_needed"]
    settings = {
        "denominator": decision["rule"]["denominator"],
        "quorum": {"ballots": needed} if needed else None,
    }
    return voting_words.consent_rule(settings, decision["secrecy"])


def dot_poll_sentence(leaf: Leaf) -> str:
    """What the points of the needs are points of; empty if there was no dot poll."""
    poll = leaf["origin"]["dot_poll"]
    if poll is None:
        return ""
    return _("Mehrpunktabfrage „%(question)s“: %(given)s Punkte von %(cast)s Personen, je %(points)s Punkte, "
             "höchstens %(limit)s auf einen Eintrag.", question=poll["question"], given=poll["given"],
             cast=poll["cast"], points=poll["points"], limit=poll["limit"])  # fmt: skip


def suggested_by(part: SuggestionPart) -> str:
    """Of which organisation or group a suggestion is, as far as a record says it, and its day."""
    groups = voting_words.group_label(part["groups"]) if part["groups"] else ""
    return ", ".join(filter(None, [part["organisation"], groups, i18n.day(date.fromisoformat(part["day"]))]))


def chosen_by(part: WordingPart) -> str:
    """How many votes the chosen wording had."""
    votes = next(row["votes"] for row in part["rows"] if row["chosen"])
    return _("%(votes)s von %(cast)s Stimmen für diesen Wortlaut", votes=votes, cast=part["cast"])


def fingerprint(digits: str) -> str:
    """The first sixteen digits of a hash in groups of four, as people compare them."""
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def closed(known: Known) -> str:
    """When the vote was closed."""
    return _("%(moment)s Uhr", moment=i18n.moment(datetime.fromisoformat(known["decision"]["closed_at"])))


def workshop(known: Known) -> str:
    """Which event it was."""
    event = known["workshop"]
    return _("%(format)s „%(title)s“ (%(code)s), %(day)s", format=str(FORMATS.get(event["format"], event["format"])),
             title=event["title"], code=event["code"], day=i18n.day(date.fromisoformat(event["date"])))  # fmt: skip


def class_label(name: str) -> str:
    """A consensus class as a word."""
    return str(voting_words.CLASS_LABELS[name])


def origin(known: Known) -> str:
    """The needs that a text came from, in one line."""
    return "; ".join(f"{need['label']} {need['title']}" for need in known["origin"]["needs"])


def seal_sentence(report: Report) -> str:
    """What the check of a stored record comes to."""
    if report.is_trusted:
        return conclusion(report)
    return _("Achtung: Der Text stimmt nicht mit dem Siegel überein.")
