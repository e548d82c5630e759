"""What somebody prepares: a poll before it has an id, and whether it can be run like this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.errors import Malformed
from app.voting import rules, words
from app.voting.models import PollOption
from app.voting.papers.all import PAPERS
from app.voting.schemas import Method


@dataclass(frozen=True)
class Plan:
    """A poll as it is prepared.

    A consent poll has a `version_id`, a poll on options a `subject`: "clusters", "needs", or "free" with `options`.
    """

    method: Method
    question: str
    settings: dict[str, Any]
    secrecy: str = "open"
    subject: str | None = None
    version_id: int | None = None
    options: Sequence[str] = ()


def check(plan: Plan) -> None:
    """Malformed with its fields if something is missing, or too much."""
    if plan.secrecy not in rules.SECRECIES:
        raise Malformed(fields={"secrecy": words.NO_SECRET_POLLS})
    if plan.method in PAPERS and plan.secrecy != "open":
        raise Malformed(fields={"secrecy": words.ONLY_OPEN})
    if plan.method == "wording":  # begins in the draft: wordings.py
        raise Malformed(fields={"method": _l("Über einen Wortlaut stimmen Sie im Entwurf ab.")})
    if plan.method == "consent" and (plan.version_id is None or plan.subject is not None):
        raise Malformed(fields={"version_id": _l("Bitte frieren Sie zuerst eine Fassung ein.")})
    if plan.method != "consent":
        _check_subject(plan)
    if plan.method == "dot" and not rules.can_be_met(plan.settings):
        raise Malformed(fields={"settings.limit": _l("Möglich sind höchstens so viele, wie eine Person Punkte hat.")})


def _check_subject(plan: Plan) -> None:
    has_options = plan.method == "dot" or PAPERS[plan.method].has_options
    if plan.version_id is not None or (plan.subject is not None) != has_options:
        raise Malformed(fields={"subject": words.NO_SUBJECT})
    if plan.subject != "free" and plan.options:
        raise Malformed(fields={"options": words.NO_SUBJECT})


def check_settings(plan: Plan, options: Sequence[PollOption]) -> None:
    """Malformed if the settings do not fit together, or not to these options."""
    paper = PAPERS.get(plan.method)
    if paper is None:
        return
    try:
        paper(plan.settings, {option.position: option.label for option in options})
    except ValueError:
        raise Malformed(fields={"settings": words.IMPOSSIBLE}) from None
