"""Refusals: every 'no' of the application has a status, a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

Sentence: TypeAlias = "str | LazyString"


class Refusal(Exception):
    """Base of all refusals. `message` is translated when it is answered, `fields` gives a sentence per field."""

    status = 400
    code = "refused"
    default: Sentence = _l("Das geht hier nicht.")

    def __init__(self, message: Sentence | None = None, *, fields: Mapping[str, Sentence] | None = None) -> None:
        self.message = message or self.default
        self.fields = dict(fields or {})
        super().__init__(self.code)

    def as_dict(self) -> dict[str, object]:
        """The body of the answer: {"error": code, "message": sentence, "fields": {name: sentence}}."""
        answer: dict[str, object] = {"error": self.code, "message": str(self.message)}
        if self.fields:
            answer["fields"] = {name: str(sentence) for name, sentence in self.fields.items()}
        return answer


class Malformed(Refusal):
    """What was sent cannot be understood or breaks a limit."""

    status = 422
    code = "malformed"
    default = _l("Bitte prüfen Sie Ihre Angaben.")


class NotSignedIn(Refusal):
    status = 401
    code = "not_signed_in"
    default = _l("Bitte melden Sie sich an.")


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"
    default = _l("Dafür fehlt Ihnen die Berechtigung.")


class NotFound(Refusal):
    """It does not exist, or the person may not know that it does."""

    status = 404
    code = "not_found"
    default = _l("Das gibt es nicht, oder Sie dürfen es nicht sehen.")


class Conflict(Refusal):
    """The state does not (any longer) allow it."""

    status = 409
    code = "conflict"
    default = _l("Inzwischen hat sich etwas geändert. Bitte laden Sie die Seite neu.")


class TooLarge(Refusal):
    status = 413
    code = "too_large"
    default = _l("Das ist zu groß.")


class TooMany(Refusal):
    status = 429
    code = "too_many"
    default = _l("Zu viele Versuche. Bitte warten Sie 5 Minuten.")
