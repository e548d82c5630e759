"""Reading what comes from outside: a JSON body or a form, checked against a pydantic model, refused in plain words."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from app.errors import Malformed, Sentence

LONGEST_LINE = 120
LONGEST_TEXT = 5000
# Bodies above this are refused before they are read; live text has its own, smaller limit.
LARGEST_BODY = 1_000_000

Model = TypeVar("Model", bound="Intake")


class Intake(BaseModel):
    """Base of everything read from outside: unknown keys are refused, spaces at the ends do not count."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def _without_control_characters(text: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise PydanticCustomError("control_character", "control character")
    return text


def _with_plain_line_ends(value: object) -> object:
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _whole_number(value: object) -> object:
    """Digits as forms send them, or JSON's integer; pydantic by itself takes 1.0, "1.0" and true for a 1."""
    if isinstance(value, str) and value.strip().isdecimal():
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("int_parsing", "no whole number")


_printable = (BeforeValidator(_with_plain_line_ends), AfterValidator(_without_control_characters))
# What a row is called: the databases' integers end here.
LARGEST_ID = 2**31 - 1
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Id = Annotated[WholeNumber, Field(ge=1, le=LARGEST_ID)]
# What a page makes up for a request, so that the same request sent twice is one.
RequestKey = Annotated[str, StringConstraints(min_length=8, max_length=64, pattern=r"^[^\n]*$"), *_printable]
# One line that must not be empty; a text that must not be; a text that may be.
Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE, pattern=r"^[^\n]*$"), *_printable]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), *_printable]
OptionalLine = Annotated[str, StringConstraints(max_length=LONGEST_LINE, pattern=r"^[^\n]*$"), *_printable]
OptionalText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), *_printable]


def read(model: type[Model]) -> Model:
    """The body of the request as a `model`; Malformed with a sentence for each wrong field."""
    return check(model, _body())


def check(model: type[Model], body: Any) -> Model:
    """`body` as a `model`; Malformed with a sentence for each wrong field."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise Malformed(fields={_field(detail): _sentence(detail) for detail in error.errors()}) from None


def _body() -> Any:
    if request.is_json:
        return _json()
    return {name: value for name, value in request.form.items() if name != "csrf_token"}


def _json() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None  # nested deeper than Python reads: as unreadable as broken JSON


def _field(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"]) or "body"


def _sentence(detail: ErrorDetails) -> Sentence:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "string_too_long":
        return _l("Das ist zu lang. Möglich sind %(count)s Zeichen.", count=context["max_length"])
    return _SENTENCES.get(kind, _l("Diese Angabe ist hier nicht möglich."))


_SENTENCES: dict[str, Sentence] = {
    "missing": _l("Diese Angabe fehlt."),
    "string_too_short": _l("Diese Angabe fehlt."),
    "string_pattern_mismatch": _l("Bitte schreiben Sie das in einer Zeile."),
    "control_character": _l("Der Text enthält unsichtbare Steuerzeichen. Bitte geben Sie ihn neu ein."),
    "int_parsing": _l("Bitte geben Sie eine ganze Zahl an."),
    "greater_than_equal": _l("Die Zahl ist zu klein."),
    "less_than_equal": _l("Die Zahl ist zu groß."),
    "date_from_datetime_parsing": _l("Bitte geben Sie ein Datum an."),
    "date_parsing": _l("Bitte geben Sie ein Datum an."),
    "extra_forbidden": _l("Diese Angabe gibt es hier nicht."),
    "model_type": _l("Die Anfrage ist nicht lesbar."),
    "model_attributes_type": _l("Die Anfrage ist nicht lesbar."),
}
