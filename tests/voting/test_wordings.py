"""Wordings of a passage put to the vote from inside the draft."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafts import current
from app.drafts import store as draft_store
from app.drafts.models import DraftVersion
from app.drafts.text.marks import SIGNS, mark_key
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.voting import seal, words
from app.voting.methods import wording
from app.voting.plans import Plan
from app.voting.table import table as csv_of
from app.workshops import store as workshops
from app.workshops.rules import Phase
from tests.drafts.conftest import as_long_as_it_takes as as_long_as_it_takes
from tests.drafts.table import replace
from tests.voting.choosing import AGREED, CLEARER, SOFTER
from tests.voting.hall import PLAIN_RULE


@pytest.mark.row("D5", "D7")
def test_v30_the_ballot_shows_the_passage_as_it_stands_and_as_each_suggestion_would_make_it(ballot):
    poll_id = ballot.put("clearer", "softer")
    options = ballot.state(poll_id)["options"]
    assert [(one["note"], one["label"]) for one in options] == [
        ("Wie bisher", AGREED), ("Vorschlag 1", SOFTER), ("Vorschlag 2", CLEARER),
    ]  # fmt: skip
    cut, added = ("cut", "sollen"), ("added", "sollten")
    assert list(options[1]["parts"]) == [("kept", "Die Länder "), cut, added, ("kept", " handeln.")]


@pytest.mark.row("D5", "D7")
def test_v30_it_is_bound_to_a_version_of_the_text_as_it_was_agreed_then(ballot):
    poll_id = ballot.put("softer")
    state = ballot.state(poll_id)
    with ballot.hall.database.reading() as db:
        version = db.get_one(DraftVersion, state["version"]["id"])
        assert version.fingerprint == state["version"]["fingerprint"]
        assert current.is_current(db, version)
        assert (version.occasion, version.kept) == ("Vor einer Abstimmung über den Wortlaut", True)
    assert not state["version"]["is_frozen"]
    assert not state["on_earlier_version"]
    ballot.write("rationale", "Etwas Neues.")
    assert ballot.state(poll_id)["on_earlier_version"]


def test_v30_suggestions_at_different_passages_are_no_alternatives(ballot):
    ballot.write("rationale", "Sie können es.")
    ballot.table.suggest(ballot.table.leyla, replace("handeln", "planen", "elsewhere"))
    editor = ballot.table.desk.editor()
    editor.text("rationale").insert(0, "Und: ", {"insertion": {"id": "far"}})
    ballot.send(editor.take(), ballot.table.leyla)
    assert len(ballot.state(ballot.put("softer", "elsewhere"))["options"]) == 3
    assert "verschiedenen Stellen" in ballot.not_put("softer", "far")


def test_v30_what_is_decided_cannot_be_put_to_the_vote(ballot):
    ballot.table.accept("softer")
    assert "steht nicht mehr im Text" in ballot.not_put("softer")
    with pytest.raises(NotFound):
        ballot.put("never")


def test_v30_only_the_moderation_puts_to_the_vote_and_adopts(ballot):
    with pytest.raises(NotAllowed):
        ballot.put("softer", actor=ballot.table.leyla)
    poll_id = ballot.put("softer")
    ballot.vote(poll_id, 1)
    with pytest.raises(NotAllowed):
        ballot.adopt(poll_id, actor=ballot.table.leyla)


def test_v30_two_suggestions_that_say_the_same_are_not_put_to_the_vote_against_each_other(ballot):
    ballot.table.suggest(ballot.table.jonas, replace("sollen", "sollten", "same"))
    assert "gleich" in ballot.not_put("softer", "same")


@pytest.mark.row("D5")
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.format(0, 3, {mark_key("restyled", "form", "bold"): {"id": "form", "style": "bold"}}),
        lambda text: text.insert(0, SIGNS["heading1"], {"insertion": {"id": "form"}, "break": {"kind": "heading1"}}),
        lambda text: text.insert(0, SIGNS["bullets"], {"insertion": {"id": "form"}, "break": {"kind": "bullets"}}),
    ],
    ids=["a look", "a heading", "a list"],
)
def test_v36_what_changes_no_words_is_not_put_to_the_vote_and_is_told_so(ballot, change):
    ballot.table.suggest(ballot.table.jonas, change)
    for choice in (["form"], ["softer", "form"]):
        assert ballot.not_put(*choice).startswith("Vorschlag 3 ändert keine Wörter")


@pytest.mark.row("D5")
def test_v37_the_votes_are_told_by_group_with_small_groups_in_one_row(ballot):
    poll_id = ballot.put("softer", "clearer")
    votes = [("Länder", 1), ("Länder", 1), ("Länder", 2), ("Wissenschaft", 0), ("Kommunen", 1), ("Kommunen", 1)]
    people = [(ballot.hall.people.join(f"Stimme {at}", group=name), vote) for at, (name, vote) in enumerate(votes)]
    ballot.hall.open(poll_id)
    for who, place in people:
        ballot.hall.cast(who, poll_id, {"option": int(ballot.hall.options(poll_id)[place])})
    ballot.hall.close(poll_id)
    state = ballot.state(poll_id)
    assert [row["note"] for row in state["result"]["rows"]] == ["Vorschlag 1", "Wie bisher", "Vorschlag 2"]
    assert state["result"]["groups"] == [
        {"label": "Länder", "cast": 3, "votes": [2, 0, 1]},
        {"label": "Kommunen + Wissenschaft*", "cast": 3, "votes": [2, 1, 0]},
    ]
    assert "Ergebnis nach Gruppen ab 3 Stimmen." in state["rule"]["sentences"]
    head, first, *_ = csv_of(state).decode("utf-8-sig").splitlines()
    assert (head.split(";")[3:], first.split(";")[2:]) == (["Länder", "Kommunen + Wissenschaft*"], ["4", "2", "2"])


def test_v37_where_a_row_would_tell_of_too_few_there_is_no_table():
    wordings = {7: ("So.", None), 8: ("Anders.", "a")}
    groups = {1: "Länder", 2: "Länder", 3: "Länder", 4: "Kommunen", 5: None}
    votes = {1: 7, 2: 7, 3: 8, 4: 8}
    assert seal.wording_part(wordings, votes, groups, 3)["groups"] == []
    assert [row["names"] for row in seal.wording_part(wordings, votes, groups, 0)["groups"]] == [
        [None], ["Kommunen"], ["Länder"],
    ]  # fmt: skip


def test_v30_only_wordings_are_voted_on_while_people_draft(ballot):
    with pytest.raises(Conflict):
        ballot.hall.create(Plan("dot", "Was?", {"points": 1, "limit": 1}, subject="needs"))


@pytest.mark.row("D5")
def test_v31_the_wording_with_the_most_votes_is_chosen(ballot):
    poll_id = ballot.put("softer", "clearer")
    ballot.vote(poll_id, 2, 2, 1, 0)
    result = ballot.state(poll_id)["result"]
    assert result["sentence"] == "Gewählt: „Vorschlag 2“ mit 2 von 4 Stimmen."
    assert [(row["note"], row["votes"]) for row in result["rows"]] == [
        ("Vorschlag 2", 2), ("Wie bisher", 1), ("Vorschlag 1", 1),
    ]  # fmt: skip
    assert csv_of(ballot.state(poll_id)).decode("utf-8-sig").splitlines()[1] == f"Vorschlag 2;{CLEARER};2"


@pytest.mark.row("D5")
def test_v31_a_tie_and_an_empty_poll_choose_nothing(ballot):
    tie, empty = ballot.put("softer", "clearer"), ballot.put("softer")
    ballot.vote(tie, 1, 2)
    ballot.vote(empty, *[])
    assert ballot.state(tie)["result"]["sentence"].startswith("Gleichstand:")
    assert ballot.state(empty)["result"]["sentence"] == "Kein Ergebnis: Niemand hat abgestimmt."
    assert [ballot.not_adopted(one) for one in (tie, empty)] == [
        "Kein Wortlaut hat die meisten Stimmen. Der Text bleibt, wie er ist."
    ] * 2
    assert ballot.table.agreed() == AGREED


@given(st.lists(st.integers(1, 4), max_size=30))
def test_v31_the_chosen_wording_has_more_votes_than_every_other(ballots):
    rows = wording.tally([1, 2, 3, 4], ballots)
    votes = {row.option_id: row.votes for row in rows}
    assert sum(votes.values()) == len(ballots)
    assert votes == {option: ballots.count(option) for option in (1, 2, 3, 4)}
    best = [option for option in votes if all(votes[option] > votes[other] for other in votes if other != option)]
    assert wording.chosen(rows) == (best[0] if best else None)


@pytest.mark.parametrize("choices", [{}, {"option": 0}, {"option": True}, {"option": "1"}, {"answer": "agree"}])
def test_v31_a_ballot_names_one_of_the_wordings(ballot, choices):
    voter = ballot.hall.people.join("Stimme")
    poll_id = ballot.put("softer")
    ballot.hall.open(poll_id)
    with pytest.raises(Malformed) as error:
        ballot.hall.cast(voter, poll_id, choices)
    assert error.value.message == words.NO_WORDING


def test_v35_only_a_frozen_version_is_voted_on_for_consent(ballot):
    kept = ballot.state(ballot.put("softer"))["version"]["id"]
    ballot.hall.people.move_to(Phase.CONSENT)
    with pytest.raises(Conflict) as error:
        ballot.hall.create(Plan("consent", "Tragen Sie das mit?", PLAIN_RULE, version_id=kept))
    assert "frieren" in str(error.value.message)


def test_v35_freezing_the_text_that_was_kept_makes_the_version_a_frozen_one(ballot):
    ballot.fill()
    kept = ballot.state(ballot.put("softer"))["version"]
    ballot.table.reject("softer", "clearer")
    assert ballot.table.desk.freeze() == kept["number"]
    with ballot.hall.database.reading() as db:
        version = db.get_one(DraftVersion, kept["id"])
        assert (version.kept, version.occasion) == (False, "Für Runde 1")


def test_v22_a_vote_on_a_wording_begins_in_the_draft(hall):
    hall.people.move_to(Phase.DRAFT)
    with pytest.raises(Malformed) as error:
        hall.create(Plan("wording", "?", {}))
    assert "method" in error.value.fields


def test_v23_a_vote_on_a_wording_is_no_round_of_the_vote_on_the_draft(hall, ballot):
    ballot.put("softer"), ballot.put("softer", "clearer")
    ballot.fill()
    ballot.table.reject("softer", "clearer")
    ballot.table.desk.freeze()
    ballot.hall.people.move_to(Phase.CONSENT)
    with ballot.hall.database.reading() as db:
        version = draft_store.find_frozen(db, ballot.table.desk.draft_id)
    poll_id = ballot.hall.create(Plan("consent", "Tragen Sie das mit?", PLAIN_RULE, version_id=version.id))
    assert ballot.state(poll_id)["round"] == 1


@pytest.mark.row("D5", "G5")
def test_a_screen_that_follows_shows_the_vote_and_then_the_text_again(ballot):
    def shown():
        with ballot.hall.database.reading() as db:
            return workshops.list_screens(db, ballot.hall.workshop_id)[0].shows

    poll_id = ballot.put("softer")
    assert shown() == "text"
    ballot.vote(poll_id, 1)
    assert shown() == "result"
    ballot.adopt(poll_id)
    assert shown() == "text"
