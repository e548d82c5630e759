"""Drafts over HTTP, as JSON."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts.conftest import Desk, forget_who_asked

JSON = {"Accept": "application/json"}


@pytest.fixture
def moderator(desk: Desk) -> FlaskClient:
    return desk.people.client(desk.people.moderator)


def test_d16_a_draft_is_posted_and_listed(desk: Desk, moderator: FlaskClient) -> None:
    made = moderator.post("/drafts", json={"cluster_id": desk.cluster_id})
    assert (made.status_code, made.get_json()) == (201, {"id": desk.draft_id})
    [listed] = moderator.get(f"/workshops/{desk.people.workshop_id}/drafts", headers=JSON).get_json()["drafts"]
    assert (listed["id"], listed["title"]) == (desk.draft_id, "Deutsch von Anfang an")


@pytest.mark.row("D8")
def test_d14_what_is_missing_is_named_at_its_section(desk: Desk, moderator: FlaskClient) -> None:
    answer = moderator.post(f"/drafts/{desk.draft_id}/versions", json={"occasion": "Für Runde 1"})
    assert answer.status_code == 409
    assert answer.get_json()["fields"]["goal"] == "Dieser Abschnitt ist noch leer."


@pytest.mark.row("D7")
def test_d15_versions_are_listed_with_whether_they_are_current(desk: Desk, moderator: FlaskClient) -> None:
    desk.fill()
    path = f"/drafts/{desk.draft_id}/versions"
    made = moderator.post(path, json={"occasion": "Für Runde 1"})
    assert (made.status_code, made.get_json()["number"]) == (201, 1)
    desk.write("goal", "!")
    moderator.post(path, json={"occasion": "Für Runde 2"})
    versions = moderator.get(path, headers=JSON).get_json()["versions"]
    assert [(one["number"], one["occasion"], one["is_current"]) for one in versions] == [
        (2, "Für Runde 2", True),
        (1, "Für Runde 1", False),
    ]
    version = moderator.get(f"{path}/2", headers=JSON).get_json()
    assert version["tree"][0]["attrs"] == {"key": "title"}
    assert len(version["fingerprint"]) == 64


def test_d17_comments_are_posted_and_listed_as_safe_html(desk: Desk, moderator: FlaskClient) -> None:
    desk.write("goal", "Die Länder sollen handeln.")
    chosen = {"anchor": {"tname": "body"}, "head": {"tname": "body"}, "quote": "Länder"}
    body = {**chosen, "body": "**Wer** <script>?", "request_key": "schlüssel-1"}
    made = moderator.post(f"/drafts/{desk.draft_id}/comments", json=body)
    assert made.status_code == 201
    [comment] = moderator.get(f"/drafts/{desk.draft_id}/comments", headers=JSON).get_json()["comments"]
    assert comment["id"] == made.get_json()["id"]
    assert comment["html"] == "<p><strong>Wer</strong> &lt;script&gt;?</p>\n"
    assert (comment["quote"], comment["name"]) == ("Länder", "Moderation")


def test_d17_a_comment_that_is_sent_again_is_one_comment(desk: Desk, moderator: FlaskClient) -> None:
    desk.write("goal", "Die Länder sollen handeln.")
    place = {"anchor": {"tname": "body"}, "head": {"tname": "body"}, "quote": "Länder"}
    body = {**place, "body": "Wer genau?", "request_key": "schlüssel-1"}
    first, again = (moderator.post(f"/drafts/{desk.draft_id}/comments", json=body) for _ in range(2))
    assert first.get_json() == again.get_json()
    listed = moderator.get(f"/drafts/{desk.draft_id}/comments", headers=JSON).get_json()["comments"]
    assert [one["body"] for one in listed] == ["Wer genau?"]


def test_d17_a_comment_without_words_or_place_is_refused(desk: Desk, moderator: FlaskClient) -> None:
    for body in ({}, {"body": "x", "quote": "y"}, {"anchor": {}, "head": {}, "quote": "", "body": "x"}):
        assert moderator.post(f"/drafts/{desk.draft_id}/comments", json=body).status_code == 422


def test_d18_to_strangers_and_the_signed_out_there_is_nothing(desk: Desk, client: FlaskClient) -> None:
    stranger = desk.people.client(desk.people.stranger())
    paths = [f"/drafts/{desk.draft_id}{rest}" for rest in ("", "/comments", "/versions", "/versions/1")]
    for path in [*paths, f"/workshops/{desk.people.workshop_id}/drafts"]:
        forget_who_asked()
        assert stranger.get(path, headers=JSON).status_code == 404
        forget_who_asked()
        assert client.get(path, headers=JSON).status_code == 401
