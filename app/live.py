"""Socket.IO: who is connected, which facts they are told, and how a connection ends when its right ends.

The socket tells, HTTP writes: see docs/live.md for every event. Only this file knows about Socket.IO's rooms.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

from flask import Flask
from flask_socketio import SocketIO

from app import facts, hot
from app.config import Settings
from app.db import Database
from app.packets import LARGEST_MESSAGE, CappedPacket
from app.transport import Doorkeeper

log = logging.getLogger(__name__)

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
        self._hot: dict[str, hot.HotHandler] = {}
        self._published: dict[int, int] = {}
        self._poked = threading.Event()
        self._running = False
        self._one_at_a_time = threading.Lock()

    def on_hot(self, event: str) -> Callable[[hot.HotHandler], hot.HotHandler]:
        """Register a handler(sid, body, reply), see app/hot.py."""

        def register(handler: hot.HotHandler) -> hot.HotHandler:
            self._hot[event] = handler
            return handler

        return register

    @property
    def events(self) -> set[str]:
        """The names of all events that a client may send."""
        return {*self.socketio.server.handlers["/"], *self._hot}

    def init_app(self, app: Flask) -> None:
        """Serve the sockets of this application: after the last `on`."""
        self.socketio.init_app(app)
        self._doorkeeper = Doorkeeper(self.socketio.server)
        hot.HotEvents(app, self.socketio.server, self._hot)

    def broadcast(self, event: str, message: Mapping[str, object], room: str) -> None:
        """Send to everybody in a room of Socket.IO's, in the order of the calls. app/broadcast.py makes it quick."""
        self.socketio.emit(event, message, to=room)

    def admit(self, connection: Connection) -> None:
        """Let a connected socket hear its workshop, from now on."""
        if connection.hears:
            self.enter(connection.sid, _room(connection.workshop_id, connection.sees_moderation))
        if connection.workshop_id not in self._published:
            with self.database.reading() as db:
                self._published.setdefault(connection.workshop_id, facts.last_number(db, connection.workshop_id))
        self.connections[connection.sid] = connection

    def count_of(self, connection: Connection) -> int:
        """How many sockets the same login has, or for a screen its room."""
        same = (connection.login_id, connection.workshop_id if connection.login_id is None else None)
        others = list(self.connections.values())
        return sum((one.login_id, one.workshop_id if one.login_id is None else None) == same for one in others)

    def release(self, sid: str) -> Connection | None:
        """Forget a socket that has gone; returns what it was, None if it was never admitted."""
        return self.connections.pop(sid, None)

    def enter(self, sid: str, room: str) -> None:
        """Let a socket hear what is broadcast in a room."""
        self.socketio.server.enter_room(sid, room, namespace="/")

    def leave(self, sid: str, room: str) -> None:
        """The contrary of `enter`."""
        self.socketio.server.leave_room(sid, room, namespace="/")

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
            self.socketio.start_background_task(self._doorkeeper.stay)
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
            except Exception:  # the others' step and the next tick must come
                log.exception("The live side failed in %s; it tries again.", getattr(step, "__name__", step))

    def last_told(self, workshop_id: int) -> int:
        """The number of the workshop's last fact that this process told: what was known before it may have changed."""
        return self._published.get(workshop_id, 0)

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
            self.broadcast("fact", message, _room(row.workshop_id, sees_moderation))

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
