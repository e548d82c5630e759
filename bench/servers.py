"""The servers that are measured, each a process of its own on a core of its own, with its defaults."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.cores import pinned
from tools.setup import node_environment, node_folder

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench/peers"
START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server under load. `kill()` is a crash; `start()` again serves the same data on the same port."""

    name: str
    folder: Path
    core: int
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers; TimeoutError with the end of its log if it does not."""
        command, settings = COMMANDS[self.name](self.folder, self.port)
        environment = {**node_environment(), **settings}
        with self.log.open("ab") as log, pinned(self.core):
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._wait_until_up()

    def kill(self) -> None:
        """End it as a power cut does, as far as the process can tell."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Let it end in its own way, and end it if it does not."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def cpu_seconds(self) -> float:
        """What all its threads have used since it started."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS  # utime and stime, see proc(5)

    def memory_kb(self) -> int:
        """What it holds in memory now (VmRSS)."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1])

    def _proc(self, name: str) -> str:
        assert self.process is not None  # noqa: S101  # it is asked only while it runs
        return Path(f"/proc/{self.process.pid}/{name}").read_text()

    def _wait_until_up(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/gesundheit", timeout=1).close()
            except urllib.error.HTTPError:
                return  # it answers, whatever it says
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise TimeoutError(f"{self.name} does not start:\n{self.log.read_text()[-2000:]}")


Command = tuple[list[str], Mapping[str, str]]


def _konsenswerk(folder: Path, port: int) -> Command:
    """wsgi.py with its defaults: eventlet, SQLite with synchronous=FULL, acknowledged after the commit."""
    return [sys.executable, "wsgi.py"], {"KONSENSWERK_DATA_FOLDER": str(folder), "KONSENSWERK_PORT": str(port)}


def _hocuspocus(folder: Path, port: int) -> Command:
    return [_node(), str(PEERS / "hocuspocus.js")], {"FOLDER": str(folder), "PORT": str(port)}


def _y_websocket(folder: Path, port: int) -> Command:
    """Its own server with its own persistence, as its README starts it."""
    server = PEERS / "node_modules/y-websocket/bin/server.cjs"
    return [_node(), str(server)], {"HOST": "127.0.0.1", "PORT": str(port), "YPERSISTENCE": str(folder / "leveldb")}


def _node() -> str:
    return str(node_folder() / "bin/node")


COMMANDS = {"konsenswerk": _konsenswerk, "hocuspocus": _hocuspocus, "y-websocket": _y_websocket}
