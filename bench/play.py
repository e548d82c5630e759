"""Plays one load on one server: starts both, answers what the load generator asks for, and returns what came out."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.cores import FOR_LOAD, FOR_SERVER, pinned
from bench.loads import Load
from bench.prepare import Workshop, prepare
from bench.servers import ROOT, Server
from tools.setup import node_environment, node_folder

Result = dict[str, Any]
GENERATOR = ROOT / "bench/load/main.ts"


class Measurement:
    """The server's CPU and memory between the generator's `begin` and `end`, and what it does to the server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._began = (0.0, 0.0)
        self.found: Result = {}
        self.wishes: dict[str, Callable[[], int]] = {
            "begin": self._begin, "end": self._end, "memory": server.memory_kb, "kill": self._kill,
            "restart": self._restart,
        }  # fmt: skip

    def _begin(self) -> int:
        self._began = (time.monotonic(), self._server.cpu_seconds())
        return 0

    def _end(self) -> int:
        seconds, cpu = time.monotonic() - self._began[0], self._server.cpu_seconds() - self._began[1]
        self.found |= {"cpu": 100 * cpu / seconds, "cpu_seconds": cpu, "memory": self._server.memory_kb() / 1024}
        return 0

    def _kill(self) -> int:
        self._server.kill()
        return 0

    def _restart(self) -> int:
        self._server.stop()
        self._server.start()
        return 0


def play(load: Load, server_name: str, seconds: float) -> Result:
    """One run in a fresh folder; RuntimeError with what the generator said if it fails."""
    data = ROOT / "bench/data"
    data.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data) as folder:
        server = Server(server_name, Path(folder), FOR_SERVER)
        workshop = _prepared(server, load)
        server.start()
        try:
            return _play_on(server, _plan(load, server, workshop, seconds), load.most_seconds)
        finally:
            server.stop()


def _prepared(server: Server, load: Load) -> Workshop:
    if server.name == "konsenswerk":
        return prepare(server.folder, drafts=load.drafts, guests=load.people)
    return Workshop(0, list(range(1, load.drafts + 1)), [])


def _plan(load: Load, server: Server, workshop: Workshop, seconds: float) -> Result:
    """See bench/load/plan.ts."""
    place = {"server": server.name, "port": server.port, "workshop": workshop.id}
    return {**asdict(load), **place, "cookies": workshop.cookies, "drafts": workshop.drafts, "seconds": seconds}


def _play_on(server: Server, plan: Result, most_seconds: int) -> Result:
    measurement = Measurement(server)
    with _generator(most_seconds) as (tell, news):
        tell(plan)
        for line in news:
            said = json.loads(line)
            if "result" in said:
                return {**said["result"], **measurement.found}
            tell(measurement.wishes[said["wish"]]())
    raise RuntimeError(f"The load generator ended without a result on {server.name}.")


@contextmanager
def _generator(most_seconds: int) -> Iterator[tuple[Callable[[object], None], Iterator[str]]]:
    """The running generator: how to tell it something, and what it says, line by line."""
    node = [str(node_folder() / "bin/node"), "--max-semi-space-size=64", str(GENERATOR)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with pinned(FOR_LOAD):
        process: subprocess.Popen[str] = subprocess.Popen(node, env=node_environment(), **pipes)  # type: ignore[call-overload]  # the options above
    watchdog = threading.Timer(most_seconds, process.kill)
    watchdog.start()
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # both are pipes
    stdin = process.stdin

    def tell(what: object) -> None:
        stdin.write(json.dumps(what) + "\n")
        stdin.flush()

    try:
        yield tell, iter(process.stdout)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()
