"""Nonsense against the real server, while somebody well-behaved types in the same draft."""

from __future__ import annotations

import contextlib
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import msgpack
import websocket

from app.drafts.text import tree, wire
from app.drafts.text.tree import SCHEMA
from tests.drafts.editors import Editor
from tests.servers import ROOT, Browser
from tests.storms.forge import Forge, changed, edit, killers, states
from tests.storms.hall import Hall
from tests.storms.node import storm
from tests.storms.writers import browser_of

CASES_OF_A_DRAFT = 500
SENDERS = 4  # of nonsense at once
ROWERS = 2  # who send edits in a row; whoever sends nonsense by socket has to wait for a minute
LARGEST_BURST = 12  # edits of one socket in a row; eight may wait
FRAMES_OF_A_SOCKET = 15  # most are answered with a goodbye
# Of a text that was torn there is no snapshot: the known limit of docs/security.md.
NO_SNAPSHOT = re.compile(
    r"The log of draft \d+ could not be put together(?:(?!^\S+\.Broken).)*^\S+\.Broken$", re.DOTALL | re.MULTILINE
)
EVENTS = ("draft:open", "draft:sync", "draft:presence", "draft:close", "fact", "message", "connect", "disconnect", "")
ODD = (None, True, -1, 0, 1, 2**31, 2**53, 2**63, 1.5, float("nan"), "", "x", "\x00", "x" * 3_000, b"", b"\x00",
       b"\xff" * 70, [], [[[[]]]], {}, {"id": 1}, {"a": {"b": {"c": {}}}})  # fmt: skip


