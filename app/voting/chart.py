"""A result as a picture: SVG with presentation attributes only, since no style may be inside a page of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any
from xml.sax.saxutils import escape

from app.voting.papers.paper import Paper, Part, fraction
from app.voting.papers.spoken import _

_WIDTH, _LINE, _LETTERS = 720, 44, 42
_INK, _BAR, _PALE = "#1c1c1c", "#00537f", "#d9e4ec"
_BARS_FROM, _BAR_HEIGHT = 360, 32
_PLANE, _EDGE = 520, 60


def chart(paper: Paper[Any, Any], part: Part, sentence: str) -> str:
    """The picture of a sealed part: the plane of a matrix, else how often each step of the scale was given."""
    body, height = _plane(paper, part) if "quadrant" in part["rows"][0] else _distributions(part)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="sans-serif" font-size="14" fill="{_INK}"><title>{escape(sentence)}</title>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>{"".join(body)}</svg>'
    )


def _distributions(part: Part) -> tuple[list[str], int]:
    """A line for each option: its columns stand on the steps of the scale."""
    most = max((count for row in part["rows"] for count in row["distribution"]), default=0) or 1
    lines = [piece for place, row in enumerate(part["rows"]) for piece in _columns(row, place, most)]
    return lines, _LINE * len(part["rows"]) + 16


def _columns(row: Part, place: int, most: int) -> Iterator[str]:
    base, steps = _LINE * (place + 1) + 4, row["distribution"]
    width = (_WIDTH - _BARS_FROM - 20) // len(steps)
    yield _text(12, base - 10, _short(row["label"]))
    yield f'<path d="M{_BARS_FROM} {base}h{width * len(steps)}" stroke="{_INK}"/>'
    for step, count in enumerate(steps):
        height = _BAR_HEIGHT * count // most
        x = _BARS_FROM + step * width
        yield f'<rect x="{x + 2}" y="{base - height}" width="{width - 4}" height="{height}" fill="{_BAR}"/>'


def _plane(paper: Paper[Any, Any], part: Part) -> tuple[list[str], int]:
    """Importance upwards, urgency to the right; the numbers are the ranks."""
    low, high = paper.settings.lowest, paper.settings.highest
    middle = _EDGE + _PLANE // 2
    frame = [
        f'<rect x="{middle}" y="{_EDGE}" width="{_PLANE // 2}" height="{_PLANE // 2}" fill="{_PALE}"/>',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_PLANE}" height="{_PLANE}" fill="none" stroke="{_INK}"/>',
        f'<path d="M{middle} {_EDGE}v{_PLANE}M{_EDGE} {middle}h{_PLANE}" stroke="{_INK}" stroke-dasharray="4 4"/>',
        _text(_EDGE, _EDGE - 14, _("Wichtigkeit") + " ↑"),
        _text(_EDGE + _PLANE - 110, _EDGE + _PLANE + 24, _("Dringlichkeit") + " →"),
    ]
    return [*frame, *_points(part["rows"], low, high)], _PLANE + 2 * _EDGE


def _points(rows: Sequence[Part], low: int, high: int) -> Iterator[str]:
    for row in rows:
        urgency, importance = fraction(row["urgency"]), fraction(row["importance"])
        if urgency is None or importance is None:
            continue
        x = _EDGE + int(_PLANE * (urgency - low) / Fraction(high - low))
        y = _EDGE + _PLANE - int(_PLANE * (importance - low) / Fraction(high - low))
        yield f'<circle cx="{x}" cy="{y}" r="13" fill="{_BAR}"><title>{escape(row["label"])}</title></circle>'
        yield f'<text x="{x}" y="{y + 5}" text-anchor="middle" fill="#fff">{row["rank"]}</text>'


def _text(x: int, y: int, words: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(words)}</text>'


def _short(label: str) -> str:
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1]}…"
