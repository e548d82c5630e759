"""What tests/live/test_broadcast.py shows, under eventlet in a process of its own: a server and its clients in one.

`python -m tests.live.broadcast_trials NAME` plays one trial and fails if it does not hold.
"""

# ruff: noqa: E402  # everything is imported after the patching
from __future__ import annotations

import green

green.patch()

import os
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from socket import MSG_PEEK, SO_RCVBUF, SO_SNDBUF, SOL_SOCKET
from typing import Any

import eventlet
import msgpack
import socketio
import websocket
from engineio.packet import MESSAGE, Packet
from engineio.payload import Payload
from engineio.socket import Socket as EngineSocket
from flask import Flask
from flask_socketio import join_room
from socketio.packet import EVENT

from app.broadcast import MOST_WAITING, DirectSocket, is_known
from app.config import Settings
from app.db import Database
from app.live import Live
from app.packets import encode_each_way_for_itself
from app.transport import take_turns
from tests.servers import free_port

# python-engineio's own client takes few messages in one answer; browsers take them all.
Payload.max_decode_packets = 1_000
ROOM = "room"
SMALL = 20_000  # bytes of a client's buffer that is soon full


class Server:
    """Sockets that need no sign-in and are in one room."""

    def __init__(self) -> None:
        self.port = free_port()
        self.live = Live(Database("sqlite://"), Settings(secret_key="trial"))
        self.live.socketio.on("connect")(lambda _auth=None: join_room(ROOM))
        encode_each_way_for_itself()
        take_turns()
        app = Flask("trial")
        self.live.init_app(app)
        self.live.start(app)
        eventlet.spawn(green.serve, app, "127.0.0.1", self.port)
        eventlet.sleep(0)

    @property
    def connections(self) -> list[DirectSocket]:
        return list(self.live.socketio.server.eio.sockets.values())

    def say(self, number: int, size: int = 10) -> None:
        self.live.broadcast("said", {"number": number, "padding": b"x" * size}, ROOM)

    def shrink_buffers(self, most: int = 3) -> None:
        """Let what is sent to the first connections soon not fit any more."""
        for connection in self.connections[:most]:
            if connection._web_socket:
                connection._web_socket.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, SMALL)

    @contextmanager
    def client(self, buffer: int = 1_000_000) -> Iterator[websocket.WebSocket]:
        """A WebSocket in the room."""
        options = [(SOL_SOCKET, SO_RCVBUF, buffer)]
        address = f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"
        opened = websocket.create_connection(address, timeout=20, sockopt=options)
        try:
            opened.recv()
            opened.send_binary(msgpack.packb({"type": 0, "nsp": "/"}))
            opened.recv()
            yield opened
        finally:
            opened.shutdown()

    @contextmanager
    def polling(self) -> Iterator[list[int]]:
        """The numbers that a client on long polling hears."""
        heard: list[int] = []
        client = socketio.Client(serializer="msgpack", reconnection=False)
        client.on("said", lambda body: heard.append(body["number"]))
        client.connect(f"http://127.0.0.1:{self.port}", transports=["polling"], wait_timeout=30)
        try:
            yield heard
        finally:
            client.disconnect()


def heard_by(client: websocket.WebSocket, count: int) -> list[int]:
    """The numbers of the next messages; answers pings."""
    numbers: list[int] = []
    while len(numbers) < count:
        message = client.recv()
        if message == "2":
            client.send("3")
        else:
            numbers.append(msgpack.unpackb(message)["data"][1]["number"])
    return numbers


def an_idle_socket_is_written_to_at_once(server: Server) -> None:
    with server.client() as client:
        server.say(7)
        # Nothing else has run since: what can be read now was written by `say` itself.
        raw = client.sock.fd.recv(1_000)
        assert b"said" in raw, raw
        [connection] = server.connections
        expected = connection._web_socket._pack_message(raw[2:])
        assert raw == expected


