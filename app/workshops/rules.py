"""Pure decisions about a room: what a role may do, and what a phase opens."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    WORKING_GROUP = "working_group"
    EXPERT_TALK = "expert_talk"
    WORKSHOP = "workshop"
    CONFERENCE = "conference"


class Role(StrEnum):
    MODERATOR = "moderator"
    MINUTE_TAKER = "minute_taker"
    EDITOR = "editor"
    EXPERT = "expert"
    GUEST = "guest"
    OBSERVER = "observer"


class Phase(StrEnum):
    PREPARING = "preparing"
    COLLECT = "collect"
    CLUSTER = "cluster"
    PRIORITISE = "prioritise"
    DRAFT = "draft"
    CONSENT = "consent"
    CLOSED = "closed"


class Right(StrEnum):
    SEE_ROOM = "see_room"
    SUBMIT_NEED = "submit_need"
    ARRANGE_NEEDS = "arrange_needs"
    REVEAL_NEEDS = "reveal_needs"
    SEE_HIDDEN_NEEDS = "see_hidden_needs"
    VOTE = "vote"
    RUN_POLLS = "run_polls"
    CREATE_DRAFT = "create_draft"
    WRITE_DRAFT = "write_draft"
    REVIEW_DRAFT = "review_draft"
    COMMENT = "comment"
    FREEZE_VERSION = "freeze_version"
    RECORD = "record"
    PREPARE = "prepare"
    RUN_ROOM = "run_room"
    CONFIRM_PEOPLE = "confirm_people"
    SEE_PEOPLE = "see_people"
    ADD_SOURCE = "add_source"
    KEEP_REFERENCES = "keep_references"


PHASES = list(Phase)
SCREEN_VIEWS = ("welcome", "question", "needs", "clusters", "timer", "result", "text", "blank")

_READ = frozenset({Right.SEE_ROOM})
_TAKE_PART = _READ | {Right.SUBMIT_NEED, Right.COMMENT, Right.WRITE_DRAFT, Right.SEE_PEOPLE, Right.ADD_SOURCE}
_LEAD = _TAKE_PART | {
    Right.ARRANGE_NEEDS, Right.REVEAL_NEEDS, Right.SEE_HIDDEN_NEEDS, Right.RUN_POLLS, Right.CREATE_DRAFT,
    Right.REVIEW_DRAFT, Right.FREEZE_VERSION, Right.RECORD, Right.PREPARE, Right.RUN_ROOM, Right.CONFIRM_PEOPLE,
    Right.KEEP_REFERENCES,
}  # fmt: skip
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.MODERATOR: _LEAD,
    Role.MINUTE_TAKER: _READ | {Right.SEE_HIDDEN_NEEDS, Right.SEE_PEOPLE, Right.COMMENT},
    Role.EDITOR: _TAKE_PART | {Right.REVIEW_DRAFT, Right.FREEZE_VERSION, Right.CREATE_DRAFT, Right.KEEP_REFERENCES},
    Role.EXPERT: _TAKE_PART | {Right.VOTE},
    Role.GUEST: _TAKE_PART,
    Role.OBSERVER: _READ | {Right.SEE_PEOPLE},
}

_UNTIL_CLOSED = frozenset({Right.PREPARE, Right.ADD_SOURCE, Right.KEEP_REFERENCES})
# What each phase opens. A right that is in no phase's list is open in every phase.
_OPENED: dict[Phase, frozenset[Right]] = {
    Phase.PREPARING: _UNTIL_CLOSED,
    Phase.COLLECT: _UNTIL_CLOSED | {Right.SUBMIT_NEED, Right.REVEAL_NEEDS},
    Phase.CLUSTER: _UNTIL_CLOSED | {Right.ARRANGE_NEEDS, Right.REVEAL_NEEDS},
    Phase.PRIORITISE: _UNTIL_CLOSED | {Right.VOTE, Right.RUN_POLLS},
    Phase.DRAFT: _UNTIL_CLOSED | {
        Right.CREATE_DRAFT, Right.WRITE_DRAFT, Right.REVIEW_DRAFT, Right.COMMENT, Right.FREEZE_VERSION, Right.VOTE,
        Right.RUN_POLLS,
    },
    Phase.CONSENT: _UNTIL_CLOSED | {
        Right.VOTE, Right.RUN_POLLS, Right.WRITE_DRAFT, Right.REVIEW_DRAFT, Right.COMMENT, Right.FREEZE_VERSION,
        Right.RECORD,
    },
    Phase.CLOSED: frozenset({Right.RECORD}),
}  # fmt: skip
_PHASED = frozenset().union(*_OPENED.values())

# Roles that can be in an electorate, once confirmed.
VOTING_ROLES = frozenset(role for role, rights in _RIGHTS.items() if Right.VOTE in rights)
# Roles that staff give; being given one is being confirmed.
GIVEN = frozenset({Role.MODERATOR, Role.MINUTE_TAKER, Role.EDITOR})
# Roles that are told the facts meant for the moderation.
MODERATION = frozenset({Role.MODERATOR, Role.MINUTE_TAKER})


def rights_of(role: str, *, admitted: bool) -> frozenset[Right]:
    """What `role` may do at all; who is still waiting may do nothing."""
    return _RIGHTS[Role(role)] if admitted else frozenset()


def is_open_in(right: Right, phase: str) -> bool:
    """Whether the phase opens what `right` allows."""
    return right not in _PHASED or right in _OPENED[Phase(phase)]


def open_rights(role: str, phase: str, *, admitted: bool) -> frozenset[Right]:
    """What `role` may do right now."""
    return frozenset(right for right in rights_of(role, admitted=admitted) if is_open_in(right, phase))


def is_admitted(*, confirmed: bool, admission: str) -> bool:
    """Whether a person is in the room: confirmed by staff, or the room lets everybody in who knows the code."""
    return confirmed or admission == "open"


def may_follow(current: str, wanted: str) -> bool:
    """Whether a room may change from one phase to another: any other one, but never back before its opening."""
    return current != wanted and wanted != Phase.PREPARING
