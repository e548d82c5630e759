"""What the sentences of a record went through: from the suggestion, the vote and the source to the public page."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.documents.tree import plain, section
from app.drafts.models import Suggestion
from app.recommendations import service
from app.recommendations.models import Recommendation
from app.recommendations.verify import verify
from app.references import service as references
from app.voting import store as polls
from app.workshops.models import Participant
from app.workshops.rules import Phase
from tests.recommendations.agreement import ADDRESS, NAMES, Agreement
from tests.recommendations.walk import NEW, OLD, QUESTION, Walk

pytestmark = pytest.mark.row("E9")


@pytest.fixture
def walk(agreement: Agreement) -> Walk:
    return Walk(agreement)


def ways(recommendation: Recommendation) -> dict:
    return json.loads(recommendation.leaf)["ways"]


def test_r16_a_sentence_keeps_its_suggestion_its_vote_and_its_source(walk: Walk):
    walk.suggest()
    poll_id, href = walk.vote(1, 1, 1, 0), walk.cite()
    recorded = walk.record()
    found = ways(recorded)
    with walk.database.reading() as db:
        poll = polls.get_poll(db, poll_id)
        assert poll.result is not None
        sha256 = poll.result.sha256
    recommendation, rationale = found["sentences"]
    assert rationale == {
        "section": "rationale", "sentence": "Quelle 1",
        "suggestions": [], "wordings": [], "references": [href],
    }  # fmt: skip
    assert (recommendation["sentence"], recommendation["suggestions"]) == (NEW, [1])
    assert recommendation["wordings"] == [sha256]
    assert [(row["votes"], row["chosen"]) for row in found["wordings"][0]["rows"]] == [(3, True), (1, False)]
    assert found["references"][0]["title"] == "Sprachstand 2026"
    assert verify(service.file_of(recorded), walk.agreement.key.public).is_trusted


def test_r16_a_wording_that_was_chosen_to_stay_keeps_its_vote(walk: Walk):
    walk.suggest()
    walk.vote(0, 0, 1)
    found = ways(walk.record())
    assert [one["sentence"] for one in found["sentences"]] == [OLD]
    assert (found["sentences"][0]["suggestions"], len(found["sentences"][0]["wordings"])) == ([], 1)


def test_r16_a_recommendation_that_was_only_written_has_its_sentences_too(walk: Walk):
    found = ways(walk.record())
    assert [one["sentence"] for one in found["sentences"]] == [OLD]
    assert found["suggestions"] == found["wordings"] == found["references"] == []


def test_r16_what_is_changed_later_changes_no_record(walk: Walk):
    walk.cite()
    recorded = walk.record()
    walk.people.move_to(Phase.DRAFT)
    with walk.database.writing() as db:
        references.change(db, actor=walk.agreement.moderator, reference_id=1, wording=references.Wording("Anders"))
    page = walk.people.client(walk.agreement.moderator).get(f"/empfehlungen/{recorded.number}").text
    assert "Sprachstand 2026" in page
    assert "Anders" not in page


@pytest.mark.parametrize(("expert", "groups"), [(0, {"Länder"}), (6, {"Kommunen", "Migrantenorganisationen"})])
def test_r17_a_suggestion_is_of_a_group_and_small_groups_share(walk: Walk, expert: int, groups: set[str]):
    walk.suggest(expert)
    walk.vote(1, 1)
    recorded = walk.record()
    (part,) = ways(recorded)["suggestions"]
    assert (set(part["groups"]), part["organisation"]) == (groups, None)
    assert not any(name in recorded.leaf.decode() for name in NAMES)


def test_r17_a_suggestion_from_a_file_is_of_the_organisation(walk: Walk):
    walk.suggest()
    with walk.database.writing() as db:
        db.execute(update(Suggestion).values(organisation="Ministerium"))
    walk.vote(1, 1)
    (part,) = ways(walk.record())["suggestions"]
    assert (part["organisation"], part["groups"]) == ("Ministerium", [])


def test_r17_what_somebody_only_claims_is_in_no_record(walk: Walk):
    walk.suggest(-1)
    walk.vote(1, 1)
    by = walk.people.participant_id(walk.guest)
    with walk.database.writing() as db:
        db.execute(update(Participant).where(Participant.id == by).values(confirmed_at=None))
    (part,) = ways(walk.record())["suggestions"]
    assert part["groups"] == []


def test_r19_a_reader_walks_from_a_sentence_to_its_vote_and_its_source(walk: Walk, client: FlaskClient):
    walk.suggest()
    walk.vote(1, 1, 1, 0)
    href = walk.cite()
    number = walk.record().number
    page = client.get(f"/empfehlungen/{number}").text
    frozen = page[page.index("<blockquote") : page.index("</blockquote>")]
    assert re.search(rf'href="/empfehlungen/{number}/faden/1">{re.escape(NEW)}</a>', frozen)
    assert f'href="{ADDRESS}/empfehlungen/{number}#reference-1"' in page  # the public cannot go into the workshop
    assert href not in page
    assert 'id="reference-1"' in page
    way = client.get(f"/empfehlungen/{number}/faden/1").text
    for said in (
        NEW, "Was fehlt?", "Bedarf H-02", "Cluster „Eltern und Kinder“", "Vorschlag 1", "Länder", QUESTION,
        "3 von 4 Stimmen für diesen Wortlaut", "Fassung 2", "6 von 7", "beschlossen im Workshop", "2027-SI-V01",
    ):  # fmt: skip
        assert said in way, said
    assert 'href="#wording-1"' in way
    assert 'id="wording-1"' in way
    assert "https://doi.org/10.1000/182" in client.get(f"/empfehlungen/{number}/faden/2").text
    assert "Direkt geschrieben" in client.get(f"/empfehlungen/{number}/faden/2").text
    for place in (0, 3):
        assert client.get(f"/empfehlungen/{number}/faden/{place}").status_code == 404


def test_r19_every_sentence_of_the_recommendation_leads_somewhere(walk: Walk, client: FlaskClient):
    recorded = walk.record()
    words = plain(section(json.loads(recorded.leaf)["text"]["tree"], "recommendation"))
    assert words == OLD
    assert "Direkt geschrieben" in client.get(f"/empfehlungen/{recorded.number}/faden/1").text
