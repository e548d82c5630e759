"""What editors propose to do with a suggestion, and what its author says to that."""

from __future__ import annotations

from typing import Any

import pytest

from app.access import Actor
from app.drafts import store
from tests.drafts.table import Table, replace

pytestmark = pytest.mark.row("D11")


@pytest.fixture
def suggested(table: Table) -> Table:
    table.suggest(table.leyla, replace("sollen", "müssen", "a"))
    return table


def propose(table: Table, treatment: str = "reject", actor: Actor | None = None, key: str = "request-1") -> Any:
    client = table.desk.people.client(actor or table.desk.people.moderator)
    body = {"treatment": treatment, "reason": "Das steht schon im Ziel.", "request_key": key}
    return client.post(f"/drafts/{table.desk.draft_id}/suggestions/a/treatments", json=body)


def answer(table: Table, agrees: bool, comment: str = "", *, actor: Actor | None = None, number: int = 1) -> Any:
    client = table.desk.people.client(actor or table.leyla)
    path = f"/drafts/{table.desk.draft_id}/suggestions/a/treatments/{number}/answer"
    return client.put(path, json={"agrees": agrees, "comment": comment})


def shown(table: Table) -> Any:
    client = table.desk.people.client(table.jonas)
    return client.get(f"/drafts/{table.desk.draft_id}/suggestions").json["suggestions"][0]["treatment"]


def test_d79_what_is_proposed_stands_at_the_suggestion_with_who_and_why(suggested: Table) -> None:
    assert shown(suggested) is None
    assert propose(suggested, "change").json == {"number": 1}
    made = shown(suggested)
    assert (made["treatment"], made["reason"], made["answer"]) == ("change", "Das steht schon im Ziel.", None)
    assert made["name"]
    assert made["at"]
    fact = {"draft_id": suggested.desk.draft_id, "suggestion": "a"}
    assert suggested.facts("suggestion:treated") == [fact]


def test_d79_the_same_request_again_is_the_same_proposal_and_the_last_one_counts(suggested: Table) -> None:
    assert [propose(suggested).json["number"] for _ in range(2)] == [1, 1]
    answer(suggested, agrees=True)
    assert propose(suggested, "accept", key="request-2").json == {"number": 2}
    assert (shown(suggested)["treatment"], shown(suggested)["answer"]) == ("accept", None)


def test_d79_the_decision_stays_with_who_reviews(suggested: Table) -> None:
    propose(suggested, "reject")
    answer(suggested, agrees=False, comment="Es ist mehr als das.")
    suggested.accept("a")
    assert suggested.agreed() == "Die Länder müssen handeln."
    assert shown(suggested)["answer"]["comment"] == "Es ist mehr als das."


def test_d79_nothing_is_proposed_for_what_is_decided_until_that_is_taken_back(suggested: Table) -> None:
    suggested.accept("a")
    assert propose(suggested).status_code == 409
    suggested.take_back(suggested.desk.people.moderator, "a")
    assert propose(suggested).status_code == 201


def test_d79_twenty_proposals_are_enough(suggested: Table) -> None:
    answers = [propose(suggested, key=f"request-{number}").status_code for number in range(21)]
    assert answers == [201] * 20 + [409]


def test_d80_the_author_agrees_or_says_why_not_and_may_think_again(suggested: Table) -> None:
    propose(suggested)
    assert answer(suggested, agrees=False).status_code == 422
    assert answer(suggested, agrees=False, comment="Es ist mehr als das.").status_code == 204
    assert (shown(suggested)["answer"]["agrees"], shown(suggested)["answer"]["comment"]) == (
        False, "Es ist mehr als das.",
    )  # fmt: skip
    for _ in range(2):
        assert answer(suggested, agrees=True).status_code == 204
    assert shown(suggested)["answer"]["agrees"] is True
    assert len(suggested.facts("suggestion:answered")) == 2


def test_d80_nobody_else_answers(suggested: Table) -> None:
    propose(suggested)
    assert answer(suggested, agrees=True, actor=suggested.jonas).status_code == 403
    assert shown(suggested)["answer"] is None


def test_d80_an_answer_is_about_what_is_proposed_now_and_comes_before_the_decision(suggested: Table) -> None:
    assert answer(suggested, agrees=True).status_code == 404
    propose(suggested)
    propose(suggested, "accept", key="request-2")
    assert answer(suggested, agrees=True, number=1).status_code == 409
    suggested.accept("a")
    assert answer(suggested, agrees=True, number=2).status_code == 409


def test_d80_for_what_came_in_a_file_nobody_can_answer(suggested: Table) -> None:
    propose(suggested)
    with suggested.desk.people.database.writing() as db:
        store.get_suggestion(db, suggested.desk.draft_id, "a").organisation = "Ministerium"
    refused = answer(suggested, agrees=True)
    assert refused.status_code == 409
    assert "mit einer Datei" in refused.json["message"]
