"""The real server as a process of its own, and people who talk to it over HTTP and the socket."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import socketio
from flask import Flask

from app.access import Actor
from tests.people import session_cookie
from tests.waiting import until

ROOT = Path(__file__).resolve().parent.parent
# Seconds; a loaded machine is slow, not wrong.
PATIENCE = 30


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class LiveServer:
    """`wsgi.py` as a process. `kill()` is a crash; `start()` again serves the same data on the same port.

    `settings` are more of app/config.py's, in capitals.
    """

    folder: Path
    database_address: str
    async_mode: str
    port: int = field(default_factory=free_port)
    settings: Mapping[str, object] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        settings = {
            "DATA_FOLDER": self.folder, "DATABASE_URL": self.database_address, "ASYNC_MODE": self.async_mode,
            "PORT": self.port, "SECRET_KEY": "test",
            "JOIN_LIMIT": "1000 per minute", "SIGN_IN_LIMIT": "1000 per minute", **self.settings,
        }  # fmt: skip
        environment = {**os.environ, **{f"KONSENSWERK_{name}": str(value) for name, value in settings.items()}}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=environment, stderr=log)
        try:
            until(self.is_up, seconds=60, what="the server's answer")
        except AssertionError:
            self.stop()
            raise AssertionError(self.log()[-2000:]) from None

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.address}/gesundheit", timeout=10).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def kill(self) -> None:
        """Crash: no goodbye, nothing flushed."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        self.signal(how)
        assert self.process is not None
        self.process.wait(10)

    def signal(self, which: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(which)

    def log(self) -> str:
        return (self.folder / "server.log").read_text()


class Browser:
    """One person's cookie jar, as a browser without a window: `get`, `send` with CSRF, `connect` for the socket."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.http = requests.Session()
        self.csrf = ""

    def open(self, path: str) -> requests.Response:
        """Open a page and keep its CSRF token."""
        page = self.http.get(self.server.address + path, timeout=10)
        found = re.search(r'name="csrf-token" content="([^"]+)"', page.text)
        self.csrf = found.group(1) if found else self.csrf
        return page

    def sign_in(self, email: str, password: str) -> None:
        self.open("/anmelden")
        answer = self.http.post(
            f"{self.server.address}/anmelden",
            {"email": email, "password": password, "csrf_token": self.csrf},
            timeout=10,
        )
        assert answer.ok, answer.text
        self.open("/uebersicht")

    def become(self, application: Flask, actor: Actor) -> None:
        """Be signed in as `actor` without the door, which takes its time over a password."""
        self.http.cookies.set(*session_cookie(application, actor), domain="127.0.0.1")  # as the server's own
        self.open("/uebersicht")

    def join(self, code: str, name: str, group_id: int, organisation: str = "Beispielamt") -> requests.Response:
        self.open(f"/r/{code}")
        claim = {"code": code, "name": name, "organisation": organisation, "stakeholder_group_id": group_id}
        answer = self.http.post(f"{self.server.address}/beitreten", {**claim, "csrf_token": self.csrf}, timeout=10)
        self.open("/uebersicht")
        return answer

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def ask(self, method: str, path: str, body: object = None) -> requests.Response:
        """A request as the pages make it."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.csrf}
        return self.http.request(method, self.server.address + path, json=body, headers=headers, timeout=15)

    @contextlib.contextmanager
    def connected(self, auth: dict[str, object], *, transports: list[str] | None = None) -> Iterator[Socket]:
        """This person's socket, gone at the end of the block."""
        opened = Socket(self, auth, transports or ["websocket"])
        try:
            yield opened
        finally:
            opened.client.disconnect()


class Socket:
    """A connected Socket.IO client that keeps what it was told."""

    def __init__(self, browser: Browser, auth: dict[str, object], transports: list[str]) -> None:
        self.client = socketio.Client(reconnection=False, serializer="msgpack")
        self.facts: list[dict[str, Any]] = []
        self.events: list[tuple[str, tuple[Any, ...]]] = []
        self.client.on("fact", self.facts.append)
        self.client.on("*", lambda event, *data: self.events.append((event, data)))
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.http.cookies)
        at, headers = browser.server.address, {"Cookie": cookies}
        self.client.connect(at, auth=auth, transports=transports, headers=headers, wait_timeout=PATIENCE)

    def ask(self, event: str, *arguments: object) -> Any:
        """Emit and return the acknowledgement."""
        return self.client.call(event, arguments if len(arguments) != 1 else arguments[0], timeout=10)

    def kinds(self) -> list[str]:
        return [fact["kind"] for fact in list(self.facts) if "kind" in fact]

    @property
    def is_connected(self) -> bool:
        return bool(self.client.connected)
