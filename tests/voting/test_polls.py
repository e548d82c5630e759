"""The life of a poll: who runs it, what it is about, when it closes, what is left of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import facts
from app.db import now
from app.errors import Conflict, Malformed, NotAllowed, NotFound
from app.needs import service as needs
from app.voting import service, store, views
from app.voting.models import PollOpening
from app.voting.plans import Plan
from app.workshops import store as workshops
from app.workshops.rules import Phase, Role
from tests.people import People
from tests.voting.hall import CLUSTERS, PLAIN_RULE, SIX_AT_MOST_THREE, Hall


def let_time_run_out(hall, poll_id):
    """What the clock does by itself, done at once."""
    with hall.database.writing() as db:
        db.get_one(PollOpening, poll_id).closes_at = now() - timedelta(seconds=1)


def close_due(hall):
    with hall.database.writing() as db:
        return service.close_due(db)


def kinds(hall):
    with hall.database.reading() as db:
        return [row.kind for row in facts.list_after(db, hall.workshop_id, 0) if row.kind.startswith("poll:")]


def refused(hall, plan):
    with hall.database.writing() as db, pytest.raises(Malformed) as error:
        service.create_poll(db, actor=hall.moderator, workshop_id=hall.workshop_id, plan=plan)
    return error.value.fields


@pytest.mark.row("C1")
def test_v21_the_options_are_the_clusters_as_they_were_when_the_poll_was_prepared(hall):
    poll_id = hall.dot_poll()
    with hall.database.reading() as db:
        first = store.get_poll(db, poll_id).options[0].cluster_id
    hall.people.move_to(Phase.CLUSTER)
    with hall.database.writing() as db:
        needs.rename_cluster(db, actor=hall.moderator, cluster_id=first, title="Ganz anders")
        needs.make_cluster(db, actor=hall.moderator, workshop_id=hall.workshop_id, title="Noch eines")
    options = hall.state(hall.moderator, poll_id)["options"]
    assert [(option["number"], option["label"]) for option in options] == list(enumerate(CLUSTERS, start=1))


def test_v21_a_cluster_without_needs_is_no_option(hall):
    hall.clusters()
    with hall.database.writing() as db:
        needs.make_cluster(db, actor=hall.moderator, workshop_id=hall.workshop_id, title="Leer")
    hall.people.move_to(Phase.PRIORITISE)
    poll_id = hall.create(Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, subject="clusters"))
    assert "Leer" not in [option["label"] for option in hall.state(hall.moderator, poll_id)["options"]]


def test_v21_needs_can_be_voted_on_once_everybody_sees_them(application):
    hall = Hall(People(application, collecting="private"))
    hall.clusters()
    hall.people.move_to(Phase.PRIORITISE)
    plan = Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, subject="needs")
    with pytest.raises(Conflict) as error:
        hall.create(plan)
    assert "verdeckt" in str(error.value.message)
    hall.people.move_to(Phase.CLUSTER)
    with hall.database.writing() as db:
        needs.reveal(db, actor=hall.moderator, workshop_id=hall.workshop_id, named=False)
    hall.people.move_to(Phase.PRIORITISE)
    options = hall.state(hall.moderator, hall.create(plan))["options"]
    assert [option["label"] for option in options] == [f"Bedarf: {title}" for title in CLUSTERS]


def test_v21_there_must_be_something_to_choose_from(hall):
    hall.clusters(("Nur eines",))
    hall.people.move_to(Phase.PRIORITISE)
    with pytest.raises(Conflict):
        hall.create(Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, subject="clusters"))


def test_v1_points_and_limit_must_fit_together(hall):
    hall.people.move_to(Phase.PRIORITISE)
    for settings in ({"points": 2, "limit": 3}, {"points": None, "limit": 3}, {"points": 3, "limit": None}):
        assert "settings.limit" in refused(hall, Plan("dot", "Was zuerst?", settings, subject="clusters"))


def test_v22_a_poll_has_the_subject_of_its_method(hall):
    hall.people.move_to(Phase.CONSENT)
    assert "version_id" in refused(hall, Plan("consent", "Einig?", PLAIN_RULE))
    assert "version_id" in refused(hall, Plan("consent", "Einig?", PLAIN_RULE, subject="needs", version_id=1))
    assert "subject" in refused(hall, Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE))


@pytest.mark.row("D7")
def test_v19_a_consent_poll_is_bound_to_the_fingerprint_and_says_when_the_text_has_moved_on(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    state = hall.state(leyla, poll_id)
    assert len(state["version"]["fingerprint"]) == 64
    assert (state["version"]["number"], state["on_earlier_version"]) == (1, False)
    hall.write_into(state["version"]["draft_id"], "Neu: ")
    moved_on = hall.state(leyla, poll_id)
    assert moved_on["on_earlier_version"] is True
    assert moved_on["version"] == state["version"]
    hall.close(poll_id)
    with hall.database.reading() as db:
        sealed = store.get_poll(db, poll_id).result.sealed
    assert state["version"]["fingerprint"].encode() in sealed


@pytest.mark.row("D7")
def test_v19_words_that_were_taken_back_leave_the_poll_on_the_present_text(hall):
    poll_id = hall.consent_poll()
    draft_id = hall.state(hall.moderator, poll_id)["version"]["draft_id"]
    hall.write_into(draft_id, "")
    assert hall.state(hall.moderator, poll_id)["on_earlier_version"] is False


def test_v19_a_version_of_another_workshop_cannot_be_voted_on(hall):
    version_id = hall.version().id
    elsewhere = hall.people.another_workshop()
    with hall.database.writing() as db:
        workshops.get_workshop(db, elsewhere).phase = Phase.CONSENT
    plan = Plan("consent", "Einig?", PLAIN_RULE, version_id=version_id)
    with hall.database.writing() as db, pytest.raises(NotFound):
        service.create_poll(db, actor=hall.moderator, workshop_id=elsewhere, plan=plan)


def test_v20_a_secret_poll_is_refused_as_long_as_there_is_none(hall):
    hall.people.move_to(Phase.PRIORITISE)
    fields = refused(hall, Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, "secret", subject="clusters"))
    assert "Geheime Abstimmungen gibt es noch nicht." in str(fields["secrecy"])


def test_v23_a_second_vote_on_the_same_draft_is_the_second_round(hall):
    hall.people.join("Leyla")
    version = hall.version()
    plan = Plan("consent", "Einig?", PLAIN_RULE, version_id=version.id)
    rounds = [hall.create(plan) for _ in range(2)]
    assert [hall.state(hall.moderator, one)["round"] for one in rounds] == [1, 2]
    hall.do(service.cancel_poll, rounds[1])
    again = hall.create(Plan("consent", "Und nun?", PLAIN_RULE, version_id=version.id))
    assert hall.state(hall.moderator, again)["round"] == 2


def test_v24_only_the_moderation_runs_polls(hall):
    leyla = hall.people.join("Leyla")
    editor = hall.people.join("Redigiert", role=Role.EDITOR)
    stranger = hall.people.stranger()
    poll_id = hall.dot_poll()
    acts = (
        (service.open_poll, {"minutes": None, "hard": False}), (service.extend_poll, {"minutes": 1}),
        (service.close_poll, {}), (service.publish_poll, {}), (service.cancel_poll, {}),
    )  # fmt: skip
    for act, more in acts:
        for who, refusal in ((leyla, NotAllowed), (editor, NotAllowed), (stranger, NotFound)):
            with hall.database.writing() as db, pytest.raises(refusal):
                act(db, actor=who, poll_id=poll_id, **more)
    plan = Plan("dot", "Was zuerst?", SIX_AT_MOST_THREE, subject="clusters")
    with hall.database.writing() as db, pytest.raises(NotAllowed):
        service.create_poll(db, actor=leyla, workshop_id=hall.workshop_id, plan=plan)


def test_v24_a_prepared_poll_is_the_moderations_own_matter(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.dot_poll()

    def seen_by(who):
        with hall.database.reading() as db:
            place = workshops.find_participant(db, hall.workshop_id, who.account_id)
            return [line["id"] for line in views.lines(db, place)]

    assert (seen_by(leyla), seen_by(hall.moderator)) == ([], [poll_id])
    with pytest.raises(NotFound):
        hall.cast(leyla, poll_id, {})
    hall.open(poll_id)
    assert seen_by(leyla) == [poll_id]


def test_v25_every_act_twice_is_the_same_as_once(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    for act in (hall.open, hall.close, hall.publish):
        act(poll_id)
        act(poll_id)
    hall.close(poll_id)
    assert kinds(hall) == ["poll:prepared", "poll:opened", "poll:closed", "poll:published"]


def test_v25_acts_follow_each_other_in_order(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    for too_early in (hall.close, hall.publish):
        with pytest.raises(Conflict):
            too_early(poll_id)
    hall.open(poll_id)
    with pytest.raises(Conflict):
        hall.publish(poll_id)
    hall.close(poll_id)
    for too_late in (hall.open, lambda one: hall.do(service.cancel_poll, one)):
        with pytest.raises(Conflict):
            too_late(poll_id)
    with pytest.raises(Conflict):
        hall.do(service.extend_poll, poll_id, minutes=2)


def test_v26_at_zero_a_hard_poll_closes_by_itself_once(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10, hard=True)
    hall.cast(leyla, poll_id, "agree")
    assert close_due(hall) == 0
    let_time_run_out(hall, poll_id)
    assert (close_due(hall), close_due(hall)) == (1, 0)
    state = hall.state(hall.moderator, poll_id)
    assert (state["status"], state["result"]["counts"]["agree"]) == ("closed", 1)


def test_v26_at_zero_a_soft_poll_stays_open(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10)
    let_time_run_out(hall, poll_id)
    assert close_due(hall) == 0
    hall.do(service.extend_poll, poll_id, minutes=2)
    closes_at = hall.state(hall.moderator, poll_id)["closes_at"]
    assert closes_at > now().isoformat()


def test_v26_time_that_has_run_out_for_good_cannot_be_extended(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10, hard=True)
    let_time_run_out(hall, poll_id)
    with pytest.raises(Conflict):
        hall.do(service.extend_poll, poll_id, minutes=2)


def test_v26_an_extension_is_added_to_the_time_that_is_left(hall):
    hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id, minutes=10, hard=True)
    with hall.database.reading() as db:
        before = store.get_poll(db, poll_id).opening.closes_at
    hall.do(service.extend_poll, poll_id, minutes=2)
    with hall.database.reading() as db:
        assert store.get_poll(db, poll_id).opening.closes_at - before == timedelta(minutes=2)


def test_v27_cancelling_deletes_the_ballots_and_leaves_who_did_it(hall):
    leyla = hall.people.join("Leyla")
    poll_id = hall.consent_poll()
    hall.open(poll_id)
    hall.cast(leyla, poll_id, "agree")
    hall.do(service.cancel_poll, poll_id)
    hall.do(service.cancel_poll, poll_id)
    with hall.database.reading() as db:
        poll = store.get_poll(db, poll_id)
        assert (store.count_ballots(db, poll_id), poll.result) == (0, None)
        assert poll.cancellation.by == hall.people.participant_id(hall.moderator)
    assert hall.state(leyla, poll_id)["status"] == "cancelled"
    with pytest.raises(Conflict) as error:
        hall.cast(leyla, poll_id, "agree")
    assert str(error.value.message) == "Die Abstimmung wurde abgebrochen."
    with pytest.raises(Conflict):
        hall.open(poll_id)
