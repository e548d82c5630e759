"""The forms of preparation: lists of fields that a page sends, as the bodies that `schemas` checks."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from app.errors import Malformed, Sentence
from app.intake import check
from app.workshops.presets import Preset
from app.workshops.schemas import AgendaBody, PlanBody
from app.workshops.service import AgendaPlan, Plan

SPARE_LINES = 3
_EMPTY_LINE = {"title": "", "minutes": "", "in_charge": ""}
Form = MultiDict[str, str]


def blank(format: str, preset: Preset) -> dict[str, Any]:
    """The values of an empty form for a format."""
    lines = [dict(vars(line)) for line in preset.agenda]
    return {
        "format": format, "title": "", "field_id": "", "starts_on": "", "purpose": "", "questions": "",
        "agenda": with_spare_lines(lines), "collecting": preset.collecting, "admission": preset.admission,
    }  # fmt: skip


def typed(form: Form) -> dict[str, Any]:
    """What a person typed, to be shown again."""
    names = ("format", "title", "field_id", "starts_on", "purpose", "questions", "collecting", "admission")
    return {**{name: form.get(name, "") for name in names}, "agenda": with_spare_lines(agenda_lines(form))}


def agenda_lines(form: Form) -> list[dict[str, str]]:
    """The lines of an agenda in which something stands."""
    columns = zip(*(form.getlist(f"agenda_{name}") for name in _EMPTY_LINE), strict=False)
    lines = [dict(zip(_EMPTY_LINE, values, strict=True)) for values in columns]
    return [line for line in lines if any(text.strip() for text in line.values())]


def with_spare_lines(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines and some empty ones to write into."""
    return [*lines, *[_EMPTY_LINE] * SPARE_LINES]


def plan(form: Form) -> Plan:
    """The plan that the form describes; Malformed with a sentence for each wrong field."""
    values = {name: text for name, text in typed(form).items() if name != "agenda"}
    values["questions"] = [line for line in values["questions"].splitlines() if line.strip()]
    body = _checked(PlanBody, {**values, "agenda": agenda_lines(form)})
    return Plan(**{**dict(body), "agenda": _agenda(body.agenda)})


def agenda(form: Form) -> list[AgendaPlan]:
    """The agenda that the form describes; Malformed with a sentence."""
    return _agenda(_checked(AgendaBody, {"agenda": agenda_lines(form)}).agenda)


def _agenda(lines: list[Any]) -> list[AgendaPlan]:
    return [AgendaPlan(**dict(line)) for line in lines]


def _checked(model: Any, values: dict[str, Any]) -> Any:
    try:
        return check(model, values)
    except Malformed as refusal:
        raise Malformed(fields=_by_group(refusal)) from None


def _by_group(refusal: Malformed) -> dict[str, Sentence]:
    """One sentence for each field of the form: `agenda.2.minutes` belongs to `agenda`."""
    return {name.split(".")[0]: sentence for name, sentence in reversed(refusal.fields.items())}
