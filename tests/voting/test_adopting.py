"""The wording that was chosen by vote, in the text: only it, once, and marked where it is edited later."""

from __future__ import annotations

from typing import Any

import pytest
from pycrdt import XmlText

from app.drafts.refusals import NotAsVotedOn
from app.drafts.rules import Outcome
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import runs
from app.errors import NotFound
from app.voting import wordings
from tests.drafts.conftest import as_long_as_it_takes as as_long_as_it_takes
from tests.drafts.editors import Editor
from tests.voting.choosing import AGREED, CLEARER, QUESTION, SOFTER


@pytest.mark.row("D5")
def test_v32_the_chosen_wording_comes_in_and_the_others_go_and_each_decision_names_the_vote(ballot):
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 2)
    ballot.adopt(poll_id)
    assert ballot.table.agreed() == CLEARER
    assert ballot.table.marks() == {"origin"}
    assert {one: rows[0][0] for one, rows in ballot.table.decisions().items()} == {
        "softer": Outcome.REJECTED, "clearer": Outcome.ACCEPTED,
    }  # fmt: skip
    assert ballot.table.decisions()["softer"][0][3] == f"In der Abstimmung nicht gewählt: {QUESTION}"
    told = ballot.table.facts("poll:adopted")
    assert [(one["poll_id"], one["draft_id"]) for one in told] == [(poll_id, ballot.table.desk.draft_id)]
    assert ballot.state(poll_id)["result"]["adopted_at"]


@pytest.mark.row("D5")
def test_v32_the_wording_as_it_stands_can_win_and_all_suggestions_go(ballot):
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 0)
    ballot.adopt(poll_id)
    assert ballot.table.agreed() == AGREED
    assert ballot.table.marks() == set()


def test_v32_adopting_twice_is_the_same_as_once(ballot):
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 1)
    ballot.adopt(poll_id)
    before = ballot.table.decisions()
    ballot.adopt(poll_id)
    assert ballot.table.decisions() == before
    assert len(ballot.table.facts("poll:adopted")) == 1


def test_v32_two_moderators_who_adopt_at_once_adopt_once(ballot):
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 1)
    with ballot.hall.database.reading() as db:
        both = [wordings.ask(db, actor=ballot.hall.moderator, poll_id=poll_id) for _ in range(2)]
    ballot.table.desk.hub.start()
    for adoption in both:
        wordings.adopt(ballot.table.desk.hub.pipeline, ballot.hall.database, adoption)
    assert ballot.table.agreed() == SOFTER
    assert [len(rows) for rows in ballot.table.decisions().values()] == [1, 1]
    assert len(ballot.table.facts("poll:adopted")) == 1


def test_v32_what_somebody_brought_in_by_hand_meanwhile_is_adopted_without_a_further_decision(ballot):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    ballot.table.accept("softer")
    ballot.adopt(poll_id)
    assert [len(rows) for rows in ballot.table.decisions().values()] == [1, 1]
    assert ballot.state(poll_id)["stage"] == "adopted"


def test_v33_nothing_is_adopted_before_the_result_is_published(ballot):
    poll_id = ballot.put("softer")
    assert "veröffentlichen" in ballot.not_adopted(poll_id)
    with ballot.hall.database.reading() as db, pytest.raises(NotFound):
        wordings.ask(db, actor=ballot.hall.people.stranger(), poll_id=poll_id)


def inserted_into(section: str, words: str) -> Any:
    def change(editor: Editor) -> None:
        editor.text(section).insert(0, words, {"insertion": {"id": "softer"}})

    return change


def with_a_decoy(editor: Editor) -> None:
    """Other words at the passage, and the words of the ballot at another place, all of the same suggestion."""
    editor.text("goal").insert(0, "Keinesfalls: ", {"insertion": {"id": "softer"}})
    editor.text("rationale").insert(0, SOFTER, {"insertion": {"id": "softer"}})


def with_a_link(editor: Editor) -> None:
    text = editor.text("goal")
    (place,) = [(at, end) for at, end, _, marks in runs(text) if marks.get("insertion", {}).get("id") == "softer"]
    text.format(*place, {"link": {"href": "https://example.org"}})


@pytest.mark.row("D5")
@pytest.mark.parametrize(
    "change",
    [inserted_into("goal", "!!"), inserted_into("rationale", "Ungewählt."), with_a_decoy, with_a_link],
    ids=["at its passage", "elsewhere", "a decoy", "a link"],
)
def test_v33_what_its_author_changed_after_the_vote_is_not_adopted(ballot, change):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    editor = ballot.table.desk.editor()
    with editor.doc.transaction():
        change(editor)
    ballot.send(editor.take(), ballot.table.leyla)
    assert ballot.not_adopted(poll_id) == str(NotAsVotedOn.default)
    assert ballot.table.agreed() == AGREED


