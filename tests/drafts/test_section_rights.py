"""Who may do what in which section, whatever their browser sends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from pycrdt import XmlElement, XmlText
from werkzeug.test import TestResponse

from app.access import Actor
from app.drafts import rules, store
from app.drafts.live.gate import Shadow
from app.drafts.live.known import Known
from app.drafts.live.leave import ALL, SUGGESTING, Leave
from app.drafts.live.refusing import Refused
from app.drafts.text import tree
from app.drafts.text.marks import mark_key
from app.drafts.text.sections import SECTION_KEYS, Section, Writing, rows_of
from app.drafts.text.sections import SECTIONS as STANDARD
from app.drafts.text.wishes import Findings, Leftover, Why, Wish, without_closed
from app.workshops.rules import Phase, Role, open_rights
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.editors import Editor

ANNA = 7
OWN = {"insertion": {"id": "anna-1"}}
LEAVE = Leave(suggested=frozenset({"rationale"}), closed=frozenset({"goal"}))
SECTIONS = (
    Section("title", "Titel"),
    Section("goal", "Ziel", writing=Writing.MODERATORS),
    Section("rationale", "Begründung", writing=Writing.REVIEWERS),
)


@pytest.fixture
def editor() -> Editor:
    return Editor()


@pytest.fixture
def shadow(editor: Editor) -> Shadow:
    """A text with a word in three of its sections, which both have."""
    made = Shadow(tree.seed(tree.empty_tree()), Known())
    for key in ("goal", "rationale", "sources"):
        made.admit(editor.type(key, "Wort"), ANNA)
    return made


def refused(shadow: Shadow, update: bytes, leave: Leave = LEAVE) -> str:
    with pytest.raises(Refused) as caught:
        shadow.admit(update, ANNA, leave)
    return caught.value.reason


def said(shadow: Shadow, key: str) -> str:
    return tree.plain_text(shadow.read()[SECTION_KEYS.index(key)]["content"])


@pytest.mark.parametrize(
    ("role", "closed", "suggested"),
    [
        (Role.MODERATOR, set(), set()),
        (Role.EDITOR, {"goal"}, set()),
        (Role.EXPERT, {"goal"}, {"rationale"}),
        (Role.GUEST, {"goal"}, {"rationale"}),
    ],
)
def test_d86_moderators_change_every_section_reviewers_all_but_theirs_and_others_suggest(
    role: Role, closed: set[str], suggested: set[str]
) -> None:
    leave = rules.leave(open_rights(role, Phase.DRAFT, admitted=True), "direct", SECTIONS)
    assert (leave.closed, leave.suggested, leave.only_suggests) == (closed, suggested, False)


@pytest.mark.row("D8")
def test_d86_nothing_passes_into_a_closed_section_not_even_a_suggestion(editor: Editor, shadow: Shadow) -> None:
    assert refused(shadow, editor.type("goal", "mehr")) == "closed"


@pytest.mark.parametrize("leave", [LEAVE, Leave(only_suggests=True, closed=frozenset({"goal"}))])
def test_d86_a_suggestion_in_a_closed_section_is_refused_too(editor: Editor, shadow: Shadow, leave: Leave) -> None:
    assert refused(shadow, editor.type("goal", "mehr", **OWN), leave) == "closed"


def test_d86_nodes_marks_and_deletions_in_a_closed_section_are_refused(shadow: Shadow, editor: Editor) -> None:
    state = editor.doc.get_update()

    def tried(number: int) -> bytes:
        other = Editor(state)
        with other.doc.transaction():
            text = other.text("goal")
            acts = [
                lambda: other.add("goal", "paragraph"),
                lambda: text.format(0, 2, {"bold": {}}),
                lambda: text.format(0, 2, {mark_key("deletion", "anna-1"): {"id": "anna-1"}}),
                lambda: text.__delitem__(slice(0, 2)),
                lambda: other.section("goal").children.__delitem__(0),
            ]
            acts[number]()
        return other.take()

    for number in range(5):
        fresh = Shadow(state, Known())
        assert refused(fresh, tried(number)) == "closed", number


@pytest.mark.row("D8")
def test_d86_of_a_mixed_edit_nothing_passes(editor: Editor, shadow: Shadow) -> None:
    with editor.doc.transaction():
        editor.text("sources").insert(0, "Ein ")
        editor.text("goal").insert(0, "Ein ")
    assert refused(shadow, editor.take()) == "closed"


@pytest.mark.row("D8")
def test_d86_where_others_review_only_suggestions_pass_and_elsewhere_everything(editor: Editor, shadow: Shadow) -> None:
    shadow.admit(editor.type("sources", " mehr"), ANNA, LEAVE)
    shadow.admit(editor.type("rationale", " vielleicht", **OWN), ANNA, LEAVE)
    assert (said(shadow, "sources"), said(shadow, "rationale")) == ("Wort mehr", "Wort vielleicht")
    assert refused(shadow, editor.type("rationale", " sicher")) == "suggestion"


def test_d86_a_suggestion_and_an_edit_in_one_update_pass_where_each_may(editor: Editor, shadow: Shadow) -> None:
    with editor.doc.transaction():
        editor.text("sources").insert(0, "Ein ")
        editor.text("rationale").insert(4, " vielleicht", OWN)
    shadow.admit(editor.take(), ANNA, LEAVE)
    with editor.doc.transaction():
        editor.text("sources").insert(0, "Nur ")
        editor.text("rationale").insert(0, "Nur ", {})
    assert refused(shadow, editor.take()) == "suggestion"


def test_d86_who_only_suggests_does_so_in_every_section(editor: Editor, shadow: Shadow) -> None:
    shadow.admit(editor.type("sources", " mehr", **OWN), ANNA, SUGGESTING)
    assert refused(shadow, editor.type("sources", " sicher"), SUGGESTING) == "suggestion"


@pytest.mark.row("D8")
def test_d87_what_a_returned_file_says_of_a_closed_section_is_listed() -> None:
    wishes = [Wish(key, 0, 0, 1, "soll", "muss") for key in ("goal", "rationale")]
    found = Findings({}, list(wishes))
    without_closed(found, LEAVE.closed)
    assert (found.wishes, found.leftovers) == (wishes[1:], [Leftover(Why.CLOSED, "soll", "muss")])


def test_d87_what_the_server_does_for_somebody_leaves_closed_sections_too(editor: Editor, shadow: Shadow) -> None:
    def change(doc: object) -> None:
        body = shadow.doc.get(tree.ROOT, type=type(editor.body))
        body.children[SECTION_KEYS.index("goal")].children[0].children[0].insert(0, "Ein ")

    with pytest.raises(Refused) as caught:
        shadow.change(change, ANNA, LEAVE)
    assert caught.value.reason == "closed"


def test_d84_only_the_server_adds_a_section_and_it_stays_where_it_is_put(shadow: Shadow, editor: Editor) -> None:
    def change(doc: object) -> None:
        body = shadow.doc.get(tree.ROOT, type=type(editor.body))
        tree.insert(body, 2, tree.template_section("own_1", []))

    before = Shadow(editor.doc.get_update(), Known())
    update = shadow.change(change, ANNA)
    keys = [node["attrs"]["key"] for node in shadow.read()]
    assert keys == [*SECTION_KEYS[:2], "own_1", *SECTION_KEYS[2:]]
    editor.receive(update)
    shadow.admit(editor.type("starting_situation", "geht weiter"), ANNA, ALL)
    before.repeat(update)
    assert len(before.read()) == len(SECTION_KEYS) + 1
    editor.body.children.insert(1, XmlElement("section", {"key": "own_2"}, [XmlElement("paragraph", {}, [XmlText()])]))
    assert refused(shadow, editor.take(), ALL) == "sections"


@dataclass
class Closed:
    """A draft of which moderators alone change the goal, and reviewers the rationale."""

    desk: Desk
    expert: Actor
    editor: Actor

    def post(self, who: Actor, path: str, **body: Any) -> TestResponse:
        forget_who_asked()
        return self.desk.people.client(who).post(f"/drafts/{self.desk.draft_id}{path}", **body)

    def update(self, who: Actor, update: bytes) -> TestResponse:
        octets = {"data": update, "content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
        return self.post(who, f"/updates?epoch=1&schema={tree.SCHEMA}", **octets)

    def words(self, key: str) -> str:
        return tree.plain_text(self.desk.text()[SECTION_KEYS.index(key)]["content"])


@pytest.fixture
def closed(desk: Desk) -> Closed:
    desk.write("goal", "Ein Ziel")
    rights = {"goal": Writing.MODERATORS, "rationale": Writing.REVIEWERS}
    with desk.people.database.writing() as db:
        sections = [replace(one, writing=rights.get(one.key, one.writing)) for one in STANDARD]
        store.get_draft(db, desk.draft_id).sections = rows_of(sections)
    people = desk.people
    return Closed(desk, people.join("Leyla", role=Role.EXPERT), people.join("Jonas", role=Role.EDITOR))


@pytest.mark.row("D8")
def test_d86_a_forged_edit_in_a_closed_section_is_refused_and_nothing_is_lost(closed: Closed) -> None:
    editor = closed.desk.editor()
    with editor.doc.transaction():
        editor.text("goal").insert(0, "Kein ")
        editor.text("sources").insert(0, "Eine Studie")
    answer = closed.update(closed.expert, editor.take())
    assert (answer.status_code, answer.get_json()["error"]) == (422, "closed")
    assert (closed.words("goal"), closed.words("sources")) == ("Ein Ziel", "")
    assert closed.update(closed.expert, closed.desk.editor().type("sources", "Eine Studie")).status_code == 200
    moderated = closed.desk.editor().type("goal", " für alle")
    assert closed.update(closed.desk.people.moderator, moderated).status_code == 200
    assert (closed.words("goal"), closed.words("sources")) == ("Ein Ziel für alle", "Eine Studie")


@pytest.mark.row("D8")
def test_d86_who_suggests_in_a_section_writes_in_the_others(closed: Closed) -> None:
    answer = closed.update(closed.expert, closed.desk.editor().type("rationale", "Weil"))
    assert (answer.status_code, answer.get_json()["error"]) == (422, "suggestion")
    assert closed.update(closed.expert, closed.desk.editor().type("rationale", "Weil", **OWN)).status_code == 200
    assert closed.update(closed.editor, closed.desk.editor().type("rationale", "Denn")).status_code == 200


@pytest.mark.row("D8")
def test_d87_only_moderators_accept_what_was_suggested_before_a_section_was_closed(closed: Closed) -> None:
    closed.update(closed.desk.people.moderator, closed.desk.editor().type("goal", " für alle", **OWN))
    decision = {"suggestions": ["anna-1"], "outcome": "accepted"}
    answer = closed.post(closed.editor, "/decisions", json={**decision, "request_key": "schluessel-1"})
    assert (answer.status_code, answer.get_json()["error"]) == (422, "closed")
    answer = closed.post(closed.desk.people.moderator, "/decisions", json={**decision, "request_key": "schluessel-2"})
    assert answer.status_code == 201


@pytest.mark.row("D8")
def test_d88_its_author_withdraws_a_suggestion_from_a_section_that_was_closed_since(closed: Closed) -> None:
    def let(writing: Writing) -> None:
        with closed.desk.people.database.writing() as db:
            sections = [replace(one, writing=writing if one.key == "goal" else one.writing) for one in STANDARD]
            store.get_draft(db, closed.desk.draft_id).sections = rows_of(sections)

    def withdraw(who: Actor, key: str) -> int:
        decision = {"suggestions": ["anna-1"], "outcome": "withdrawn", "request_key": f"schluessel-{key}"}
        return closed.post(who, "/decisions", json=decision).status_code

    let(Writing.REVIEWERS)
    assert closed.update(closed.expert, closed.desk.editor().type("goal", " für alle", **OWN)).status_code == 200
    let(Writing.MODERATORS)
    assert withdraw(closed.editor, "1") == 403
    assert withdraw(closed.expert, "2") == 201
    assert closed.words("goal") == "Ein Ziel"


def test_d87_comments_stay_possible_in_a_closed_section(closed: Closed) -> None:
    place = {"anchor": {"tname": "body"}, "head": {"tname": "body"}, "quote": "Ziel"}
    comment = {**place, "body": "Welches?", "request_key": "schluessel-3"}
    assert closed.post(closed.expert, "/comments", json=comment).status_code == 201


def test_d87_what_was_written_offline_in_a_section_that_is_closed_by_now_is_named_and_the_rest_suggested(
    closed: Closed,
) -> None:
    closed.desk.write("sources", "Eine Studie dazu")
    line = {"kind": "paragraph"}
    sections = [
        {"section": key, "before": [{**line, "text": was}], "after": [{**line, "text": said}]}
        for key, was, said in [
            ("goal", "Ein Ziel", "Kein Ziel"),
            ("sources", "Eine Studie dazu", "Eine neue Studie dazu"),
        ]
    ]
    answer = closed.post(closed.expert, "/suggestions", json={"sections": sections, "request_key": "schluessel-4"})
    assert answer.status_code == 201
    assert [one["section"] for one in answer.get_json()["leftovers"]] == ["goal"]
    assert (closed.words("goal"), closed.words("sources")) == ("Ein Ziel", "Eine neue Studie dazu")
