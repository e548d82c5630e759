"""A well-behaved person in a process of its own: types all the time, and measures how long every answer takes. Now and
then it types some letters without waiting for the answers.

`python -m tests.storms.witness '{"address", "cookie", "workshop", "draft"}'` writes until its standard input ends, then
prints {"typed": acknowledged edits, "refused": answers, "waits": seconds of each edit}.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from typing import Any

import socketio

from app.drafts.text.tree import SCHEMA
from tests.drafts.editors import Editor

PAUSE = 0.05
BURSTS = (1, 1, 1, 2, 6)  # letters at a time; a page may have eight edits on their way
LONGEST_WAIT = 60


class Witness:
    def __init__(self, task: dict[str, Any]) -> None:
        self.draft = task["draft"]
        self.client = socketio.Client(reconnection=False, serializer="msgpack", request_timeout=LONGEST_WAIT)
        self.client.connect(
            task["address"], auth={"workshop_id": task["workshop"]}, headers={"Cookie": task["cookie"]},
            transports=["websocket"], wait_timeout=LONGEST_WAIT,
        )  # fmt: skip
        self.editor = Editor(self.ask("draft:open", schema=SCHEMA, state=b"\x00")["data"]["update"])
        self.typed = 0
        self.refused: list[Any] = []
        self.waits: list[float] = []

    def ask(self, event: str, **body: Any) -> Any:
        return self.client.call(event, {"draft": self.draft, **body}, timeout=60)

    def type(self, letters: int) -> None:
        answered = threading.Semaphore(0)
        for _ in range(letters):
            self._send(self.editor.type("rationale", "x"), answered)
        for _ in range(letters):
            if not answered.acquire(timeout=LONGEST_WAIT):
                self.refused.append("no answer")

    def _send(self, update: bytes, answered: threading.Semaphore) -> None:
        begun = time.perf_counter()

        def hear(answer: dict[str, Any]) -> None:
            self.waits.append(time.perf_counter() - begun)
            if answer["ok"]:
                self.typed += 1
            else:
                self.refused.append(answer)
            answered.release()

        self.client.emit("draft:sync", {"draft": self.draft, "epoch": 1, "update": update}, callback=hear)

    def report(self) -> dict[str, Any]:
        return {"typed": self.typed, "refused": self.refused[:5], "waits": self.waits}


def main() -> None:
    witness = Witness(json.loads(sys.argv[1]))
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    while not ended.wait(PAUSE):
        witness.type(random.choice(BURSTS))  # noqa: S311  # no secret
    json.dump(witness.report(), sys.stdout)
    sys.stdout.flush()
    witness.client.disconnect()


if __name__ == "__main__":
    main()