@pytest.mark.row("D5")
def test_v33_a_change_between_asking_and_adopting_is_seen(ballot):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    with ballot.hall.database.reading() as db:
        adoption = wordings.ask(db, actor=ballot.hall.moderator, poll_id=poll_id)
    ballot.table.suggest(ballot.table.leyla, lambda text: text.insert(0, "Nicht: ", {"insertion": {"id": "softer"}}))
    with pytest.raises(NotAsVotedOn):
        wordings.adopt(ballot.table.desk.hub.pipeline, ballot.hall.database, adoption)
    assert ballot.table.agreed() == AGREED


@pytest.mark.row("D5")
def test_v33_the_passage_as_it_stood_is_not_adopted_once_it_stands_otherwise(ballot):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 0)
    ballot.write("goal", " Nachgeschoben.")
    assert ballot.not_adopted(poll_id) == str(NotAsVotedOn.default)


def test_v33_of_a_passage_that_is_struck_as_a_whole_another_text_is_not_struck(ballot):
    ballot.write("rationale", "Ein Satz.")
    editor = ballot.table.desk.editor()
    editor.text("rationale").format(0, len("Ein Satz."), {mark_key("deletion", "gone"): {"id": "gone"}})
    ballot.send(editor.take(), ballot.table.jonas)
    poll_id = ballot.put("gone")
    ballot.vote(poll_id, 1)
    editor = ballot.table.desk.editor()
    editor.text("rationale").insert(0, "Vorangestellt. ", dict.fromkeys([mark_key("deletion", "gone")]))
    ballot.send(editor.take(), ballot.hall.moderator)
    assert ballot.not_adopted(poll_id) == str(NotAsVotedOn.default)


def test_v33_a_withdrawn_suggestion_is_not_adopted(ballot):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    ballot.table.decide(ballot.table.leyla, Outcome.WITHDRAWN, "softer")
    assert ballot.not_adopted(poll_id) == str(NotAsVotedOn.default)


@pytest.mark.row("D5")
def test_v34_a_passage_edited_after_its_vote_is_named_as_changed(ballot):
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    assert ballot.line()["wording"] is None
    ballot.adopt(poll_id)
    assert (ballot.line()["wording"], ballot.line()["suggestion"]) == (SOFTER, "softer")
    ballot.write("rationale", "Anderswo wird weitergeschrieben.")
    assert "Nach der Abstimmung geändert" not in ballot.page()
    ballot.write("goal", "Doch nicht: ")
    assert "Nach der Abstimmung geändert" in ballot.page()


@pytest.mark.row("D5")
def test_v34_where_a_passage_stood_is_told_so_that_the_text_can_show_it_also_if_it_stays_as_it_was(ballot):
    ballot.send(paragraphs_around(ballot), ballot.hall.moderator)
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 0)
    assert ballot.line()["place"] is None
    ballot.adopt(poll_id)
    place = {"section": "goal", "before": None, "after": "Danach."}
    assert (ballot.line()["wording"], ballot.line()["suggestion"], ballot.line()["place"]) == (AGREED, None, place)


def paragraphs_around(ballot) -> bytes:
    editor = ballot.table.desk.editor()
    with editor.doc.transaction():
        for words in ("", "Danach."):
            editor.add("goal", "paragraph").children.append(XmlText(words))
    return editor.take()


@pytest.mark.row("D5")
def test_v34_everybody_in_the_room_can_read_what_was_chosen_but_not_before_it_is_published(ballot):
    poll_id = ballot.put("softer")
    assert QUESTION not in ballot.page()
    voter = ballot.hall.people.join("Stimme")
    ballot.hall.open(poll_id)
    ballot.hall.cast(voter, poll_id, {"option": int(ballot.hall.options(poll_id)[1])})
    assert "Die Abstimmung läuft." in ballot.page()
    ballot.hall.close(poll_id)
    assert "Gewählt" not in ballot.page()
    ballot.hall.publish(poll_id)
    assert "Gewählt: „Vorschlag 1“ mit 1 von 1 Stimme." in ballot.page()
    assert "Im Entwurf seit" not in ballot.page()
    ballot.adopt(poll_id)
    assert "Im Entwurf seit" in ballot.page()
