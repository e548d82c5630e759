"""The thread of a recommendation: where it comes from, and what became of it, as knots that a page draws."""

from __future__ import annotations

from collections.abc import Callable

import flask_babel

from app import i18n
from app.recommendations import words
from app.recommendations.leaf import Leaf, Points
from app.recommendations.models import Recommendation

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

Knot = dict[str, str]
"""`words`, `note` and `state` (done or now), as the macro `thread` takes them."""


def way(leaf: Leaf) -> list[Knot]:
    """The way from the question to the sealed text, as knots of the page's thread."""
    cluster, decision = leaf["origin"]["cluster"], leaf["decision"]
    knots = [(_("Leitfrage: %(text)s", text=question), "") for question in leaf["questions"]]
    knots += [(_("Bedarf %(label)s", label=need["label"]), need["title"]) for need in leaf["origin"]["needs"]]
    if cluster is not None:
        knots.append((_("Cluster „%(title)s“", title=cluster["title"]), _points(cluster["result"])))
    voted = _("Abstimmung Runde %(round)s: %(share)s", round=decision["round"], share=words.share_sentence(leaf))
    done = [{"words": heading, "note": note, "state": "done"} for heading, note in knots]
    return [*done, {"words": _("Fassung %(number)s", number=leaf["text"]["version"]), "note": voted, "state": "now"}]


def _points(result: Points | None) -> str:
    if result is None:
        return ""
    return _("Platz %(rank)s mit %(points)s Punkten von %(persons)s Personen", **result)


def states(recommendation: Recommendation) -> list[Knot]:
    """What became of a recommendation, the newest state first, as knots of the page's thread."""
    knots = []
    for change in reversed(recommendation.states):
        label = str(words.STATES.get(change.state, change.state))
        knots.append({"words": label, "note": i18n.day(change.at), "state": "done"})
    knots[0]["state"] = "now"
    return knots
