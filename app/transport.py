"""How connections behave here where Engine.IO would behave otherwise, each with its reason; a test shows each."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import engineio.socket
from engineio.packet import PING, Packet
from socketio import Server

from app.broadcast import DirectSocket

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

# A second from one socket; whoever sends more is read more slowly. A page that types and moves its cursor sends about
# 30 packets of 100 bytes; two programs that answer each other as fast as they can, some hundred.
MOST_PACKETS = 1_000
MOST_BYTES = 200_000
# Seconds' worth that may come at once.
BURST = 1.0
# Of that, what is read without letting others run in between, in seconds' worth and in packets: on a slow machine the
# seconds' worth grows back while the packets are handled.
PACKETS_AT_EASE = 5
AT_EASE = PACKETS_AT_EASE / MOST_PACKETS
# Read as no packet, as nonsense is.
NONSENSE = b" "
# Seconds in which a new connection has to say who it is.
HELLO_SECONDS = 10.0


class PacedSocket(DirectSocket):
    """A connection that lets others run after a few packets, and is read slowly while it floods.

    Under eventlet a reader whose next packet is already there never stops: 3 MB of small packets from one stranger held
    the whole server for half a minute.
    """

    _used = 0.0  # until which moment it has used up what it may send
    _in_a_row = 0  # packets since others could run
    ping_due: float | None = None
    last_ping: float | None

    def __init__(self, server: Any, sid: str) -> None:
        super().__init__(server, sid)
        self.since = time.monotonic()

    def schedule_ping(self) -> None:
        """Engine.IO would start a task for each ping, 8 kB of every idle connection; `Doorkeeper` pings them all."""
        if self.last_ping:
            self.last_ping = None
            self.ping_due = time.monotonic() + self.server.ping_interval

    def ping(self) -> None:
        """Ask whether it is still there."""
        self.ping_due = None
        if not self.closing and not self.closed:
            self.last_ping = time.time()
            self.send(Packet(PING))

    def receive(self, packet: Any) -> None:
        now = time.monotonic()
        size = len(packet.data) if isinstance(packet.data, str | bytes) else 0
        cost = max(1 / MOST_PACKETS, size / MOST_BYTES)
        self._used = max(self._used, now - BURST) + cost
        self._in_a_row += 1
        if self._in_a_row >= PACKETS_AT_EASE or self._used > now - BURST + AT_EASE:
            self._in_a_row = 0
            self.server.sleep(max(0, self._used - now))
        super().receive(packet)


def take_turns() -> None:
    """Let python-engineio make its connections of PacedSocket. Twice is the same as once."""
    engineio.socket.Socket = PacedSocket


class Doorkeeper:
    """Pings the connections, and ends those on which nobody is: after a goodbye, or without an accepted hello.

    Socket.IO would leave them open; they cost as much as others, and nobody's rights can end them.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        server.eio.on("message", self._hear)

    def _hear(self, sid: str, data: object) -> None:
        if sid not in self._server.environ:
            return  # it was ended while this was on its way
        was_somebody = self._is_somebody(sid)
        # python-socketio would read nothing ("4", "4null", an empty frame) as an event without a name, and fail.
        self._server._handle_eio_message(sid, data or NONSENSE)
        if was_somebody and sid in self._server.eio.sockets and not self._is_somebody(sid):
            self._server.eio.sockets[sid].close(wait=False)

    def stay(self) -> None:
        """Look around once a second, for ever; it waits for nothing else, least of all for the database."""
        while True:
            self._server.sleep(1)
            try:
                self.look_around()
            except Exception:  # whatever it is, the next look must come, or nobody is pinged any more
                log.exception("The connections were not looked after; it tries again.")

    def look_around(self) -> None:
        """Ping whom it is time to ping, and end who has not said hello in time."""
        now = time.monotonic()
        for sid, connection in list(self._server.eio.sockets.items()):
            if connection.since < now - HELLO_SECONDS and not self._is_somebody(sid):
                connection.close(wait=False)
            elif connection.ping_due is not None and connection.ping_due <= now:
                connection.ping()

    def _is_somebody(self, sid: str) -> bool:
        return self._server.manager.sid_from_eio_sid(sid, "/") is not None


def never_compress(application: WSGIApplication) -> WSGIApplication:
    """Hide that a browser can compress its WebSocket: that would cost 150 kB for each, and more than half again of our
    time, for messages that are small.
    """

    def without_offer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return application(environ, start_response)

    return without_offer
