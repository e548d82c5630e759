"""What the writers of tracked changes share: pandoc's inlines, and who changed what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Inlines = list[dict[str, Any]]
# {"deletion" or "insertion": {"by", "at"}}, the deletion first: it is inside.
Changes = Mapping[str, Mapping[str, str]]


def raw(form: str, xml: str) -> dict[str, Any]:
    return {"t": "RawInline", "c": [form, xml]}