@dataclass
class Report:
    """What was tried, what went `wrong`, and the seconds that the well-behaved waited for each answer."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)


def fuzz(hall: Hall, *, seed: int, count: int) -> Report:
    """Send `count` pieces of nonsense to the server of `hall`."""
    report = Report()
    good, *bad = hall.guests(1 + SENDERS + ROWERS)
    with contextlib.ExitStack() as stack:
        browsers = [stack.enter_context(browser_of(hall, guest)) for guest in bad]
        pool = stack.enter_context(ThreadPoolExecutor(SENDERS))
        for first in range(0, count, CASES_OF_A_DRAFT):
            chance = random.Random(seed + first)  # noqa: S311  # can be played again
            draft = hall.draft()
            with witnessed(hall, good, draft, report):
                attacks = [Attack(hall, browser, draft, chance) for browser in browsers]
                until = min(first + CASES_OF_A_DRAFT, count)
                while report.tried < until:
                    report.tried += once(attacks, pool, chance)
                for attack in attacks:
                    attack.leave()
            report.wrong += [f"seed {seed + first}: {wrong}" for wrong in wrong_with(hall, draft)]
            report.texts.append({"name": f"seed {seed + first}", **hall.stored(draft)})
    report.wrong += storm({"kind": "reading", "texts": report.texts}, {}, hear=lambda _said: None)
    return report


def once(attacks: list[Attack], pool: Executor, chance: random.Random) -> int:
    """One piece of nonsense, many at once, or many edits in a row; returns how many."""
    attack, rower = chance.choice(attacks[:SENDERS]), chance.choice(attacks[SENDERS:])
    match chance.choice(("upload", "frame", "upload", "frame", "row", "together")):
        case "upload":
            attack.upload(attack.update())
        case "frame":
            attack.frame()
        case "row":
            return rower.row()
        case _:
            updates = [one.update() for one in attacks[:SENDERS]]
            list(pool.map(Attack.upload, attacks, updates))
            return len(updates)
    return 1


@contextlib.contextmanager
def witnessed(hall: Hall, guest: dict[str, Any], draft: int, report: Report) -> Iterator[None]:
    """Somebody types in the draft until the end of the block; every edit of theirs must be taken."""
    place = {"address": hall.server.address, "workshop": hall.people.workshop_id}
    task = {**place, "cookie": guest["cookie"], "draft": draft}
    command = [sys.executable, "-m", "tests.storms.witness", json.dumps(task)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own code
        yield
        said, _ = process.communicate()
    seen = json.loads(said) if said else {"refused": ["the connection broke"], "waits": []}
    report.waits += seen["waits"]
    report.wrong += [f"draft {draft}: the well-behaved was refused: {refused}" for refused in seen["refused"]]


def wrong_with(hall: Hall, draft: int) -> list[str]:
    """Whether the server lives, complained, and can still read the draft."""
    wrong = []
    if hall.server.process is None or hall.server.process.poll() is not None:
        wrong.append("the server has ended")
    log = NO_SNAPSHOT.sub("", hall.server.log())
    if "Traceback" in log:
        wrong.append(f"an exception nobody handled: {log[log.index('Traceback') :][:3_000]}")
    try:
        tree.read(hall.loaded(draft).doc)
    except ValueError as error:
        wrong.append(f"the draft cannot be read: {error}")
    return wrong


class Attack:
    """Somebody who may write and sends nonsense."""

    def __init__(self, hall: Hall, browser: Browser, draft: int, chance: random.Random) -> None:
        self.hall, self.browser, self.draft, self.chance = hall, browser, draft, chance
        self.poison = [*killers().values()]
        self.clocks = wire.inspect_state(hall.loaded(draft).doc.get_state())
        self.socket: websocket.WebSocket | None = None
        self.sent = 0

    def update(self) -> bytes:
        if self.poison:
            return self.poison.pop()
        if self.chance.random() < 0.6:
            return Forge(self.chance, self.clocks).update()
        made = edit(self.chance, Editor(client=self.chance.randrange(2**32)))
        return changed(self.chance, made)

    def upload(self, update: bytes) -> None:
        """Over HTTP into the same queue: there nobody counts faults."""
        address = f"{self.hall.server.address}/drafts/{self.draft}/updates?epoch=1&schema={SCHEMA}"
        answer = self.browser.http.post(
            address, update, headers={"X-CSRFToken": self.browser.csrf, "Accept": "application/json"}, timeout=60
        )
        if answer.ok:
            with contextlib.suppress(wire.Poisonous):
                self.clocks.update(wire.inspect(update).ends)

    def frame(self) -> None:
        """A frame of WebSocket."""
        self.send(self.packet())

    def row(self) -> int:
        """Edits in a row without waiting for answers; returns how many."""
        editor = Editor(client=self.chance.randrange(2**32))
        count = self.chance.randint(2, LARGEST_BURST)
        for number in range(count):
            body = {"draft": self.draft, "epoch": 1, "update": edit(self.chance, editor)}
            self.send(packed(2, ["draft:sync", body], id=number + 2))
        return count

    def send(self, frame: bytes | str) -> None:
        """The socket is a new one after some frames, or after a goodbye."""
        try:
            if self.socket is None or self.sent >= FRAMES_OF_A_SOCKET:
                self.connect()
            assert self.socket
            self.sent += 1
            self.socket.send(frame) if isinstance(frame, str) else self.socket.send_binary(frame)
        except (OSError, websocket.WebSocketException):
            self.leave()

    def leave(self) -> None:
        """Give the socket up. Twice is the same as once."""
        if self.socket is not None:
            self.socket.shutdown()
        self.socket = None

    def connect(self) -> None:
        self.leave()
        address = f"ws://127.0.0.1:{self.hall.server.port}/socket.io/?EIO=4&transport=websocket"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.http.cookies)
        self.socket, self.sent = websocket.create_connection(address, timeout=20, cookie=cookies), 0
        self.socket.recv()
        if self.chance.random() < 0.9:
            self.socket.send_binary(packed(0, {"workshop_id": self.hall.people.workshop_id}))
            self.socket.recv()
            opening = {"draft": self.draft, "schema": SCHEMA, "state": b"\x00"}
            self.socket.send_binary(packed(2, ["draft:open", opening], id=1))

    def packet(self) -> bytes | str:
        chance = self.chance
        good = packed(2, [chance.choice(EVENTS), self.body()], id=chance.randrange(100))
        match chance.randrange(8):
            case 0:
                return bytes(changed(chance, good))
            case 1:
                return packed(chance.choice((0, 1, 2, 3, 4, 5, 6, -1, None, "2", 2**63)), self.odd(), id=self.odd())
            case 2:
                odds = [self.odd() for _ in range(chance.randrange(5))]
                return packed(2, [chance.choice(EVENTS), *odds], nsp=self.odd())
            case 3:
                return chance.choice(
                    ("2probe", "3", "5", "6", "1", "0", "4", "4[", "42" + "[" * 400, "b4AAAA", "x", "", "\u202e" * 50)
                )
            case 4:
                return chance.choice((b"\x91" * 1_000, b"\xdd\xff\xff\xff\xff", b"\xc7\x00\x05", b"\xc1", b"",
                                      b"\xdf" * 9, msgpack.packb([2, ["x"]]), chance.randbytes(40)))  # fmt: skip
        return good

    def odd(self) -> Any:
        return self.chance.choice(ODD)

    def body(self) -> Any:
        """A body of an event with something odd in it."""
        chance = self.chance
        if chance.random() < 0.1:
            return self.odd()
        body = {
            "draft": self.draft, "epoch": 1, "schema": SCHEMA, "state": chance.choice((b"\x00", *states().values())),
            "update": self.update(), "cursor": {"anchor": chance.randbytes(9), "head": chance.randbytes(9)},
        }  # fmt: skip
        kept = {name: value for name, value in body.items() if chance.random() < 0.8}
        if chance.random() < 0.5:
            kept[chance.choice([*body, "more"])] = self.odd()
        return kept


def packed(kind: object, data: object, **more: object) -> bytes:
    """A packet of Socket.IO; 0 is a hello and 2 an event. What msgpack itself cannot say is said as text."""
    return msgpack.packb({"type": kind, "data": data, "nsp": "/", **more}, default=str)
