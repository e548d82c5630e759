"""What we change in Engine.IO and Socket.IO, each with its reason. The versions are pinned; a test shows each.

Only app/live.py and the factory know of this file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import engineio.packet
import engineio.socket
from engineio.packet import Packet as EnginePacket
from engineio.socket import Socket as EngineSocket
from socketio import Server
from socketio.packet import BINARY_EVENT, EVENT, Packet

# python-socketio has no limit of its own on the binary parts that one packet announces.
MOST_ATTACHMENTS = 10
# Packets a second from one socket; whoever sends more waits. A page that types and moves its cursor sends about 30.
MOST_PACKETS = 100

Send = Callable[..., object]


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


def send_packets_whole(server: Server) -> None:
    """Keep the frames of one packet together: a binary event is two frames, and in threading mode another thread's
    packet could get between them, which ends the client's connection (python-socketio 5.18).
    """
    lock = threading.RLock()
    for owner, name in ((server.manager, "emit"), (server, "_send_packet")):
        setattr(owner, name, _one_at_a_time(lock, getattr(owner, name)))


def _one_at_a_time(lock: threading.RLock, send: Send) -> Send:
    def hold_and_send(*arguments: object, **options: object) -> object:
        with lock:
            return send(*arguments, **options)

    return hold_and_send


class FreshPacket(EnginePacket):  # type: ignore[misc]  # python-engineio has no types
    """Works around python-engineio 4.15.1: one cached encoding of a binary packet breaks polling beside WebSocket.

    Its `encode` keeps the first encoding; in a room with both transports the polling client gets the bytes that were
    made for the WebSocket client and is disconnected. tests/drafts/test_live.py has one of each.
    """

    def encode(self, b64: bool = False) -> Any:
        if self.binary:
            self.encode_cache = None
        return super().encode(b64=b64)


def encode_each_way_for_itself() -> None:
    """Let python-engineio make its packets of FreshPacket. Twice is the same as once."""
    engineio.packet.Packet = FreshPacket


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
