"""Who restores a version, and when nobody does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.drafts import restoring, service, store
from app.drafts.refusals import Gap
from app.errors import Conflict, NotAllowed, NotFound
from app.workshops.rules import Phase, Right, Role
from tests.drafts.conftest import Desk, forget_who_asked
from tests.drafts.restorer import BEFORE, gone_on, restore, version, versions


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return gone_on(desk)


@pytest.fixture
def moderator(desk: Desk) -> FlaskClient:
    return desk.people.client(desk.people.moderator)


@pytest.mark.row("D6")
def test_d46_only_who_may_freeze_and_write_restores(desk: Desk) -> None:
    before = desk.text()
    for role in (Role.EXPERT, Role.GUEST, Role.OBSERVER, Role.MINUTE_TAKER):
        with pytest.raises(NotAllowed):
            restore(desk, actor=desk.people.join(f"{role} Beispiel", role=role))
    with pytest.raises(NotFound):
        restore(desk, actor=desk.people.stranger())
    desk.people.move_to(Phase.CLOSED)
    with pytest.raises(Conflict):
        restore(desk)
    assert desk.text() == before
    desk.people.move_to(Phase.CONSENT)
    assert restore(desk, actor=desk.people.join("Redaktion", role=Role.EDITOR)) == 2


@pytest.mark.parametrize("right", [Right.FREEZE_VERSION, Right.WRITE_DRAFT, Right.REVIEW_DRAFT])
def test_d46_each_of_the_rights_is_needed(desk: Desk, right: Right) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
        less = replace(seen, rights=seen.rights - {right})
        assert restoring.may_restore(seen)
        assert not restoring.may_restore(less)
        with pytest.raises(Conflict):
            restoring.require(db, seen=less, version=store.get_version(db, desk.draft_id, 1))


def test_d46_what_the_text_says_already_is_not_restored(desk: Desk) -> None:
    restore(desk)
    with pytest.raises(Conflict) as refused:
        restore(desk)
    assert str(refused.value.message) == "Der Entwurf sagt schon dasselbe wie Fassung 1."
    assert len(versions(desk)) == 2


def suggest(desk: Desk) -> bytes:
    editor = desk.editor()
    editor.text("goal").insert(0, "Vorschlag ", {"insertion": {"id": "Leyla1"}})
    return editor.take()


def test_d46_while_a_suggestion_is_open_nothing_is_restored(desk: Desk) -> None:
    desk.send(suggest(desk))
    with pytest.raises(Conflict) as refused:
        restore(desk)
    assert "noch 1 Vorschlag" in str(refused.value.message)
    assert len(versions(desk)) == 1


def test_d46_a_suggestion_that_comes_first_is_not_run_over(desk: Desk) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)

    class Busy:
        def submit(self, edit: object) -> bool:
            desk.queue(suggest(desk))
            desk.hub.pipeline.submit(edit)  # type: ignore[arg-type]  # the service's own
            desk.hub.pipeline.step()
            return True

    with pytest.raises(Conflict):
        restoring.restore(Busy(), seen=seen, version=version(desk, 1), occasion=BEFORE)  # type: ignore[arg-type]  # see above
    assert "Vorschlag " in [piece["text"] for piece in desk.text()[3]["content"][0]["content"]]
    assert len(versions(desk)) == 1


def test_d46_who_may_restore_no_longer_once_it_is_written_changes_nothing(desk: Desk) -> None:
    with desk.people.database.reading() as db:
        seen = service.access(db, actor=desk.people.moderator, draft_id=desk.draft_id)
    desk.people.move_to(Phase.CLOSED)
    desk.hub.start()
    with pytest.raises(Gap):
        restoring.restore(desk.hub.pipeline, seen=seen, version=version(desk, 1), occasion=BEFORE)
    assert len(versions(desk)) == 1


@pytest.mark.row("D6")
def test_d46_the_page_of_a_version_offers_it_to_who_may_as_a_plain_form(desk: Desk, moderator: FlaskClient) -> None:
    path = f"/drafts/{desk.draft_id}/versions/1"
    form = f'<form class="kw-stack kw-above" method="post" action="{path}/restoration">'
    assert form in moderator.get(path).text
    assert form not in desk.people.client(desk.people.join("Leyla")).get(path).text
    forget_who_asked()
    answer = moderator.post(f"{path}/restoration", follow_redirects=True)
    assert answer.request.path == f"/drafts/{desk.draft_id}/versions"
    assert "Der Entwurf sagt wieder, was in Fassung 1 steht." in answer.text
    assert "Vor dem Wiederherstellen von Fassung 1" in answer.text
    assert form not in moderator.get(path).text
