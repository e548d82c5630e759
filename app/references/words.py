"""How references are called. A label stands in the text itself, so it is German whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import flask_babel
from flask_babel import lazy_gettext as _l

from app import i18n
from app.errors import Sentence
from app.needs import rules as needs_rules
from app.references.rules import Genre, Kind

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

KINDS: dict[Kind, Sentence] = {
    Kind.NEED: _l("Handlungsbedarf"),
    Kind.CLUSTER: _l("Cluster"),
    Kind.GOAL: _l("Gemeinsames Ziel"),
    Kind.SOURCE: _l("Quelle"),
}

GENRES: dict[str, Sentence] = {
    Genre.STUDY: _l("Studie"),
    Genre.INTERVIEW: _l("Experteninterview"),
    Genre.LAW: _l("Gesetz oder Verordnung"),
    Genre.STATISTICS: _l("Statistik"),
    Genre.REPORT: _l("Bericht"),
    Genre.OTHER: _l("Sonstiges"),
}


def label(kind: Kind, number: int, title: str = "") -> str:
    """Bedarf H-03, Cluster „Zeit“, Ziel 1, Quelle 2: the words that a citation begins with."""
    with flask_babel.force_locale(i18n.DEFAULT_LANGUAGE):
        match kind:
            case Kind.NEED:
                return _("Bedarf %(label)s", label=needs_rules.label(number))
            case Kind.CLUSTER:
                return _("Cluster „%(title)s“", title=title)
            case Kind.GOAL:
                return _("Ziel %(number)s", number=number)
            case Kind.SOURCE:
                return _("Quelle %(number)s", number=number)
