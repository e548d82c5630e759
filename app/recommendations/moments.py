"""Days and moments as a leaf has them: ISO 8601, so that nothing else passes its check."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator


def _moment(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


MomentText = Annotated[str, AfterValidator(_moment)]
DayText = Annotated[str, AfterValidator(_day)]
