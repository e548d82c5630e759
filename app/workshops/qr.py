"""The QR code that lets a phone into a room."""

from __future__ import annotations

import io

import segno
from flask import Response

from app.web import settings
from app.workshops.models import Workshop


def join_link(workshop: Workshop) -> str:
    """The address that the QR code shows."""
    return f"{settings().address}/r/{workshop.join_token}"


def answer(workshop: Workshop) -> Response:
    """The QR code as SVG: black on white also in dark mode, error correction M, a quiet zone of four modules."""
    drawing = io.BytesIO()
    code = segno.make(join_link(workshop), error="m", micro=False)
    code.save(drawing, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False, svgclass=None)
    return Response(drawing.getvalue(), mimetype="image/svg+xml")
