"""How packets of Socket.IO and Engine.IO look here, and what of a client's is taken for one.

The versions are pinned; a test shows each change. Only the plumbing of the socket knows of this file.
"""

from __future__ import annotations

from typing import Any, NoReturn

import engineio.packet
import msgpack
from engineio.packet import CLOSE
from engineio.packet import Packet as EnginePacket
from socketio.msgpack_packet import MsgPackPacket
from socketio.packet import CONNECT, DISCONNECT, EVENT

# Bytes in one message from a client; larger updates of a text go over HTTP.
LARGEST_MESSAGE = 128_000
# What one packet of a client's may hold: our largest event is a handful of named values, three levels deep.
MOST_ITEMS = 32
MOST_LEVELS = 8
LONGEST_STRING = 2_000
# Characters of a packet of Engine.IO that is no message ("2probe"); python-engineio reads them as JSON, however deep.
LONGEST_TEXT = 500


class CappedPacket(MsgPackPacket):  # type: ignore[misc]  # python-socketio has no types
    """A packet as one msgpack map, so that an event with bytes is one frame; from a client it is bounded.

    Whatever is no packet of a client's is taken for a goodbye.
    """

    def decode(self, encoded_packet: object) -> None:
        try:
            fields = _unpack(encoded_packet)
        except ValueError:
            fields = {}
        if not _is_a_clients(fields):
            fields = {"type": DISCONNECT}
        self.packet_type, self.namespace = fields["type"], fields.get("nsp")
        self.data, self.id = fields.get("data"), fields.get("id")

    def _to_dict(self) -> dict[str, Any]:
        """Without the data if there are none: socket.io-msgpack-parser takes null for a broken packet."""
        fields: dict[str, Any] = super()._to_dict()
        return {name: value for name, value in fields.items() if value is not None}


def _unpack(encoded: object) -> dict[str, Any]:
    """The fields of a packet; ValueError for anything that is not small, shallow and made of JSON's types and bytes."""
    if not isinstance(encoded, bytes):
        raise ValueError("no msgpack")
    sizes = {"max_array_len": MOST_ITEMS, "max_map_len": MOST_ITEMS, "max_str_len": LONGEST_STRING}
    fields = msgpack.unpackb(
        encoded, **sizes, max_bin_len=LARGEST_MESSAGE, max_ext_len=0, ext_hook=_refuse, strict_map_key=True
    )
    if not isinstance(fields, dict) or not _is_plain(fields, MOST_LEVELS):
        raise ValueError("no packet")
    return fields


def _refuse(_code: int, _data: bytes) -> NoReturn:
    raise ValueError("a type of its own")  # an empty one: the others are longer than max_ext_len


def _is_plain(value: dict[Any, Any] | list[Any], levels: int) -> bool:
    """Whether lists and maps are nested at most so deep, and maps have names as keys."""
    if levels == 0 or (isinstance(value, dict) and set(map(type, value)) - {str}):
        return False
    inside = value.values() if isinstance(value, dict) else value
    nested = [one for one in inside if isinstance(one, dict | list)]
    return all(_is_plain(one, levels - 1) for one in nested)


def _is_a_clients(fields: dict[str, Any]) -> bool:
    """Whether it is a hello, a goodbye or an event, [name, body], with a name that Socket.IO does not keep for itself.

    python-socketio would hand an event named "disconnect" to the handler of real ones: the socket would be forgotten,
    go on hearing, and never be cut.
    """
    kind, data = fields.get("type"), fields.get("data")
    if kind not in (CONNECT, DISCONNECT, EVENT) or fields.get("nsp") not in ("/", None):
        return False
    if not isinstance(fields.get("id"), int | None):
        return False
    if kind != EVENT:
        return True
    if not isinstance(data, list) or not 1 <= len(data) <= 2 or not isinstance(data[0], str):
        return False
    return data[0] not in ("connect", "disconnect")


class FreshPacket(EnginePacket):  # type: ignore[misc]  # python-engineio has no types
    """Works around python-engineio 4.15.1: one cached encoding of a binary packet breaks polling beside WebSocket.

    Its `encode` keeps the first encoding; in a room with both transports the polling client gets the bytes that were
    made for the WebSocket client and is disconnected. tests/drafts/test_live.py has one of each.
    """

    frame: bytes | None = None  # as it goes into a WebSocket, once it has; app/broadcast.py

    def encode(self, b64: bool = False) -> Any:
        if self.binary:
            self.encode_cache = None
        return super().encode(b64=b64)

    def decode(self, encoded_packet: Any) -> None:
        """Take what is no packet for a goodbye: an exception here would leave the connection half open."""
        is_long = isinstance(encoded_packet, str) and encoded_packet[:1] != "b" and len(encoded_packet) > LONGEST_TEXT
        try:
            super().decode("" if is_long else encoded_packet)
        except ValueError:
            self.packet_type, self.data = CLOSE, None


def encode_each_way_for_itself() -> None:
    """Let python-engineio make its packets of FreshPacket. Twice is the same as once."""
    engineio.packet.Packet = FreshPacket
