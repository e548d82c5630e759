"""Words: German is written in the source, English comes from the catalogue; one setting per device."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, format_date, format_datetime, get_locale

LANGUAGES = {"de": "Deutsch", "en": "English"}
# Which country's dates a language writes.
_LOCALES = {"de": "de_DE", "en": "en_GB"}
_MOMENTS = {"de": "dd.MM.yyyy, HH:mm", "en": "d MMM yyyy, HH:mm"}
DEFAULT_LANGUAGE = "de"
ZONE = "Europe/Berlin"


def init(app: Flask) -> None:
    """Choose the language by the device's choice, else by what the browser asks for, else German."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=DEFAULT_LANGUAGE,
        BABEL_DEFAULT_TIMEZONE=ZONE,
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )
    Babel(app, locale_selector=_select)
    app.jinja_env.globals.update(languages=LANGUAGES, language=language)
    app.jinja_env.filters.update(day=day, clock=clock, moment=moment)


def _select() -> str:
    if not has_request_context():
        return _LOCALES[DEFAULT_LANGUAGE]
    chosen = session.get("language")
    asked = request.accept_languages.best_match(LANGUAGES, DEFAULT_LANGUAGE)
    return _LOCALES[chosen if chosen in LANGUAGES else asked]


def language() -> str:
    """The language of the page: 'de' or 'en'."""
    locale = get_locale()
    return str(locale.language) if locale else DEFAULT_LANGUAGE


def day(value: date | datetime) -> str:
    """12. März 2027"""
    return str(format_date(value, "long"))


def clock(value: datetime) -> str:
    """14:52, in the programme's time zone"""
    return str(format_datetime(value, "HH:mm"))


def moment(value: datetime) -> str:
    """12.03.2027, 14:52, or 12 Mar 2027, 14:52"""
    return str(format_datetime(value, _MOMENTS[language()]))


def zone() -> ZoneInfo:
    """The programme's time zone."""
    return ZoneInfo(ZONE)
