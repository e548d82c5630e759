"""Wordings of a passage put to the vote from inside the draft, and the chosen one in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drafts import service as drafts
from app.drafts import store as draft_store
from app.drafts.live.pipeline import Edit
from app.drafts.models import DraftVersion
from app.drafts.refusals import NotAsVotedOn
from app.drafts.rules import Outcome
from app.drafts.text.marks import mark_key
from app.drafts.text.tree import runs
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.voting import wording_views, wordings, words
from app.voting.methods import wording
from app.voting.service import Plan
from app.voting.table import table as csv_of
from app.workshops import store as workshops
from app.workshops.rules import Phase
from tests.drafts.conftest import REQUIRED
from tests.drafts.conftest import as_long_as_it_takes as as_long_as_it_takes
from tests.drafts.conftest import desk as desk
from tests.drafts.conftest import table as table
from tests.drafts.editors import Editor
from tests.drafts.table import Table, replace
from tests.voting.hall import PLAIN_RULE, Hall

QUESTION = "Wie verbindlich soll das Ziel sein?"
AGREED, SOFTER, CLEARER = "Die Länder sollen handeln.", "Die Länder sollten handeln.", "Die Länder müssen handeln."


@dataclass
class Ballot:
    """Two suggestions for the same words, and people who vote on them."""

    table: Table
    hall: Hall

    def put(self, *suggestions: str, actor: Any = None) -> int:
        choice = wordings.Choice(QUESTION, suggestions)
        with self.hall.database.writing() as db:
            by = actor or self.hall.moderator
            return wordings.put_to_vote(db, actor=by, draft_id=self.table.desk.draft_id, choice=choice).id

    def write(self, key: str, words: str) -> None:
        """The moderator writes at the end of a section's first paragraph."""
        self.send(self.table.desk.editor().type(key, words), self.hall.moderator)

    def fill(self) -> None:
        for key in REQUIRED:
            self.write(key, f"Wörter in {key}")

    def send(self, update: bytes, actor: Any) -> None:
        """Put an edit through the pipeline, which runs by itself."""
        desk = self.table.desk
        drafts.put(desk.hub.pipeline, Edit(desk.draft_id, 1, desk.people.participant_id(actor), update))

    def vote(self, poll_id: int, *places: int) -> None:
        """Open the poll, let one expert for each place name the option there, close and publish."""
        people = [self.hall.people.join(f"Stimme {poll_id} {one}") for one, _ in enumerate(places)]
        self.hall.open(poll_id)
        options = self.hall.options(poll_id)
        for person, place in zip(people, places, strict=True):
            self.hall.cast(person, poll_id, {"option": int(options[place])})
        self.hall.close(poll_id)
        self.hall.publish(poll_id)

    def adopt(self, poll_id: int, actor: Any = None) -> None:
        by = actor or self.hall.moderator
        with self.hall.database.reading() as db:
            adoption = wordings.ask(db, actor=by, poll_id=poll_id)
        self.table.desk.hub.start()
        wordings.adopt(self.table.desk.hub.pipeline, self.hall.database, adoption)

    def not_put(self, *suggestions: str) -> str:
        with pytest.raises(Conflict) as error:
            self.put(*suggestions)
        return str(error.value.message)

    def not_adopted(self, poll_id: int) -> str:
        """The sentence of the refusal, which leaves everything as it was."""
        before = self.table.decisions()
        with pytest.raises(Conflict) as error:
            self.adopt(poll_id)
        assert self.table.decisions() == before
        return str(error.value.message)

    def line(self) -> Any:
        with self.hall.database.reading() as db:
            return wording_views.lines(db, self.table.desk.draft_id)[0]

    def page(self) -> str:
        """What somebody without scripts reads about the votes on this draft."""
        client = self.hall.people.client(self.table.leyla)
        return client.get(f"/drafts/{self.table.desk.draft_id}/polls").text

    def state(self, poll_id: int) -> Any:
        return self.hall.state(self.hall.moderator, poll_id)


@pytest.fixture
def ballot(table: Table) -> Ballot:
    table.suggest(table.leyla, replace("sollen", "sollten", "softer"))
    table.suggest(table.jonas, replace("sollen", "müssen", "clearer"))
    return Ballot(table, Hall(table.desk.people))


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
        assert drafts.is_current(db, version)
        assert (version.occasion, version.kept) == ("Vor einer Abstimmung über den Wortlaut", True)
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


def test_v30_two_suggestions_that_say_the_same_are_not_put_to_the_vote_against_each_other(ballot):
    ballot.table.suggest(ballot.table.jonas, replace("sollen", "sollten", "same"))
    assert "gleich" in ballot.not_put("softer", "same")


def test_v30_only_wordings_are_voted_on_while_people_draft(ballot):
    with pytest.raises(Conflict):
        ballot.hall.create(Plan("dot", "Was?", {"points": 1, "limit": 1}, subject="needs"))


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
