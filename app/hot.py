"""Events that come with every keystroke, or from three hundred people at once: handled without Flask's request, which
costs more than most of them, and answered when the answer is there.

python-socketio acknowledges when the handler returns: whoever must wait for a commit would need a task that waits, one
for every keystroke. Here a handler is given a `Reply` and may keep it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask import Flask
from socketio import Server
from socketio.packet import ACK

from app.errors import Refusal

log = logging.getLogger(__name__)

Answer = dict[str, object]


def refused(error: Exception) -> tuple[Refusal, str]:
    """What is said of an error, and its code; whatever nobody has foreseen is logged."""
    if isinstance(error, Refusal):
        return error, error.code
    log.error("A socket event failed.", exc_info=error)
    return Refusal(), "internal"


def in_words(refusal: Refusal, code: str) -> Answer:
    """A refusal as docs/live.md has it, in the language of the request that is on."""
    return {"ok": False, **refusal.as_dict(), "error": code}


class Reply:
    """The answer to one event, given once, by whichever task has it. To give it never fails."""

    def __init__(self, send: Callable[[Answer], None], wording: Callable[[], AbstractContextManager[object]]) -> None:
        self._send = send
        self._wording = wording

    def give(self, data: object) -> None:
        """It was done."""
        self._send({"ok": True, "data": data})

    def refuse(self, error: Exception) -> None:
        """It was not done; said in the language in which the socket connected."""
        said, code = refused(error)
        with self._wording():
            words = in_words(said, code)
        self._send(words)


HotHandler = Callable[[str, object, Reply], None]


class HotEvents:
    """Takes its events out of python-socketio's hands just before it would call their handlers."""

    def __init__(self, app: Flask, server: Server, handlers: dict[str, HotHandler]) -> None:
        self._app = app
        self._server = server
        self._handlers = handlers
        self._handle_other = server._handle_event_internal
        server._handle_event_internal = self._handle

    def _handle(self, server: Any, sid: str, connection: str, data: list[Any], namespace: str, number: Any) -> None:
        handler = self._handlers.get(data[0])
        if handler is None:
            self._handle_other(server, sid, connection, data, namespace, number)
            return
        reply = self._reply(sid, connection, namespace, number)
        try:
            handler(sid, data[1] if len(data) > 1 else None, reply)
        except Exception as error:  # a handler's failure is an answer, never the end of the connection
            reply.refuse(error)

    def _reply(self, sid: str, connection: str, namespace: str, number: Any) -> Reply:
        def send(answer: Answer) -> None:
            if number is not None:
                packet = self._server.packet_class(ACK, namespace=namespace, id=number, data=[answer])
                self._server._send_packet(connection, packet)

        return Reply(send, lambda: self._request_of(sid))

    def _request_of(self, sid: str) -> AbstractContextManager[object]:
        """The request in which a socket connected: its language is that of the answers."""
        environ = self._server.get_environ(sid)
        return self._app.request_context(environ) if environ else self._app.app_context()
