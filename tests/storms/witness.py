"""A well-behaved person in a process of its own: types all the time, and measures how long every answer takes.

`python -m tests.storms.witness '{"address", "cookie", "workshop", "draft"}'` writes until its standard input ends, then
prints {"typed": acknowledged edits, "refused": answers, "waits": seconds of each edit}.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from typing import Any

import socketio

from app.drafts.tree import SCHEMA
from tests.drafts.editors import Editor

PAUSE = 0.05


class Witness:
    def __init__(self, task: dict[str, Any]) -> None:
        self.draft = task["draft"]
        self.client = socketio.Client(reconnection=False, serializer="msgpack")
        self.client.connect(
            task["address"], auth={"workshop_id": task["workshop"]}, headers={"Cookie": task["cookie"]},
            transports=["websocket"],
        )  # fmt: skip
        self.editor = Editor(self.ask("draft:open", schema=SCHEMA, state=b"\x00")["data"]["update"])
        self.typed = 0
        self.refused: list[Any] = []
        self.waits: list[float] = []

    def ask(self, event: str, **body: Any) -> Any:
        return self.client.call(event, {"draft": self.draft, **body}, timeout=60)

    def type(self) -> None:
        begun = time.perf_counter()
        answer = self.ask("draft:sync", epoch=1, update=self.editor.type("rationale", "x"))
        self.waits.append(time.perf_counter() - begun)
        if answer["ok"]:
            self.typed += 1
        else:
            self.refused.append(answer)

    def report(self) -> dict[str, Any]:
        return {"typed": self.typed, "refused": self.refused[:5], "waits": self.waits}


def main() -> None:
    witness = Witness(json.loads(sys.argv[1]))
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    while not ended.wait(PAUSE):
        witness.type()
    json.dump(witness.report(), sys.stdout)
    sys.stdout.flush()
    witness.client.disconnect()


if __name__ == "__main__":
    main()
