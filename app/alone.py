"""One server at a time: a second one would share the port and the live texts with the first, and nobody would notice.

Under eventlet two servers may listen on one port (SO_REUSEPORT), and each gets some of the requests. SQLite has one
writing process, and so has a live text.
"""

from __future__ import annotations

import fcntl
import socket
from typing import TextIO

from app.config import Settings, SettingsError


def claim_data(settings: Settings) -> TextIO:
    """The data folder for this process alone, until the file returned is closed or the process ends.

    SettingsError if another process has it.
    """
    settings.folder.mkdir(parents=True, exist_ok=True)
    claimed = (settings.folder / "server.lock").open("w")
    try:
        fcntl.flock(claimed, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claimed.close()
        raise SettingsError(f"A server is already running on the data in {settings.folder}. End it first.") from None
    return claimed


def check_port(settings: Settings) -> None:
    """SettingsError if somebody listens where the server shall listen."""
    family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise SettingsError(f"The server cannot listen on {settings.host}:{settings.port}: {error}.") from None
