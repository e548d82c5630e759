"""What green.py assumes of eventlet and changes in it, and how a connection is made."""

from __future__ import annotations

import base64
import contextlib
import os
import random
import socket
import subprocess
import sys

import pytest

from tests.bad_input.test_socket import HANDSHAKE, packed
from tests.conftest import ONE_OF_EACH
from tests.servers import ROOT, LiveServer, free_port
from tests.waiting import until

one_of_each = pytest.mark.parametrize("server", ONE_OF_EACH, indirect=True, ids="-".join, scope="session")
eventlet_only = pytest.mark.parametrize("server", ONE_OF_EACH[:1], indirect=True, ids="-".join, scope="session")

UNMASKING = """
import random, green
from eventlet.websocket import RFC6455WebSocket
draw = random.Random(7)
for length in [*range(10), 125, 126, 65_535, 65_536, 100_000]:
    for offset in range(5):
        data, mask = draw.randbytes(length), tuple(draw.randbytes(4))
        assert green.unmask(data, mask, length, offset) == RFC6455WebSocket._apply_mask(data, mask, length, offset)
        assert green.unmask(data, mask) == RFC6455WebSocket._apply_mask(data, mask)
green.patch()
from eventlet import websocket
assert websocket.RFC6455WebSocket._apply_mask is green.unmask
"""


PROMPTNESS = """
import green
green.patch()
import eventlet, socket, sys, urllib.request

def application(environ, start_response):
    connection = environ["eventlet.input"].get_socket()
    start_response("200 OK", [])
    return [b"%d" % connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)]

eventlet.spawn(green.serve, application, "127.0.0.1", int(sys.argv[1]))
eventlet.sleep(0)
assert urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", timeout=10).read() == b"1"
"""

READING_AHEAD = """
import io, random, green

class Line(io.BytesIO):
    asked = 0
    def recv(self, size):
        self.asked += 1
        return self.read(min(size, draw.randrange(1, 3_000)))

draw = random.Random(7)
said = draw.randbytes(200_000)
line = Line(said)
eager, heard, questions = green.EagerSocket(line), [b"?"], 0
while heard[-1]:
    heard.append(eager.recv(draw.choice([2, 4, 100, 5_000])))
    questions += 1
assert b"".join(heard[1:]) == said
assert line.asked < questions / 2
assert eager.tell() == len(said)
"""
SCRIPTS = {
    "unmasking is eventlet's": UNMASKING,
    "answers go out at once": PROMPTNESS,
    "reading ahead loses nothing": READING_AHEAD,
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_in_a_process_of_its_own(script):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, str(free_port())]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)  # noqa: S603  # our own words


def shake_hands(server: LiveServer, **more: str) -> tuple[socket.socket, str]:
    """A new connection as a browser asks for it, and the server's answer to that."""
    key = base64.b64encode(random.randbytes(16)).decode()  # noqa: S311  # no secret
    headers = {
        "Host": "x", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key, **more,
    }  # fmt: skip
    lines = [f"GET {HANDSHAKE} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall("\r\n".join(lines).encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(1)
    return connection, answer.decode()


@one_of_each
def test_no_socket_is_compressed(server):
    extensions = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    connection, answer = shake_hands(server, **extensions)
    with connection:
        assert answer.startswith("HTTP/1.1 101")
        assert "sec-websocket-extensions" not in answer.lower()


@eventlet_only
def test_thousands_may_be_connected(server):
    """As far as the machine lets a process open files."""
    assert server.process is not None
    with open(f"/proc/{server.process.pid}/limits") as limits:  # noqa: PTH123  # no file of ours
        files = next(line for line in limits if line.startswith("Max open files")).split()
    assert int(files[3]) >= min(8_000, int(files[4]))


def frame(data: bytes, opcode: int, *, final: bool) -> bytes:
    """A frame as a client sends it, masked with zeros (RFC 6455, 5.2)."""
    head = bytes([opcode | 0x80 * final])
    length = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + len(data).to_bytes(2, "big")
    return head + length + bytes(4) + data


@eventlet_only
def test_a_message_in_parts_arrives_whole(server):
    connection, _answer = shake_hands(server)
    hello = packed(0, {"workshop_id": 1})
    with contextlib.closing(connection):
        parts = frame(hello[:5], 2, final=False), frame(b"", 9, final=True), frame(hello[5:], 0, final=True)
        connection.sendall(b"".join(parts))
        heard = bytearray()
        until(lambda: not heard.extend(connection.recv(1_000)) and b"not_allowed" in heard)


@eventlet_only
def test_a_message_in_parts_has_the_same_limit(server):
    connection, _answer = shake_hands(server)
    with contextlib.closing(connection):
        with contextlib.suppress(OSError):
            connection.sendall(frame(b"4", 1, final=False) + frame(b"x" * 60_000, 0, final=False) * 4)
        heard = bytearray()
        with contextlib.suppress(OSError):
            until(lambda: not heard.extend(connection.recv(1_000)) and b"too long" in heard)
        assert (1009).to_bytes(2, "big") + b"The message is too long." in heard
