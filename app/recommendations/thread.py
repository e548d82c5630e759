"""The thread of a recommendation: where it comes from, and what became of it, as knots that a page draws."""

from __future__ import annotations

from collections.abc import Callable

import flask_babel

from app import i18n
from app.recommendations import words
from app.recommendations.leaf import Leaf, Points
from app.recommendations.models import Recommendation
from app.recommendations.ways import SentencePart, SuggestionPart, WordingPart

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext

Knot = dict[str, str]
"""`words`, `note`, `state` (done or now) and perhaps `address`, as the macro `thread` takes them."""


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


def stations(leaf: Leaf, sentence: SentencePart) -> list[str]:
    """What only this sentence went through, a line each."""
    labels = {one["address"]: one["label"] for one in leaf["ways"]["references"]}
    own = [f"{knot['words']} ({knot['note']})" for knot in _own(leaf, sentence)]
    return [*own, *(_("Verweis auf %(label)s", label=labels[one]) for one in sentence["references"])]


def way_of(leaf: Leaf, sentence: SentencePart) -> list[Knot]:
    """The way of one sentence: as that of the whole text, with what only this sentence went through."""
    *before, voted = way(leaf)
    met = {"words": words.workshop(leaf), "note": "", "state": "done"}
    written = {"words": _("Direkt geschrieben"), "note": "", "state": "done"}
    return [met, *before, *(_own(leaf, sentence) or [written]), voted]


def _own(leaf: Leaf, sentence: SentencePart) -> list[Knot]:
    suggestions = {part["number"]: part for part in leaf["ways"]["suggestions"]}
    return [
        *(_suggested(suggestions[number]) for number in sentence["suggestions"]),
        *(_chosen(part, number) for number, part in wordings(leaf, sentence)),
    ]


def wordings(leaf: Leaf, sentence: SentencePart) -> list[tuple[int, WordingPart]]:
    """The votes on its wording, each with its number in the record."""
    numbered = enumerate(leaf["ways"]["wordings"], start=1)
    return [(number, part) for number, part in numbered if part["poll_sha256"] in sentence["wordings"]]


def _suggested(part: SuggestionPart) -> Knot:
    return {
        "words": _("Vorschlag %(number)s", number=part["number"]), "note": words.suggested_by(part), "state": "done",
    }  # fmt: skip


def _chosen(part: WordingPart, number: int) -> Knot:
    return {
        "words": _("Abstimmung über den Wortlaut: %(question)s", question=part["question"]),
        "note": words.chosen_by(part), "state": "done", "address": f"#wording-{number}",
    }  # fmt: skip


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
