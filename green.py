"""The server under eventlet: what must happen before anything else is imported, and how it listens.

Only wsgi.py imports this file, and only it imports eventlet. What it changes in eventlet 0.41 has a test each in
tests/live/test_green.py.
"""

from __future__ import annotations

import os
import resource
import socket
import warnings
from collections.abc import Callable, Sequence
from typing import Any

# eventlet announces its own retirement; the mode is a setting, so that leaving it is one word.
warnings.filterwarnings("ignore", message=r"(?s).*Eventlet is deprecated")

import eventlet  # noqa: E402  # after the filter
import eventlet.websocket  # noqa: E402  # as above
import eventlet.wsgi  # noqa: E402  # as above
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket  # noqa: E402  # as above

# Connections at a time: 2,000 pages with a socket each, and the requests between.
MOST_CONNECTIONS = 4_000
# Connections that the kernel keeps until we accept them: after a restart everybody comes back at once.
BACKLOG = 2_048
# Bytes that are asked for when a frame begins: more than an edit has.
READ_AHEAD = 1_024
# Seconds in which a connection that is no socket must move: its next request, a line of it, a piece of an answer.
PATIENCE = 75


def unmask(data: bytes, mask: Sequence[int], length: int | None = None, offset: int = 0) -> bytes:
    """What a frame says (RFC 6455, 5.3). eventlet goes byte by byte, and 100 kB held everybody up for 50 ms."""
    length = len(data) if length is None else length
    key = bytes(mask[(offset + place) % 4] for place in range(4)) * (length // 4 + 1)
    plain = int.from_bytes(data[:length], "little") ^ int.from_bytes(key[:length], "little")
    return plain.to_bytes(length, "little")


class EagerSocket:
    """A socket that is read in larger pieces than asked for: eventlet asks four times for each frame."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._ahead = b""

    def recv(self, size: int) -> bytes:
        data: bytes = self._ahead or self._connection.recv(max(size, READ_AHEAD))
        self._ahead = data[size:]
        return data[:size]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class PatientWebSocket(RFC6455WebSocket):  # type: ignore[misc]  # eventlet has no types
    """Lets others run between frames that the application does not see, and bounds a message that comes in parts."""

    _apply_mask = staticmethod(unmask)
    _gathered = 0  # bytes of the message that is being read

    def __init__(self, sock: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(EagerSocket(sock), *arguments, **options)

    def _handle_control_frame(self, opcode: int, data: bytes) -> object:
        eventlet.sleep(0)
        return super()._handle_control_frame(opcode, data)

    def _recv_frame(self, message: Any = None) -> Any:
        known = 0
        if message is not None:
            known = len(message.data)
            eventlet.sleep(0)
        frame = super()._recv_frame(message)
        if not frame.opcode & 8:
            self._gathered = sum(map(len, frame.data[known:])) + (self._gathered if known else 0)
            if self._gathered > self.max_frame_length:
                raise FailedConnectionError(1009, "The message is too long.")
        return frame


class ThriftyProtocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no types
    """Reads and writes with small buffers: an idle WebSocket keeps those of its handshake, 24 kB at eventlet's."""

    rbufsize = 1_024
    wbufsize = 1_024


def patch() -> None:
    """Make the standard library wait where green threads can switch. Before anything of it is used."""
    # psycopg 3 would hold the whole process while it waits; this makes it wait where green threads can switch.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    eventlet.monkey_patch()
    eventlet.websocket.RFC6455WebSocket = PatientWebSocket


def serve(app: Callable[..., object], host: str, port: int) -> None:
    """Answer requests and hold sockets until the process is ended."""
    _allow_files(2 * MOST_CONNECTIONS)
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = eventlet.listen(address, family, BACKLOG, reuse_port=False)
    # A small message goes out at once and does not wait until the one before is acknowledged; connections inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    eventlet.wsgi.server(
        listening, app, max_size=MOST_CONNECTIONS, log_output=False, debug=False,
        keepalive=PATIENCE, socket_timeout=PATIENCE, protocol=ThriftyProtocol,
    )  # fmt: skip


def _allow_files(wanted: int) -> None:
    """Each connection is an open file; many systems let a process have 1,024 unless it asks for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
