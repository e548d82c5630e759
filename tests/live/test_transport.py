"""Packets and the pace at which they are read, without a server; tests/bad_input plays both on a real one."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import engineio
import msgpack
import pytest
from engineio.exceptions import UnknownPacketError
from engineio.packet import MESSAGE, NOOP, Packet
from socketio.packet import CONNECT, CONNECT_ERROR, DISCONNECT, EVENT

from app import transport
from app.packets import CappedPacket
from app.transport import BURST, MOST_BYTES, MOST_PACKETS, PacedSocket
from tests.bad_input.test_socket import PACKETS

NO_PACKETS = [packet for packet in PACKETS if packet.id != "goodbye"]


@pytest.mark.parametrize("packet", NO_PACKETS)
def test_what_is_no_packet_of_a_clients_is_a_goodbye(packet):
    assert CappedPacket(encoded_packet=packet or b" ").packet_type == DISCONNECT


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (CONNECT, {"workshop_id": 7}),
        (DISCONNECT, None),
        (EVENT, ["draft:sync", {"draft": 7, "epoch": 1, "update": bytes(64_000)}]),
        (EVENT, ["draft:presence", {"draft": 7, "cursor": {"anchor": b"a", "head": b"b"}}]),
    ],
)
def test_what_pages_send_arrives_as_it_was(kind, data):
    # socket.io-client sends the options of a packet along.
    sent = {"type": kind, "data": data, "options": {"compress": True}, "nsp": "/", "id": 2**32}
    packet = CappedPacket(encoded_packet=msgpack.packb(sent))
    assert (packet.packet_type, packet.data, packet.namespace, packet.id) == (kind, data, "/", 2**32)


def test_a_packet_without_data_has_none_on_the_wire():
    """socket.io-msgpack-parser takes `data: null` for broken and would not see that the server ended the socket."""
    assert msgpack.unpackb(CappedPacket(DISCONNECT, namespace="/").encode()) == {"type": DISCONNECT, "nsp": "/"}
    refusal = CappedPacket(CONNECT_ERROR, {"message": "not_allowed"}, namespace="/")
    assert msgpack.unpackb(refusal.encode())["data"] == {"message": "not_allowed"}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the server of `connection` was told to wait before each packet; it does not really."""
    return []


@pytest.fixture
def connection(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> PacedSocket:
    """On a machine of any speed all packets come in the same moment, unless the test moves the clock."""
    server = engineio.Server(async_mode="threading")
    monkeypatch.setattr(server, "sleep", waits.append)
    monkeypatch.setattr(transport, "time", SimpleNamespace(monotonic=lambda: 100.0))
    return PacedSocket(server, "sid")


@pytest.mark.parametrize(("size", "a_second"), [(10, MOST_PACKETS), (100_000, MOST_BYTES / 100_000)])
def test_who_sends_too_much_is_read_more_slowly(connection, waits, size, a_second):
    count = int(20 * a_second)
    for _ in range(count):
        connection.receive(Packet(MESSAGE, bytes(size)))
    assert not any(waits[: int(0.99 * a_second * BURST)])
    assert waits[-1] == pytest.approx(count / a_second - BURST, abs=2)


def test_a_packet_of_another_kind_costs_no_less(connection, waits):
    packet = Packet(NOOP)
    packet.data = -1  # python-engineio reads numbers out of control packets
    for _ in range(9):
        with pytest.raises(UnknownPacketError):
            connection.receive(packet)
    assert waits == [0] * 5


def test_others_run_in_between_on_a_slow_machine_too(connection, waits, monkeypatch):
    clock = itertools.count(100, 1 / MOST_PACKETS)  # time passes as fast as packets come
    monkeypatch.setattr(transport, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    for _ in range(50):
        connection.receive(Packet(MESSAGE, b"few"))
    assert len(waits) == 10


def test_others_run_in_between_as_soon_as_a_few_packets_come_at_once(connection, waits):
    for _ in range(20):
        connection.receive(Packet(MESSAGE, b"few"))
    assert 0 < 20 - len(waits) < 10
