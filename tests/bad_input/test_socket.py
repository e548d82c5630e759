"""Nonsense on the real socket: the server lives, and nobody else notices."""

from __future__ import annotations

import contextlib
import socket

import msgpack
import pytest
import requests
import socketio
import websocket

from app.transport import HELLO_SECONDS
from tests.conftest import ONE_OF_EACH
from tests.people import People
from tests.servers import Browser, LiveServer
from tests.waiting import until

# Each mode and each database once; tests/live and tests/drafts play all four.
pytestmark = pytest.mark.parametrize("server", ONE_OF_EACH, indirect=True, ids="-".join, scope="session")

HANDSHAKE = "/socket.io/?EIO=4&transport=websocket"
EVENTS = ("draft:open", "draft:sync", "draft:presence", "draft:close")
NONSENSE = (
    None, 7, "x", [], {}, {"draft": None}, {"draft": "1' OR 1=1"}, {"draft": 2**64 - 1}, {"draft": -1},
    {"draft": float("nan")}, {"draft": 1, "more": 1}, b"\x00",
)  # fmt: skip
HELLOS = (
    [], 7, "x", {"workshop_id": []}, {"workshop_id": 2**64 - 1}, {"workshop_id": -1}, {"screen": "\x00"},
    {"screen": "x" * 10_000}, {"admin": True},
)  # fmt: skip


@pytest.fixture
def people(served):
    return People(served)


@pytest.fixture
def moderator(server: LiveServer, people: People) -> Browser:
    browser = Browser(server)
    browser.become(people.application, people.moderator)
    return browser


def undisturbed(server: LiveServer, moderator: Browser, people: People, witness) -> None:
    """The server answers, and who was connected still hears what happens."""
    heard = len(witness.facts)
    assert server.is_up()
    assert moderator.ask("POST", f"/workshops/{people.workshop_id}/attention", {}).status_code == 204
    until(lambda: len(witness.facts) > heard, what="the fact")


@pytest.mark.parametrize("auth", HELLOS)
def test_a_strange_hello_is_refused(server, moderator, auth):
    with pytest.raises(socketio.exceptions.ConnectionError), moderator.connected(auth):
        pass
    assert server.is_up()


def test_strange_events_are_answered_with_a_refusal(server, people, moderator):
    room = {"workshop_id": people.workshop_id}
    with moderator.connected(room) as witness, moderator.connected(room) as socket:
        for event in EVENTS:
            for body in NONSENSE:
                answer = socket.ask(event, body)
                assert (event, body, answer["ok"]) == (event, body, False)
                assert answer["message"]
                assert answer["error"] != "internal"
        undisturbed(server, moderator, people, witness)


def test_events_that_nobody_listens_to_are_ignored(server, people, moderator):
    room = {"workshop_id": people.workshop_id}
    with moderator.connected(room) as witness, moderator.connected(room) as socket:
        for event in ("fact", "poll:close", "x" * 1_000, "connect", "message"):
            socket.client.emit(event, {"workshop_id": people.workshop_id})
        undisturbed(server, moderator, people, witness)


