"""Where the phase keeps a draft closed, people learn that it is the phase; who never may, learns that."""

from __future__ import annotations

import pytest

from app.drafts.text.tree import SCHEMA
from app.workshops.rules import Phase, Role
from tests.drafts.conftest import Desk, forget_who_asked

COMMENT = {
    "anchor": {"assoc": 0},
    "head": {"assoc": 0},
    "quote": "Wort",
    "body": "Warum?",
    "request_key": "schlüssel-1",
}
CLOSED = [phase for phase in Phase if phase not in (Phase.PREPARING, Phase.DRAFT, Phase.CONSENT)]


@pytest.mark.parametrize("phase", CLOSED)
@pytest.mark.parametrize(("role", "refused"), [(Role.EXPERT, (409, "conflict")), (Role.OBSERVER, (403, "not_allowed"))])
def test_d18_a_closed_phase_is_a_conflict_for_who_may_and_a_refusal_for_who_never_may(
    desk: Desk, phase: Phase, role: Role, refused: tuple[int, str]
) -> None:
    page = desk.people.client(desk.people.join("Leyla", role=role))
    desk.people.move_to(phase)
    edit = {"data": b"\x00\x00", "content_type": "application/octet-stream", "headers": {"Accept": "application/json"}}
    forget_who_asked()
    answers = [
        page.post(f"/drafts/{desk.draft_id}/comments", json=COMMENT),
        page.post(f"/drafts/{desk.draft_id}/updates?epoch=1&schema={SCHEMA}", **edit),
    ]
    assert [(answer.status_code, answer.json["error"]) for answer in answers] == [refused] * 2
    in_time = "Das ist in dieser Phase nicht möglich."
    assert all((answer.json["message"] == in_time) is (refused[0] == 409) for answer in answers)
