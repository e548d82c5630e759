"""The four formats and what each starts with: agenda, how needs are collected, who is let in."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.workshops.rules import Format, Phase, Role
from app.workshops.service import AgendaPlan


@dataclass(frozen=True)
class Preset:
    """What a format starts with. Agenda titles are German: they are the workshop's own text, to be edited."""

    about: Sentence
    agenda: tuple[AgendaPlan, ...]
    collecting: str
    admission: str


PRESETS: dict[Format, Preset] = {
    Format.WORKSHOP: Preset(
        _l("Ein oder zwei Tage, vom Sammeln der Bedarfe bis zur Empfehlung."),
        (
            AgendaPlan("Begrüßung und Ziele", 20), AgendaPlan("Bedarfe sammeln", 45), AgendaPlan("Bedarfe ordnen", 40),
            AgendaPlan("Prioritäten setzen", 20), AgendaPlan("Empfehlungen entwerfen", 190),
            AgendaPlan("Konsens feststellen", 75), AgendaPlan("Ausblick", 15),
        ),
        "private", "open",
    ),
    Format.WORKING_GROUP: Preset(
        _l("Ein fester Kreis, der über mehrere Sitzungen an Entwürfen arbeitet."),
        (
            AgendaPlan("Begrüßung, Stand der Entwürfe", 15), AgendaPlan("Neue Bedarfe", 30),
            AgendaPlan("Arbeit am Entwurf", 90), AgendaPlan("Konsensabstimmung", 30),
            AgendaPlan("Nächste Schritte", 15),
        ),
        "open", "lobby",
    ),
    Format.EXPERT_TALK: Preset(
        _l("Ein kleiner Kreis klärt eine Frage an einem Tag."),
        (
            AgendaPlan("Begrüßung und Leitfrage", 15), AgendaPlan("Einschätzungen der Fachleute", 60),
            AgendaPlan("Bedarfe sammeln und ordnen", 60), AgendaPlan("Prioritäten setzen", 20),
            AgendaPlan("Empfehlung entwerfen und abstimmen", 90),
        ),
        "open", "lobby",
    ),
    Format.CONFERENCE: Preset(
        _l("Viele Teilnehmende; im Plenum kommen die Ergebnisse zusammen."),
        (
            AgendaPlan("Eröffnung im Plenum", 30), AgendaPlan("Bedarfe sammeln", 45), AgendaPlan("Bedarfe ordnen", 45),
            AgendaPlan("Prioritäten setzen", 20), AgendaPlan("Empfehlungen im Plenum beraten", 120),
            AgendaPlan("Konsensabstimmung", 45), AgendaPlan("Schlusswort", 15),
        ),
        "anonymous", "open",
    ),
}  # fmt: skip

FORMAT_WORDS: dict[str, Sentence] = {
    Format.WORKING_GROUP: _l("Arbeitsgruppe"),
    Format.EXPERT_TALK: _l("Expertengespräch"),
    Format.WORKSHOP: _l("Workshop"),
    Format.CONFERENCE: _l("Fachtagung"),
}
PHASE_WORDS: dict[str, Sentence] = {
    Phase.PREPARING: _l("Vorbereitung"),
    Phase.COLLECT: _l("Sammeln"),
    Phase.CLUSTER: _l("Ordnen"),
    Phase.PRIORITISE: _l("Priorisieren"),
    Phase.DRAFT: _l("Entwerfen"),
    Phase.CONSENT: _l("Konsens"),
    Phase.CLOSED: _l("Abschluss"),
}
ROLE_WORDS: dict[str, Sentence] = {
    Role.MODERATOR: _l("Moderation"),
    Role.MINUTE_TAKER: _l("Schriftführung"),
    Role.EDITOR: _l("Redaktion"),
    Role.EXPERT: _l("Fachleute"),
    Role.GUEST: _l("Gast"),
    Role.OBSERVER: _l("Beobachtung"),
}
COLLECTING_WORDS: list[tuple[str, Sentence]] = [
    ("private", _l("Verdeckt: Bis zur Aufdeckung sehen nur die Person selbst und die Moderation den Beitrag.")),
    ("anonymous", _l("Ohne Namen: Andere sehen die Gruppe, nicht den Namen.")),
    ("open", _l("Offen: Alle im Raum sehen die Beiträge mit Namen.")),
]
ADMISSION_WORDS: list[tuple[str, Sentence]] = [
    ("open", _l("Alle, die den Code kennen. Abstimmen kann erst, wen die Moderation bestätigt hat.")),
    ("lobby", _l("Wer den Code kennt, wartet, bis die Moderation einlässt.")),
]
