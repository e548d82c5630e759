"""The server. Patches the standard library first if the asynchronous mode needs it.

Run it with `python wsgi.py`; one process serves one workshop's live texts (docs/operations.md).
"""

import gc
import sys

from app.alone import check_port, claim_data
from app.config import Settings, SettingsError

settings = Settings.from_environment()

if settings.async_mode == "eventlet":
    import green

    green.patch()
elif settings.async_mode == "gevent":
    from gevent import monkey

    monkey.patch_all()

from werkzeug.serving import WSGIRequestHandler  # noqa: E402  # after the patching

from app.factory import begin, create_app, live_of  # noqa: E402  # after the patching

app = create_app(settings)


class PromptHandler(WSGIRequestHandler):
    """Sends a small message at once, and hangs up after every answer; for the threading mode."""

    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        super().run_wsgi()
        # Werkzeug says „Connection: close" in its answers; after a WebSocket, which has none, it would wait for another
        # request, and the connection and its thread would stay as long as the other side likes.
        self.close_connection = True


def main() -> None:
    """Serve until the process is ended, unless another server does already."""
    try:
        claimed = claim_data(settings)
        check_port(settings)
    except SettingsError as error:
        sys.exit(str(error))
    with claimed:
        serve()


def settle() -> None:
    """Take what was made until now out of the garbage collector's sight.

    It stays as long as the process, and each look through it is a tenth of a second in which nobody is answered.
    """
    gc.collect()
    gc.freeze()


def serve() -> None:
    """Serve until the process is ended."""
    settle()
    begin(app)
    if settings.async_mode == "eventlet":
        green.serve(app, settings.host, settings.port)
        return
    werkzeug = {"allow_unsafe_werkzeug": True, "request_handler": PromptHandler}
    options = werkzeug if settings.async_mode == "threading" else {}
    live_of(app).socketio.run(app, host=settings.host, port=settings.port, **options)


if __name__ == "__main__":
    main()