def what_is_on_its_way_is_not_overtaken(server: Server) -> None:
    with server.client() as client:
        [connection] = server.connections
        lock = connection._web_socket._sendlock
        queued = Packet(MESSAGE, packed(0))
        EngineSocket.send(connection, queued)
        server.say(1)  # the lock is free, the queue is not
        assert heard_by(client, 2) == [0, 1]
        lock.acquire()
        server.say(2)  # the queue is empty, the lock is held
        assert is_silent(client)
        eventlet.sleep(0.01)
        assert connection.queue.qsize() == 0, "the writing task waits for the lock"
        lock.release()
        server.say(3)  # queue and lock are free, but the writing task has not come to it yet
        assert is_silent(client)
        assert heard_by(client, 2) == [2, 3]
        server.shrink_buffers()
        server.say(4, size=500_000)  # the kernel takes a part of it
        assert lock.counter == 0
        server.say(5)
        assert heard_by(client, 2) == [4, 5]
        assert lock.counter == 1


def is_silent(client: websocket.WebSocket) -> bool:
    try:
        return not client.sock.fd.recv(1, MSG_PEEK)
    except BlockingIOError:
        return True


def packed(number: int, size: int = 10) -> bytes:
    """The message in which `Server.say` says a number."""
    body = {"number": number, "padding": b"x" * size}
    return msgpack.packb({"type": EVENT, "data": ["said", body], "nsp": "/"})


def everybody_hears_everything_in_order(server: Server) -> None:
    draw = random.Random(int(sys.argv[2]))  # noqa: S311  # no secret
    count, numbers = 300, list(range(300))
    with ExitStack() as stack:
        fast, slow = stack.enter_context(server.client()), stack.enter_context(server.client(SMALL))
        polled = stack.enter_context(server.polling())
        server.shrink_buffers(1)
        reading = eventlet.spawn(heard_by, fast, count)
        late = eventlet.spawn_after(0.5, heard_by, slow, count)
        waited = 0
        for number in numbers:
            server.say(number, size=draw.choice([10, 1_000, 9_000]))
            waited += any(connection._web_socket and connection.queue.qsize() for connection in server.connections)
            if draw.random() < 0.3:
                eventlet.sleep(draw.choice([0, 0, 0.01]))
        assert waited, "nothing had to queue"
        assert reading.wait() == numbers
        assert late.wait() == numbers
        with eventlet.Timeout(60):
            while len(polled) < count:
                eventlet.sleep(0.01)
        assert polled == numbers


def who_does_not_read_is_cut_and_the_others_go_on(server: Server) -> None:
    size, count = 60_000, 3 * MOST_WAITING // 60_000
    with server.client(SMALL), server.client() as other:
        server.shrink_buffers(1)
        reading = eventlet.spawn(heard_by, other, count)
        for number in range(count):
            server.say(number, size=size)
            eventlet.sleep(0)
            assert all(connection._waiting < MOST_WAITING + 2 * size for connection in server.connections)
        assert reading.wait() == list(range(count))
        with eventlet.Timeout(30):
            while len(server.connections) > 1:
                eventlet.sleep(0.01)


def who_answers_pings_stays_and_who_does_not_is_cut(server: Server) -> None:
    engine = server.live.socketio.server.eio
    engine.ping_interval, engine.ping_timeout = 1, 2
    with server.client() as alive, server.client():
        answering = eventlet.spawn(heard_by, alive, 1)
        with eventlet.Timeout(60):
            while len(server.connections) > 1:
                eventlet.sleep(0.1)
        eventlet.sleep(3 * engine.ping_timeout)
        server.say(7)
        assert answering.wait() == [7]


def only_a_websocket_as_we_know_it_is_written_to(server: Server) -> None:
    with server.client():
        [connection] = server.connections
        ws: Any = connection._web_socket
        assert is_known(ws)
        ws.extensions = {"permessage-deflate": {}}
        assert not is_known(ws)
        ws.extensions = {}
        del ws._sendlock
        assert not is_known(ws)


TRIALS = {
    trial.__name__: trial
    for trial in (
        an_idle_socket_is_written_to_at_once,
        what_is_on_its_way_is_not_overtaken,
        everybody_hears_everything_in_order,
        who_does_not_read_is_cut_and_the_others_go_on,
        who_answers_pings_stays_and_who_does_not_is_cut,
        only_a_websocket_as_we_know_it_is_written_to,
    )
}

if __name__ == "__main__":
    TRIALS[sys.argv[1]](Server())
    os._exit(0)  # the server would serve for ever
