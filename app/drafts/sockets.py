"""The live text over the socket: docs/live.md describes the events."""

from __future__ import annotations

import time
from typing import Any

from app.drafts import service
from app.drafts.bodies import CloseBody, OpenBody, PresenceBody, SyncBody
from app.drafts.hub import Hub, channel
from app.drafts.live import gate
from app.drafts.live.pace import Pace
from app.drafts.live.pipeline import Committed, Edit, NotTaken
from app.drafts.live.presence import Seat
from app.drafts.live.room import Gone, Room
from app.drafts.refusals import FAULTS, BrokenUpdate, Busy, Expelled, OpenedTooOften, OtherSchema, Unsaved, refusal
from app.drafts.text import wire
from app.drafts.text.lib0 import Poisonous
from app.drafts.text.tree import SCHEMA
from app.errors import NotAllowed, NotFound, NotSignedIn, Refusal, TooLarge
from app.hot import Reply
from app.intake import check
from app.live import Connection, Live
from app.workshops.presence import participant_of
from app.workshops.rules import Right

# After a new fact in the workshop the right to write is looked up again, but not at every keystroke while facts flow.
RIGHTS_SECONDS = 0.5
# Edits of one seat that may wait for their commit; a page sends the next one after the answer.
MOST_WAITING_OF_ONE = 8
MAX_STATE_VECTOR = 16_000  # bytes: more than a thousand people who wrote
# Openings by one person. Twenty pages that come back after a restart are twenty, and each may meet a gap at once.
OPENINGS_AT_ONCE, OPENINGS_A_SECOND = 40, 2


def register(live: Live, drafts: Hub) -> None:
    """Handle the requests about drafts, all of them without Flask's request: three hundred may open a text at once."""
    openings = Pace(at_once=OPENINGS_AT_ONCE, a_second=OPENINGS_A_SECOND)

    @live.on_hot("draft:open")
    def open_draft(sid: str, body: object, reply: Reply) -> None:
        reply.give(_open(sid, check(OpenBody, body), drafts, live, openings))

    @live.on_hot("draft:sync")
    def sync(sid: str, body: object, reply: Reply) -> None:
        _sync(sid, check(SyncBody, body), reply, drafts, live)

    @live.on_hot("draft:presence")
    def presence(sid: str, body: object, reply: Reply) -> None:
        _move(sid, check(PresenceBody, body), drafts)
        reply.give({})

    @live.on_hot("draft:close")
    def close(sid: str, body: object, reply: Reply) -> None:
        reply.give(_close(sid, check(CloseBody, body), drafts, live))


def _open(sid: str, body: OpenBody, drafts: Hub, live: Live, openings: Pace) -> dict[str, Any]:
    check_schema(body.schema_number)
    connection, participant_id = _who(sid, live)
    if not openings.allows(participant_id):
        raise OpenedTooOften
    _check_state(body.state)
    last = live.last_told(connection.workshop_id)  # before the rights are read: a fact after it makes them stale
    with live.database.reading() as db:
        place = service.place(db, draft_id=body.draft, participant_id=participant_id)
    _hear(sid, body.draft, live)
    seat = drafts.presence.enter(_seat_at(place, sid, body.draft, last))
    drafts.start()
    drafts.told_presence()
    try:
        room = drafts.pipeline.room(body.draft)
    except Gone:
        raise NotFound from None
    own = {"rights": _rights(place), "editing": place.editing, "connection": seat.connection}
    return {**_state(drafts, room, body.state), **own}


def _hear(sid: str, draft_id: int, live: Live) -> None:
    """Before anybody is told of the socket: it may have ended while its rights were read."""
    try:
        live.enter(sid, channel(draft_id))
    except KeyError:
        raise Unsaved from None


def _who(sid: str, live: Live) -> tuple[Connection, int]:
    """The connection of a socket, and the participant whose it is."""
    connection = live.connections.get(sid)
    if connection is None:
        raise Unsaved  # it is just being cut; the next connection will have an answer
    participant_id = participant_of(connection)
    if participant_id is None:
        raise NotSignedIn
    return connection, participant_id


