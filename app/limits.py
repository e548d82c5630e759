"""Rate limits for what can be guessed: sign-in and join codes. Counted per address, in this process."""

from __future__ import annotations

from flask import Response
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def was_refused(response: Response) -> bool:
    """Whether an attempt counts: a hall of 200 phones joins from one address, and only wrong codes are guesses."""
    return response.status_code >= 400
