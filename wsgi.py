"""The server. The only file that imports an asynchronous library and patches the standard library with it.

Run it with `python wsgi.py`; one process serves one workshop's live texts (docs/operations.md).
"""

import os
import sys
import warnings

from app.alone import check_port, claim_data
from app.config import Settings, SettingsError

settings = Settings.from_environment()

if settings.async_mode == "eventlet":
    # psycopg 3 would hold the whole process while it waits; this makes it wait where green threads can switch.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    # eventlet announces its own retirement; the mode is a setting, so that leaving it is one word.
    warnings.filterwarnings("ignore", message=r"(?s).*Eventlet is deprecated")
    import eventlet
    from eventlet.websocket import RFC6455WebSocket

    eventlet.monkey_patch()

    class PatientWebSocket(RFC6455WebSocket):  # type: ignore[misc]  # eventlet has no types
        """Lets others run after every ping and pong: they never reach the application, and a flood of them held it."""

        def _handle_control_frame(self, opcode: int, data: bytes) -> object:
            eventlet.sleep(0)
            return super()._handle_control_frame(opcode, data)

    eventlet.websocket.RFC6455WebSocket = PatientWebSocket
elif settings.async_mode == "gevent":
    from gevent import monkey

    monkey.patch_all()

from app.factory import begin, create_app, live_of  # noqa: E402  # after the patching

app = create_app(settings)


def main() -> None:
    """Serve until the process is ended, unless another server does already."""
    try:
        claimed = claim_data(settings)
        check_port(settings)
    except SettingsError as error:
        sys.exit(str(error))
    with claimed:
        serve()


def serve() -> None:
    """Serve until the process is ended."""
    begin(app)
    werkzeug = {"allow_unsafe_werkzeug": True} if settings.async_mode == "threading" else {}
    live_of(app).socketio.run(app, host=settings.host, port=settings.port, **werkzeug)


if __name__ == "__main__":
    main()