def _rights(place: service.Place) -> dict[str, Any]:
    """`closed` and `suggested` are the sections in which it is otherwise than in the rest, by their keys."""
    return {
        "write": place.may_write,
        "suggest": place.may_suggest,
        "review": Right.REVIEW_DRAFT in place.rights,
        "comment": Right.COMMENT in place.rights,
        "closed": sorted(place.leave.closed),
        "suggested": sorted(place.leave.suggested),
    }


def _seat_at(place: service.Place, sid: str, draft_id: int, last: int) -> Seat:
    return Seat(
        sid, draft_id, place.workshop_id, place.participant_id, place.name, place.leave, place.may_suggest, last
    )


def _state(drafts: Hub, room: Room, state: bytes) -> dict[str, Any]:
    """Everything committed that a document at `state` lacks, and who is here."""
    number, update, vector = room.difference(state)
    return {
        "draft": room.draft_id,
        "epoch": room.epoch,
        "number": number,
        "update": update,
        "state": vector,
        "people": drafts.presence.people(room.draft_id),
        "unsaved": drafts.pipeline.is_unsaved(room.draft_id),
    }


def check_schema(number: int) -> None:
    """Refuse an editor that knows another schema of the text."""
    if number != SCHEMA:
        raise OtherSchema


def _check_state(state: bytes) -> None:
    if len(state) > MAX_STATE_VECTOR:
        raise TooLarge
    try:
        wire.inspect_state(state)
    except Poisonous:
        raise BrokenUpdate from None


def _sync(sid: str, body: SyncBody, reply: Reply, drafts: Hub, live: Live) -> None:
    """Queue the edit; the answer comes from the pipeline, after the commit."""
    seat = _seat(drafts, body.draft, sid)
    if len(body.update) > gate.MAX_UPDATE:
        raise TooLarge
    _require_writing(seat, live)
    if drafts.presence.is_expelled(seat.participant_id):
        raise Busy  # their other pages' edits may be good: they wait until the minute is over

    def answer(given: Committed | NotTaken) -> None:
        seat.waiting -= 1
        if isinstance(given, Committed):
            reply.give({"number": given.number})
        else:
            reply.refuse(_counted(refusal(given.reason), seat, drafts, live))

    edit = Edit(body.draft, body.epoch, seat.participant_id, body.update, None, answer, seat.leave)
    if seat.waiting >= MOST_WAITING_OF_ONE or not drafts.pipeline.submit(edit):
        raise Busy
    seat.waiting += 1


def _require_writing(seat: Seat, live: Live) -> None:
    """NotAllowed for who may not even suggest; whatever changes that is a fact of the workshop."""
    now, last = time.monotonic(), live.last_told(seat.workshop_id)
    if last != seat.fact and (not seat.may_suggest or now - seat.looked_at > RIGHTS_SECONDS):
        with live.database.reading() as db:
            may = service.may_edit(db, draft_id=seat.draft_id, participant_id=seat.participant_id)
        seat.leave, seat.may_suggest = may
        seat.fact, seat.looked_at = last, now
    if not seat.may_suggest:
        raise NotAllowed


def _counted(fault: Refusal, seat: Seat, drafts: Hub, live: Live) -> Refusal:
    """The refusal to answer with; a person's third fault within a minute ends the socket, once the answer is out."""
    if not isinstance(fault, FAULTS) or not drafts.presence.count_fault(seat.participant_id):
        return fault
    live.socketio.start_background_task(_cut_soon, live, seat.sid)
    return Expelled()


def _cut_soon(live: Live, sid: str) -> None:
    live.socketio.sleep(0.2)
    live.cut(sid)


def _move(sid: str, body: PresenceBody, drafts: Hub) -> None:
    cursor = body.cursor.model_dump() if body.cursor else None
    drafts.presence.move(_seat(drafts, body.draft, sid), cursor)
    drafts.told_presence()


def _close(sid: str, body: CloseBody, drafts: Hub, live: Live) -> dict[str, Any]:
    drafts.presence.leave(body.draft, sid)
    live.leave(sid, channel(body.draft))
    drafts.told_presence()
    return {}


def _seat(drafts: Hub, draft_id: int, sid: str) -> Seat:
    seat = drafts.presence.find(draft_id, sid)
    if seat is None:
        raise NotAllowed
    return seat