@contextlib.contextmanager
def raw(server: LiveServer, moderator: Browser, people: People):
    """A WebSocket on which any bytes can be sent, connected as the moderator."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in moderator.http.cookies)
    opened = websocket.create_connection(f"ws://127.0.0.1:{server.port}{HANDSHAKE}", timeout=5, cookie=cookies)
    try:
        opened.recv()
        opened.send_binary(packed(0, {"workshop_id": people.workshop_id}))
        opened.recv()
        yield opened
    finally:
        opened.shutdown()


def packed(kind: object, data: object, **more: object) -> bytes:
    """A packet of Socket.IO; 0 is a hello and 2 an event."""
    return msgpack.packb({"type": kind, "data": data, "nsp": "/", **more})


def nested(levels: int) -> object:
    value: object = []
    for _level in range(levels):
        value = [value]
    return value


PACKETS = [
    pytest.param("42[7]", id="text"),
    pytest.param("4" + "[" * 50_000, id="deep text"),
    pytest.param("x", id="unknown packet"),
    pytest.param("", id="nothing"),
    pytest.param(b"", id="an empty frame"),
    pytest.param("4", id="an empty message"),
    pytest.param("4null", id="null"),
    pytest.param("4[]", id="an empty list"),
    pytest.param("b", id="no bytes in base64"),
    pytest.param(b"\xc1", id="no msgpack"),
    pytest.param(b"\xdd\xff\xff\xff\xff", id="a list that does not come"),
    pytest.param(b"\x91" * 100_000, id="deep"),
    pytest.param(packed(2, ["draft:open", nested(20)]), id="nested"),
    pytest.param(packed(2, ["draft:open", *["x"] * 20_000]), id="many arguments"),
    pytest.param(packed(2, ["draft:open", "x" * 200_000]), id="huge"),
    pytest.param(packed(2, ["draft:open", {}, {}]), id="two bodies"),
    pytest.param(packed(1, None), id="goodbye"),
    pytest.param(packed(2, ["draft:open", {7: 7}]), id="a number as key"),
    pytest.param(packed(2, ["draft:open", {b"draft": 7}]), id="bytes as key"),
    pytest.param(packed(2, ["draft:open", msgpack.Timestamp(7)]), id="a time"),
    pytest.param(packed(2, ["draft:open", msgpack.ExtType(5, b"x")]), id="a type of its own"),
    pytest.param(packed(2, ["draft:open", msgpack.ExtType(5, b"")]), id="an empty type of its own"),
    pytest.param(packed(2, {}), id="no list"),
    pytest.param(packed(2, []), id="empty"),
    pytest.param(packed(2, [7]), id="a number as event"),
    pytest.param(packed(2, ["disconnect"]), id="an event of Socket.IO itself"),
    pytest.param(packed(2, ["draft:open"], id=["x"]), id="a list as number"),
    pytest.param(packed(2, ["x"], nsp="/admin"), id="another namespace"),
    pytest.param(packed(3, [], id=1), id="an answer to nothing"),
    pytest.param(packed(4, "x"), id="a refusal"),
    pytest.param(packed(5, ["draft:sync", {"_placeholder": True, "num": 0}]), id="attachments"),
    pytest.param(packed(None, []), id="no packet"),
    pytest.param(msgpack.packb([2, ["x"]]), id="no map"),
]


def has_ended(socket: websocket.WebSocket) -> bool:
    """Whether the server says goodbye or hangs up."""
    try:
        while socket.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except (OSError, websocket.WebSocketException):
        return True
    return True


@pytest.mark.parametrize("packet", PACKETS)
def test_broken_packets_end_their_socket_and_disturb_nobody_else(server, people, moderator, packet):
    logged = len(server.log())
    with moderator.connected({"workshop_id": people.workshop_id}) as witness:
        with raw(server, moderator, people) as socket:
            with contextlib.suppress(OSError):
                socket.send(packet, websocket.ABNF.OPCODE_BINARY if isinstance(packet, bytes) else 1)
            assert has_ended(socket)
        undisturbed(server, moderator, people, witness)
    assert "Traceback" not in server.log()[logged:]


def test_after_a_goodbye_the_server_hangs_up(server, people, moderator):
    with raw(server, moderator, people) as stranger:
        stranger.send_close()
        while stranger.sock.recv(1_000):
            pass


def test_who_does_not_say_hello_is_cut(server):
    silent = websocket.create_connection(f"ws://127.0.0.1:{server.port}{HANDSHAKE}", timeout=HELLO_SECONDS + 30)
    with contextlib.closing(silent.sock):
        assert has_ended(silent)


@pytest.mark.parametrize("packet", ["6", "2probe", "2-1", packed(2, ["x"]), packed(1, None)])
def test_a_strangers_flood_of_packets_holds_nobody_up(server, packet):
    """Half a megabyte of small frames, masked with zeros, sent at once."""
    stranger = websocket.create_connection(f"ws://127.0.0.1:{server.port}{HANDSHAKE}", timeout=10)
    with contextlib.closing(stranger.sock):
        data, kind = (packet, 0x82) if isinstance(packet, bytes) else (packet.encode(), 0x81)
        frame = bytes([kind, 0x80 | len(data)]) + bytes(4) + data
        flood(stranger.sock, frame)
        assert requests.get(f"{server.address}/gesundheit", timeout=2).ok


@pytest.mark.parametrize("opcode", [0x89, 0x8A], ids=["ping", "pong"])
def test_a_flood_of_control_frames_holds_nobody_up(server, opcode):
    stranger = websocket.create_connection(f"ws://127.0.0.1:{server.port}{HANDSHAKE}", timeout=10)
    with contextlib.closing(stranger.sock):
        flood(stranger.sock, bytes([opcode, 0x80]) + bytes(4))
        assert requests.get(f"{server.address}/gesundheit", timeout=2).ok


def test_many_requests_on_one_connection_hold_nobody_up(server):
    with socket.create_connection(("127.0.0.1", server.port)) as stranger:
        flood(stranger, b"GET /gesundheit HTTP/1.1\r\nHost: x\r\n\r\n")
        assert requests.get(f"{server.address}/gesundheit", timeout=2).ok


def flood(connection: socket.socket, message: bytes) -> None:
    """Send a message 40,000 times, or as often as fits into the buffers: whoever is read slowly need not wait."""
    connection.settimeout(0.2)
    with contextlib.suppress(OSError):
        connection.sendall(message * 40_000)


def test_a_page_of_another_host_gets_no_socket(server, people, moderator):
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in moderator.http.cookies)
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(
            f"ws://127.0.0.1:{server.port}{HANDSHAKE}", timeout=5, cookie=cookies, origin="https://example.org"
        )


def test_polling_with_an_unknown_session_is_refused(server):
    answer = requests.get(f"{server.address}/socket.io/?EIO=4&transport=polling&sid=guessed", timeout=5)
    assert answer.status_code == 400
    assert server.is_up()
