"""The figures of a record as tables, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flask_babel

from app.documents.document import Table
from app.recommendations.leaf import Counted, GroupRow, GroupSize, Known, Points
from app.recommendations.ways import WordingPart
from app.voting import words as voting_words

# Flask-Babel ships no types; this says what it returns.
_: Callable[..., str] = flask_babel.gettext


def votes(known: Known) -> Table:
    """Every answer with its number of ballots; the last row is the sum."""
    counts = known["decision"]["counts"]
    answers = [
        (_("Zustimmung"), counts["agree"]),
        (_("Zustimmung mit Bedenken"), counts["reservation"]),
        (_("Enthaltung"), counts["stand_aside"]),
        (_("Einwand"), counts["object"]),
        (_("befangen"), counts["recused"]),
        (_("ungültig"), counts["invalid"]),
        (_("nicht abgegeben"), counts["not_cast"]),
        (_("Stimmberechtigte"), counts["entitled"]),
    ]
    rows = [[answer, str(number)] for answer, number in answers]
    return Table(_("Stimmen"), [_("Antwort"), _("Anzahl")], rows, numeric=[1])


def groups(known: Known) -> Table:
    """The votes by stakeholder group; without rows where a group would be too small to be shown."""
    header = [_("Gruppe"), _("Berechtigt"), _("Zustimmung"), _("Enthaltung"), _("Einwand"), _("Ergebnis")]
    rows = [_group(row) for row in known["decision"]["groups"]]
    return Table(_("Nach Beteiligtengruppen"), header, rows, numeric=[1, 2, 3, 4])


def _group(row: GroupRow) -> list[str]:
    counts = row["counts"]
    numbers = (counts["entitled"], counts["agree"] + counts["reservation"], counts["stand_aside"], counts["object"])
    return [voting_words.group_label(row["names"]), *map(str, numbers), f"{share(row)}, {class_label(row)}"]


def pooled_note(known: Known) -> str:
    """What the star behind some groups means; empty if there is none."""
    pooled = any(len(row["names"]) > 1 for row in known["decision"]["groups"])
    return _("* Kleine Gruppen sind zusammengefasst.") if pooled else ""


def share(counted: Counted) -> str:
    """89,5 %, or a dash without a denominator."""
    percent = voting_words.percent(counted["numerator"], counted["denominator"])
    return "–" if percent is None else f"{percent} %"


def class_label(counted: Counted) -> str:
    """The consensus class as a word."""
    return str(voting_words.CLASS_LABELS[counted["class"]])


def people(known: Known) -> list[Table]:
    """Who was there and, where the votes by group do not tell it, who could vote."""
    voting = [] if known["decision"]["groups"] else [electorate(known)]
    return with_rows(*voting, attendance(known), organisations(known))


def electorate(known: Known) -> Table:
    """Who could vote, by stakeholder group."""
    return _sizes(_("Stimmberechtigte nach Beteiligtengruppen"), known["electorate"]["groups"])


def attendance(known: Known) -> Table:
    """Who was there, by stakeholder group."""
    return _sizes(_("Anwesende nach Beteiligtengruppen"), known["attendance"]["groups"])


def _sizes(caption: str, sizes: Sequence[GroupSize]) -> Table:
    rows = [[voting_words.group_label(size["names"]), str(size["persons"])] for size in sizes]
    return Table(caption, [_("Gruppe"), _("Personen")], rows, numeric=[1])


def organisations(known: Known) -> Table:
    """Which organisations sent somebody."""
    rows = [[one["name"], str(one["persons"])] for one in known["attendance"]["organisations"]]
    return Table(_("Anwesende nach Organisationen"), [_("Organisation"), _("Personen")], rows, numeric=[1])


def needs(known: Known) -> Table:
    """The needs that the recommendation came from; their cluster's points are in its own row."""
    origin = known["origin"]
    rows = [[f"{need['label']}: {need['title']}", *_points(need["result"])] for need in origin["needs"]]
    cluster = origin["cluster"]
    if cluster is not None:
        rows.append([_("Cluster „%(title)s“", title=cluster["title"]), *_points(cluster["result"])])
    return Table(_("Bedarfe und Punkte"), [_("Bedarf"), _("Platz"), _("Punkte"), _("Personen")], rows, [1, 2, 3])


def wording(part: WordingPart) -> Table:
    """A vote on the wording of a passage."""
    rows = [
        [_("%(wording)s (gewählt)", wording=row["label"]) if row["chosen"] else row["label"], str(row["votes"])]
        for row in part["rows"]
    ]
    return Table(part["question"], [_("Wortlaut"), _("Stimmen")], rows, numeric=[1])


def _points(result: Points | None) -> list[str]:
    if result is None:
        return ["–", "–", "–"]
    return [str(result["rank"]), str(result["points"]), str(result["persons"])]


def with_rows(*some: Table) -> list[Table]:
    """Those of the tables that have something to say."""
    return [table for table in some if table.rows]
