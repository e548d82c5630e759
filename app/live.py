"""Socket.IO: who is connected, which facts they are told, and how a connection ends when its right ends.

The socket tells, HTTP writes: see docs/live.md for every event. Only this file knows about Socket.IO's rooms.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import engineio.socket
from engineio.packet import Packet as EnginePacket
from engineio.socket import Socket as EngineSocket
from flask import Flask, request
from flask_socketio import SocketIO, join_room
from socketio import Server
from socketio.packet import BINARY_EVENT, EVENT, Packet

from app import facts
from app.config import Settings
from app.db import Database
from app.errors import Refusal, TooLarge

log = logging.getLogger(__name__)

# One message from a client; larger updates of a text go over HTTP.
LARGEST_MESSAGE = 128_000
# python-socketio has no limit of its own on the binary parts that one packet announces.
MOST_ATTACHMENTS = 10
# Packets a second from one socket; whoever sends more waits. A page that types and moves its cursor sends about 30.
MOST_PACKETS = 100
# How often facts and rights are looked up when nothing pokes: revoked means revoked within two seconds.
TICK_SECONDS = 1.0
# How often the rest is done, on a fixed beat whatever happens: a turnout must not tell when somebody voted.
BEAT_SECONDS = 2.0

Seat = Hashable


@dataclass(frozen=True)
class Connection:
    """A socket and what it was let in as. When `seat` is no longer what the database says, the socket is cut.

    Who waits to be let in is connected, so that being let in is noticed, but `hears` nothing.
    """

    sid: str
    workshop_id: int
    login_id: int | None
    seat: Seat
    sees_moderation: bool
    hears: bool = True


# Says what each connection's seat is now: {sid: seat}, a missing sid has none left.
SeatLookup = Callable[[list[Connection]], Mapping[str, Seat]]
Handler = Callable[..., object]


class CappedPacket(Packet):  # type: ignore[misc]  # python-socketio has no types
    """A packet that refuses more binary attachments than any event of ours has, and what is no event of a client's.

    python-socketio would hand an event named "disconnect" to the handler of real ones: the socket would be forgotten,
    go on hearing, and never be cut.
    """

    def decode(self, encoded_packet: str) -> Any:
        attachments = super().decode(encoded_packet)
        if attachments > MOST_ATTACHMENTS:
            raise ValueError("too many attachments")
        if self.packet_type in (EVENT, BINARY_EVENT) and not _is_a_clients(self.data):
            raise ValueError("no event of a client's")
        return attachments


def _is_a_clients(event: object) -> bool:
    """Whether it is [name, …] with a name that Socket.IO does not keep for itself."""
    if not isinstance(event, list) or not event or not isinstance(event[0], str):
        return False
    return event[0] not in ("connect", "disconnect")


class Live:
    """The live side of the application: one object per process."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.socketio = SocketIO(
            async_mode=settings.async_mode,
            serializer=CappedPacket,
            max_http_buffer_size=LARGEST_MESSAGE,
            cors_allowed_origins=None,  # only pages of our own host
            async_handlers=False,
            manage_session=False,
            ping_interval=10,
            ping_timeout=5,
        )
        self.connections: dict[str, Connection] = {}
        self.seats: SeatLookup = lambda _connections: {}
        self.on_beat: list[Callable[[], None]] = []
        self._published: dict[int, int] = {}
        self._poked = threading.Event()
        self._running = False
        self._one_at_a_time = threading.Lock()

    def on(self, event: str) -> Callable[[Handler], Handler]:
        """Register a handler whose answer is acknowledged as {"ok": true, "data": …} or as a refusal."""

        def register(handler: Handler) -> Handler:
            self.socketio.on(event)(_acknowledged(handler))
            return handler

        return register

    def admit(self, connection: Connection) -> None:
        """Let a connected socket hear its workshop, from now on."""
        if connection.hears:
            join_room(_room(connection.workshop_id, connection.sees_moderation), sid=connection.sid, namespace="/")
        with self.database.reading() as db:
            self._published.setdefault(connection.workshop_id, facts.last_number(db, connection.workshop_id))
        self.connections[connection.sid] = connection

    def release(self, sid: str) -> Connection | None:
        """Forget a socket that has gone; returns what it was, None if it was never admitted."""
        return self.connections.pop(sid, None)

    def connection(self) -> Connection | None:
        """The connection of the event being handled."""
        return self.connections.get(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it

    def cut(self, sid: str) -> None:
        """End a socket from our side. Whoever it was leaves as if by themselves: the attendance ends, too."""
        self.socketio.server.disconnect(sid)
        self.release(sid)  # one that Socket.IO has forgotten already

    def poke(self) -> None:
        """Facts were committed, or rights changed: look now, not at the next tick."""
        self._poked.set()

    def start(self, app: Flask) -> None:
        """Start looking in the background. Twice is the same as once."""
        if not self._running:
            self._running = True
            self.socketio.start_background_task(self._run, app)
            self.socketio.start_background_task(self._beat, app)

    def _run(self, app: Flask) -> None:
        while self._running:
            self._poked.wait(TICK_SECONDS)
            self._poked.clear()
            with app.app_context():
                self._try(self.publish, self.revoke)

    def _beat(self, app: Flask) -> None:
        while self._running:
            self.socketio.sleep(BEAT_SECONDS)
            with app.app_context():
                self._try(*self.on_beat)

    def _try(self, *steps: Callable[[], None]) -> None:
        for step in steps:
            try:
                step()
            except Exception:
                log.exception("The live side failed in %s; it tries again.", getattr(step, "__name__", step))

    def publish(self) -> None:
        """Tell this process's sockets every committed fact that they have not been told."""
        with self._one_at_a_time:
            for workshop_id in {connection.workshop_id for connection in list(self.connections.values())}:
                with self.database.reading() as db:
                    rows = facts.list_after(db, workshop_id, self._published.get(workshop_id, 0))
                for row in rows:
                    self._tell(row)
                    self._published[workshop_id] = row.number

    def _tell(self, row: facts.FactRow) -> None:
        for sees_moderation in (True, False):
            message = row.message(with_data=sees_moderation or row.audience == "room")
            self.socketio.emit("fact", message, to=_room(row.workshop_id, sees_moderation))

    def revoke(self) -> None:
        """Cut every socket whose login, role or place in the workshop is no longer what it was let in with."""
        connected = list(self.connections.values())
        if not connected:
            return
        seats = self.seats(connected)
        for connection in connected:
            if seats.get(connection.sid) != connection.seat:
                self.cut(connection.sid)


def _room(workshop_id: int, sees_moderation: bool) -> str:
    return f"workshop:{workshop_id}:{'moderation' if sees_moderation else 'room'}"


def _acknowledged(handler: Handler) -> Handler:
    def answer(*arguments: object) -> dict[str, object]:
        try:
            return {"ok": True, "data": handler(*arguments)}
        except Refusal as refusal:
            return {"ok": False, **refusal.as_dict()}
        except Exception:
            log.exception("A socket event failed.")
            return {"ok": False, **Refusal().as_dict(), "error": "internal"}

    return answer


def check_size(data: bytes, limit: int) -> None:
    """Refuse bytes above the limit."""
    if len(data) > limit:
        raise TooLarge


def send_packets_whole(server: Server) -> None:
    """Keep the frames of one packet together: a binary event is two frames, and in threading mode another thread's
    packet could get between them, which ends the client's connection (python-socketio 5.18).
    """
    lock = threading.RLock()
    for owner, name in ((server.manager, "emit"), (server, "_send_packet")):
        setattr(owner, name, _one_at_a_time(lock, getattr(owner, name)))


def _one_at_a_time(lock: threading.RLock, send: Handler) -> Handler:
    def hold_and_send(*arguments: object, **options: object) -> object:
        with lock:
            return send(*arguments, **options)

    return hold_and_send


def encode_each_way_for_itself() -> None:
    """Work around python-engineio 4.15.1: one cached encoding of a binary packet breaks polling beside WebSocket.

    Its `Packet.encode` keeps the first encoding; in a room with both transports the polling client gets the bytes
    that were made for the WebSocket client and is disconnected. tests/live/test_transports.py shows it.
    """
    encode = EnginePacket.encode

    def encode_anew(self: Any, b64: bool = False) -> Any:
        if self.binary:
            self.encode_cache = None
        return encode(self, b64=b64)

    EnginePacket.encode = encode_anew


class PacedSocket(EngineSocket):  # type: ignore[misc]  # python-engineio has no types
    """A connection that lets others run after every packet, and is read slowly while it floods.

    Under eventlet a reader whose next packet is already there never stops: 3 MB of small packets from one stranger held
    the whole server for half a minute.
    """

    _packets = (0, 0)  # the second, and how many came in it

    def receive(self, packet: Any) -> None:
        second, count = int(time.monotonic()), self._packets[1] + 1
        self._packets = (second, count if second == self._packets[0] else 1)
        self.server.sleep(1 / MOST_PACKETS if self._packets[1] > MOST_PACKETS else 0)
        super().receive(packet)


def take_turns() -> None:
    """Let python-engineio make its connections of PacedSocket. Twice is the same as once."""
    engineio.socket.Socket = PacedSocket
