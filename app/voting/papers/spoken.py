"""Numbers and shared sentences of the papers, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import flask_babel
from flask_babel import lazy_gettext as _l

from app.errors import Sentence
from app.voting.methods import scale
from app.voting.methods.scale import Scale
from app.voting.papers.paper import Part
from app.voting.papers.shapes import Form

# Flask-Babel ships no types; these say what they return.
_: Callable[..., str] = flask_babel.gettext
ngettext: Callable[..., str] = flask_babel.ngettext
_format_decimal: Callable[..., str] = flask_babel.format_decimal

UNKNOWN_OPTION = _l("Das steht nicht zur Wahl. Bitte laden Sie die Seite neu.")
SCALE_PROBLEMS: dict[str, Sentence] = {
    scale.Problem.UNKNOWN_OPTION: UNKNOWN_OPTION,
    scale.Problem.OUTSIDE_SCALE: _l("Diesen Wert gibt es auf der Skala nicht."),
    scale.Problem.INCOMPLETE: _l("Bitte bewerten Sie alle Einträge."),
}
NOTHING = "–"


def number(value: Fraction | None, digits: int = 1) -> str:
    """A number with so many decimals at most, rounded half up: "7,5"; for display only. A dash if there is none."""
    if value is None:
        return NOTHING
    tenths = 10**digits
    rounded = (2 * value.numerator * tenths + value.denominator) // (2 * value.denominator)
    return _format_decimal(Decimal(rounded) / tenths, format="0." + "#" * digits)


def percent(share: Fraction | None) -> str:
    """A share from 0 to 1: "70 %"."""
    return NOTHING if share is None else _("%(number)s %%", number=number(100 * share))


def scale_form(task: str, steps: Scale, ends: Mapping[str, tuple[str, str]]) -> Form:
    """A ballot on which each option gets a step of one scale or several, by their names, with words for the ends."""
    scales: list[Any] = [
        {"name": name, "low": steps.lowest, "high": steps.highest, "low_words": low, "high_words": high}
        for name, (low, high) in ends.items()
    ]
    return {
        "kind": "scale", "task": task, "scales": scales, "answers": [],
        "may_skip": steps.no_opinion, "most": None, "exactly": False,
    }  # fmt: skip


def first_places(rows: Sequence[Part], with_figure: Callable[[Part], str]) -> str:
    """Who came first; „with_figure“ says with what."""
    first = [row for row in rows if row["rank"] == 1]
    if len(first) > 1:
        labels = ", ".join(row["label"] for row in first)
        return _("Platz 1 teilen sich: %(labels)s (%(figure)s).", labels=labels, figure=with_figure(first[0]))
    return _("Platz 1: %(label)s (%(figure)s).", label=first[0]["label"], figure=with_figure(first[0]))
