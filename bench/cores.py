"""Cores of this machine: one for the server under load, one for the load."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

CORES = sorted(os.sched_getaffinity(0))
FOR_SERVER, FOR_LOAD = CORES[0], CORES[-1]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """What is started inside the block stays on this core, its threads too."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def allow_many_connections() -> None:
    """Every connection is an open file; what is started from here may have as many as the machine allows."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
