"""Polls with a common paper, from preparing to the published figures, through the services and routes."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from app.errors import Malformed
from app.voting.papers.all import PAPERS
from app.voting.plans import Plan
from app.voting.schemas import Method
from app.workshops.rules import Phase
from tests.voting.hall import Hall

SCALE = {"lowest": 0, "highest": 10, "no_opinion": True, "low_words": "", "high_words": ""}
SETTINGS: dict[str, dict[str, Any]] = {
    "score": SCALE,
    "resistance": {"highest": 10},
    "ranking": {"complete": False},
    "matrix": {"lowest": 1, "highest": 5, "no_opinion": True},
    "approval": {"most": 2},
    "star": {},
    "nominal_group": {"picks": 2},
    "yes_no": {},
    "konsent": {},
    "straw": {},
}
ONE_DATABASE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
pytestmark = ONE_DATABASE


def prepared(hall: Hall, method: Any, **more: Any) -> int:
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)
    subject = "clusters" if PAPERS[method].has_options else None
    plan = {"settings": SETTINGS[method], "subject": subject, **more}
    return hall.create(Plan(method, "Was zuerst?", **plan))


def voted(hall: Hall, method: str, *ballots: Any, group: str = "Länder", **more: Any) -> Any:
    """The published result of these ballots: each the choices by the places of the options, or an answer."""
    people = hall.experts(len(ballots), group=group)
    poll_id = prepared(hall, method, **more)
    hall.open(poll_id)
    options = hall.options(poll_id)
    for who, ballot in zip(people, ballots, strict=True):
        sent = ballot if isinstance(ballot, str) else dict(zip(options, ballot, strict=False))
        hall.cast(who, poll_id, {key: value for key, value in sent.items() if value is not None}
                  if isinstance(sent, dict) else sent)  # fmt: skip
    hall.close(poll_id)
    hall.publish(poll_id)
    return hall.state(people[0], poll_id)["result"]


def table(result: Any) -> list[tuple[Any, ...]]:
    return [(row["rank"], row["label"], *row["cells"]) for row in result["rows"]]


@pytest.mark.row("C2")
def test_v78_a_rating_shows_median_spread_and_how_many_rated(hall: Hall) -> None:
    result = voted(hall, "score", [8, 2, None], [9, 4, None], [10, 3, None])
    assert table(result) == [
        (1, "Fachkräfte stärken", "9", "8,5 bis 9,5", "9", "3"),
        (2, "Übergang Kita–Schule", "3", "2,5 bis 3,5", "3", "3"),
        (3, "Verlässlich finanzieren", "–", "– bis –", "–", "0"),
    ]
    assert [row["share"] for row in result["rows"]] == [900, 300, None]
    assert result["sentence"] == "Platz 1: Fachkräfte stärken (Median 9)."


@pytest.mark.row("C2")
def test_v78_resistance_has_the_passive_option_last_and_names_what_is_worse(hall: Hall) -> None:
    result = voted(hall, "resistance", [0, 3, 8, 6], [2, 3, 10, 7], [9, 4, 0, 5], [1, 2, 9, 8])
    assert table(result) == [
        (1, "Übergang Kita–Schule", "12", "70 %", "4", "0"),
        (2, "Fachkräfte stärken", "12", "70 %", "9", "1"),
        (3, "Es bleibt, wie es ist.", "26", "35 %", "8", "1"),
        (4, "Verlässlich finanzieren (mehr Widerstand, als wenn es bleibt, wie es ist)", "27", "32,5 %", "10", "3"),
    ]


@pytest.mark.row("C3")
def test_v78_a_ranking_shows_who_beats_whom_and_the_steps(hall: Hall) -> None:
    result = voted(hall, "ranking", [1, 2, 3], [1, 2, 3], [3, 1, 2])
    assert table(result) == [
        (1, "Fachkräfte stärken", "2", "4"),
        (2, "Übergang Kita–Schule", "1", "4"),
        (3, "Verlässlich finanzieren", "0", "1"),
    ]
    assert [one["cells"] for one in result["steps"][0]["rows"]] == [["–", "2", "2"], ["1", "–", "3"], ["1", "0", "–"]]


@pytest.mark.row("C4")
def test_v78_two_marks_put_an_option_into_a_field(hall: Hall) -> None:
    result = voted(hall, "matrix", [[5, 5], [5, 1], [1, 5]], [[4, 5], [4, 2], [2, 4]])
    assert [row[:3] for row in table(result)] == [
        (1, "Fachkräfte stärken", "sofort angehen"),
        (2, "Übergang Kita–Schule", "planen"),
        (2, "Verlässlich finanzieren", "kurzfristig klären"),
    ]


def test_v78_approvals_stars_and_picks_are_counted(hall: Hall) -> None:
    approved = voted(hall, "approval", [1, 1, None], [1, None, None])
    assert [row[2:] for row in table(approved)] == [("2", "100 %"), ("1", "50 %"), ("0", "0 %")]


def test_v78_stars_have_a_runoff(hall: Hall) -> None:
    result = voted(hall, "star", [5, 4, 0], [0, 5, 4], [5, 4, 0])
    assert [row[1:] for row in table(result)][:2] == [
        ("Fachkräfte stärken", "10", "2"), ("Übergang Kita–Schule", "13", "1")
    ]  # fmt: skip


def test_v78_the_first_pick_has_the_most_points(hall: Hall) -> None:
    result = voted(hall, "nominal_group", [1, 2, None], [1, None, 2])
    assert [row[2:] for row in table(result)] == [("4", "2", "2"), ("1", "1", "0"), ("1", "1", "0")]


def test_v78_yes_and_no_konsent_and_straw_poll_say_what_happened(hall: Hall) -> None:
    assert voted(hall, "yes_no", "yes", "yes", "no", "abstain")["sentence"] == (
        "Angenommen: Ja 2, Nein 1, Enthaltung 1."
    )


@pytest.mark.parametrize(
    ("method", "answers", "sentence"),
    [
        ("yes_no", ["yes", "no"], "Abgelehnt: Ja 1, Nein 1, Enthaltung 0."),
        ("yes_no", ["abstain"], "Kein Ergebnis: Es gibt nur Enthaltungen."),
        ("konsent", ["consent", "concern"], "Beschlossen: Niemand hat einen schwerwiegenden Einwand."),
        ("straw", ["for", "against", "for"], "2 eher dafür, 0 unentschieden, 1 eher dagegen."),
    ],
)
def test_v78_answers_say_what_happened(hall: Hall, method: str, answers: list[str], sentence: str) -> None:
    assert voted(hall, method, *answers)["sentence"] == sentence


def test_v78_an_objection_needs_its_reason_and_keeps_the_proposal_open(hall: Hall) -> None:
    [who] = hall.experts(1)
    poll_id = prepared(hall, "konsent")
    hall.open(poll_id)
    with pytest.raises(Malformed) as refused:
        hall.cast(who, poll_id, "objection")
    assert "reason" in refused.value.fields
    hall.cast(who, poll_id, "objection", reason="Die **Kosten** fehlen.")
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert result["sentence"] == "Nicht beschlossen: 1 Einwand ist offen."
    assert [one["label"] for one in result["reasons"]] == ["Schwerwiegender Einwand"]
    assert "<strong>Kosten</strong>" in result["reasons"][0]["html"]


@pytest.mark.parametrize("method", sorted(PAPERS))
def test_v78_without_ballots_there_is_no_result(hall: Hall, method: str) -> None:
    hall.experts(1)
    poll_id = prepared(hall, method)
    hall.open(poll_id)
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert (result["sentence"], result["has_chart"]) == ("Kein Ergebnis: Niemand hat abgestimmt.", False)


@pytest.mark.row("C14")
@pytest.mark.parametrize("method", sorted(PAPERS))
def test_v78_nobody_sees_figures_before_closing_and_only_the_moderation_before_publication(hall: Hall, method) -> None:
    [who] = hall.experts(1)
    poll_id = prepared(hall, method)
    hall.open(poll_id)
    assert hall.state(hall.moderator, poll_id)["result"] is None
    hall.close(poll_id)
    assert hall.state(who, poll_id)["result"] is None
    assert hall.state(hall.moderator, poll_id)["result"] is not None


WRONG: list[tuple[str, Any]] = [
    ("score", {"0": 11}), ("score", {"0": "5"}), ("score", {"99": 5}), ("score", {"x": 5}), ("score", {"0": [1, 2]}),
    ("resistance", {"0": 3}), ("ranking", {"0": 1, "1": 1}), ("ranking", {"0": 9}), ("matrix", {"0": 5}),
    ("matrix", {"0": [5]}), ("matrix", {"0": [5, 6]}), ("approval", {"0": 1, "1": 1, "2": 1}), ("approval", {"0": 2}),
    ("star", {"0": 6}), ("nominal_group", {"0": 1}), ("nominal_group", {"0": 1, "1": 3}), ("yes_no", "maybe"),
    ("yes_no", {"0": 1}), ("straw", "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "choices"), WRONG)
def test_v79_a_ballot_that_cannot_be_counted_is_refused_and_nothing_is_kept(hall: Hall, method: str, choices) -> None:
    [who] = hall.experts(1)
    poll_id = prepared(hall, method)
    hall.open(poll_id)
    options = hall.options(poll_id)
    sent = choices
    if isinstance(choices, dict):
        sent = {options[int(key)] if key in "012" and options else key: value for key, value in choices.items()}
    with pytest.raises(Malformed):
        hall.cast(who, poll_id, sent)
    assert hall.state(who, poll_id)["ballot"] is None


@pytest.mark.parametrize("method", ["score", "ranking", "approval"])
def test_v79_a_reason_that_nobody_asked_for_is_refused(hall: Hall, method: str) -> None:
    [who] = hall.experts(1)
    poll_id = prepared(hall, method)
    hall.open(poll_id)
    with pytest.raises(Malformed):
        hall.cast(who, poll_id, {}, reason="Weil.")


@pytest.mark.row("C8")
def test_v80_by_group_stands_the_first_figure_and_small_groups_share_a_row(hall: Hall) -> None:
    people = [*hall.experts(3), *hall.experts(3, group="Kommunen"), *hall.experts(1, group="Wissenschaft")]
    poll_id = prepared(hall, "approval")
    hall.open(poll_id)
    first, second, _third = hall.options(poll_id)
    for number, who in enumerate(people):
        hall.cast(who, poll_id, {first: 1} if number < 3 else {second: 1})
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert [row["label"] for row in result["rows"]][:2] == ["Übergang Kita–Schule", "Fachkräfte stärken"]
    shown = {one["label"]: (one["cast"], one["cells"][:2]) for one in result["groups"]}
    assert shown == {"Länder": (3, ["0", "3"]), "Wissenschaft + Kommunen*": (4, ["4", "0"])}


@pytest.mark.row("C3", "C8")
def test_v80_by_group_a_ranking_tells_the_places(hall: Hall) -> None:
    people = [*hall.experts(3), *hall.experts(3, group="Kommunen")]
    poll_id = prepared(hall, "ranking")
    hall.open(poll_id)
    first, second, third = hall.options(poll_id)
    for number, who in enumerate(people):
        hall.cast(who, poll_id, {first: 1, second: 2, third: 3} if number < 3 else {third: 1, second: 2, first: 3})
    hall.close(poll_id)
    result = hall.state(hall.moderator, poll_id)["result"]
    assert result["group_figure"] == "Platz"
    labels = [row["label"] for row in result["rows"]]
    places = {one["label"]: dict(zip(labels, one["cells"], strict=True)) for one in result["groups"]}
    assert places["Länder"] == {
        "Fachkräfte stärken": "1", "Übergang Kita–Schule": "2", "Verlässlich finanzieren": "3"
    }  # fmt: skip
    assert places["Kommunen"]["Verlässlich finanzieren"] == "1"


def test_v81_what_does_not_fit_together_is_refused_with_its_field(hall: Hall) -> None:
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)

    def fields(method: Method, settings: dict[str, Any], **more: Any) -> set[str]:
        with pytest.raises(Malformed) as refused:
            hall.create(Plan(method, "Was?", settings, **more))
        return set(refused.value.fields)

    assert fields("score", {**SCALE, "lowest": 5, "highest": 5}, subject="clusters") == {"settings"}
    assert fields("nominal_group", {"picks": 4}, subject="clusters") == {"settings"}
    assert fields("score", SCALE) == {"subject"}
    assert fields("yes_no", {}, subject="clusters") == {"subject"}
    assert fields("approval", {"most": 1}, subject="clusters", options=["Eins"]) == {"options"}
    assert fields("approval", {"most": 1}, subject="free", options=["Eins", "Eins"]) == {"options"}
    assert fields("approval", {"most": 1}, secrecy="named", subject="clusters") == {"secrecy"}


def test_v81_free_options_stand_on_the_ballot_in_their_order(hall: Hall) -> None:
    result = voted(hall, "approval", [1], subject="free", options=["Mittwoch", "Donnerstag"])
    assert [row["label"] for row in result["rows"]] == ["Mittwoch", "Donnerstag"]


def test_v82_the_table_and_the_picture_of_a_published_result_can_be_fetched(hall: Hall) -> None:
    [who] = hall.experts(1)
    poll_id = prepared(hall, "score")
    hall.open(poll_id)
    hall.cast(who, poll_id, {hall.options(poll_id)[0]: 7})
    hall.close(poll_id)
    client = hall.people.client(who)
    assert client.get(f"/polls/{poll_id}/chart.svg").status_code == 404
    hall.publish(poll_id)
    rows = client.get(f"/polls/{poll_id}/results.csv").data.decode("utf-8-sig").splitlines()
    assert rows[:2] == [
        "Platz;Eintrag;Median;mittlere Hälfte;Mittelwert;Bewertungen", "1;Fachkräfte stärken;7;7 bis 7;7;1"
    ]  # fmt: skip
    picture = client.get(f"/polls/{poll_id}/chart.svg")
    assert picture.mimetype == "image/svg+xml"
    assert ElementTree.fromstring(picture.data).tag.endswith("svg")  # noqa: S314  # our own picture


def test_v82_words_of_people_are_words_in_a_picture(hall: Hall) -> None:
    label = "<script>alert(1)</script> & „mehr“"
    [who] = hall.experts(1)
    poll_id = prepared(hall, "score", subject="free", options=[label, "B"])
    hall.open(poll_id)
    hall.cast(who, poll_id, {hall.options(poll_id)[0]: 7})
    hall.close(poll_id)
    hall.publish(poll_id)
    picture = hall.people.client(who).get(f"/polls/{poll_id}/chart.svg").text
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture


def test_v81_a_poll_is_prepared_over_the_route_with_the_settings_of_its_method(hall: Hall) -> None:
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)
    client, path = hall.people.client(hall.moderator), f"/workshops/{hall.workshop_id}/polls"
    body = {"method": "score", "question": "Was?", "subject": "free", "options": ["A", "B"], "settings": {"highest": 5}}
    answer = client.post(path, json=body)
    assert answer.status_code == 201
    assert answer.json["settings"] == {**SCALE, "highest": 5}
    assert answer.json["form"]["scales"] == [
        {"name": "", "low": 0, "high": 5, "low_words": "gar nicht", "high_words": "voll und ganz"}
    ]
    for wrong in ({"highest": 11}, {"lowest": 2}, {"picks": 0}, {"low_words": "x" * 61}):
        assert client.post(path, json={**body, "settings": wrong}).status_code == 422, wrong
