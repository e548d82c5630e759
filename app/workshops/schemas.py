"""What the routes of workshops read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from app.intake import Id, Intake, Line, OptionalLine, OptionalText, WholeNumber
from app.workshops.rules import Format, Phase, Role

Minutes = Annotated[WholeNumber, Field(ge=1, le=600)]
MOST_QUESTIONS = 10
MOST_AGENDA_ITEMS = 40


class JoinForm(Intake):
    code: str = Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]*$")  # PostgreSQL takes no NUL
    name: Line
    organisation: Line
    stakeholder_group_id: Id


class PhaseChangeBody(Intake):
    phase: Phase


class CurrentItemBody(Intake):
    item_id: Id | None


class CountdownBody(Intake):
    minutes: Annotated[WholeNumber, Field(ge=0, le=600)]


class ExtensionBody(Intake):
    minutes: Minutes


class ScreenBody(Intake):
    """What is not named stays as it is."""

    shows: Literal["welcome", "question", "needs", "clusters", "timer", "result", "text", "blank"] | None = None
    follows: bool | None = None


class CorrectionBody(Intake):
    name: Line
    organisation: OptionalLine
    stakeholder_group_id: Id | None
    role: Role


class AgendaLine(Intake):
    title: Line
    minutes: Minutes
    in_charge: OptionalLine = ""


class AgendaBody(Intake):
    agenda: list[AgendaLine] = Field(max_length=MOST_AGENDA_ITEMS)


class PlanBody(Intake):
    """A workshop as the form of its creation sends it, as JSON."""

    title: Line
    purpose: OptionalText = ""
    format: Format
    field_id: Id
    starts_on: date
    questions: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        min_length=1, max_length=MOST_QUESTIONS
    )
    agenda: list[AgendaLine] = Field(max_length=MOST_AGENDA_ITEMS)
    collecting: Literal["private", "anonymous", "open"] = "private"
    admission: Literal["lobby", "open"] = "open"
