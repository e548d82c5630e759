"""A message is framed once and written straight into every WebSocket that is idle.

Engine.IO puts a message into the queue of each connection, from which a task of that connection takes and frames it:
most of a broadcast's time. Here the queue is the exception: for whoever still waits for earlier messages, polls, or is
served by another library than eventlet. What waits is never overtaken, so everybody hears everything in order.

Of eventlet 0.41 and python-engineio 4.15 this assumes what tests/live/test_broadcast.py shows: the writing task takes
what is in the queue and gets to the send lock without a pause, so that an empty queue, a free lock and nobody waiting
for the lock mean that nothing is on its way.
"""

from __future__ import annotations

import logging
import socket
from typing import Any

from engineio.packet import MESSAGE
from engineio.socket import Socket as EngineSocket

log = logging.getLogger(__name__)

# Bytes that may wait for one connection. Whoever does not read is cut, comes back and fetches what is missing.
MOST_WAITING = 4_000_000
# What a waiting message takes beside its bytes.
MESSAGE_BYTES = 500


class DirectSocket(EngineSocket):  # type: ignore[misc]  # python-engineio has no types
    """A connection of Engine.IO that writes messages at once if it can, and bounds what waits if it cannot."""

    _web_socket: Any = None  # eventlet's, if it is one that we know
    _waiting = 0  # bytes in the queue

    def _websocket_handler(self, ws: Any) -> Any:
        self._web_socket = ws if is_known(ws) else None
        return super()._websocket_handler(ws)

    def send(self, pkt: Any) -> None:
        if self._write(pkt):
            return
        if self._waiting > MOST_WAITING:
            self.hang_up()
            return
        self._waiting += MESSAGE_BYTES + len(pkt.data or "")
        super().send(pkt)

    def poll(self) -> Any:
        packets = super().poll()
        self._waiting = 0  # it takes all of them
        return packets

    def _write(self, packet: Any) -> bool:
        """Write a message if nothing is before it; False if it has to queue."""
        ws = self._web_socket
        if ws is None or packet.packet_type != MESSAGE or not packet.binary or not self._is_idle(ws):
            return False
        if packet.frame is None:
            packet.frame = ws._pack_message(packet.data)
        try:
            sent = ws.socket.fd.send(packet.frame)
        except BlockingIOError:
            return False
        except OSError:
            return True  # it is gone; its reader notices
        if sent < len(packet.frame):
            ws._sendlock.acquire()  # free, as we have just seen: nothing gets between the parts
            self.server.start_background_task(self._write_rest, ws, packet.frame[sent:])
        return True

    def _is_idle(self, ws: Any) -> bool:
        is_open = self.upgraded and not self.upgrading and not self.closing and not self.closed
        lock = ws._sendlock
        return is_open and not self.queue.qsize() and lock.counter == 1 and not lock._waiters

    def _write_rest(self, ws: Any, rest: bytes) -> None:
        try:
            ws.socket.sendall(rest)
        except OSError:
            self.hang_up()
        finally:
            ws._sendlock.release()

    def hang_up(self) -> None:
        """End the connection without a word, whatever waits."""
        if self._web_socket is None:
            self.server.start_background_task(self.close, wait=False, abort=True)
            return
        try:
            self._web_socket.socket.shutdown(socket.SHUT_RDWR)  # wakes its reader, which ends it
        except OSError:
            log.debug("A connection had ended already.")


def is_known(ws: Any) -> bool:
    """Whether it is eventlet's WebSocket, built as we know it, and does not compress."""
    lock = getattr(ws, "_sendlock", None)
    parts = hasattr(ws, "_pack_message"), hasattr(lock, "counter"), hasattr(lock, "_waiters")
    connection = getattr(getattr(ws, "socket", None), "fd", None)
    return all(parts) and hasattr(connection, "send") and not getattr(ws, "extensions", True)
