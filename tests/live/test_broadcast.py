"""What app/broadcast.py assumes, played in processes of their own under eventlet; other modes go the usual way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from engineio.async_drivers import _websocket_wsgi

from app.broadcast import is_known
from tests.servers import ROOT

TRIALS = [
    ("an_idle_socket_is_written_to_at_once",),
    ("what_is_on_its_way_is_not_overtaken",),
    *(("everybody_hears_everything_in_order", str(seed)) for seed in range(3)),
    ("who_does_not_read_is_cut_and_the_others_go_on",),
    ("who_answers_pings_stays_and_who_does_not_is_cut",),
    ("only_a_websocket_as_we_know_it_is_written_to",),
]


@pytest.mark.parametrize("trial", TRIALS, ids="-".join)
def test_under_eventlet(trial):
    command = [sys.executable, "-m", "tests.live.broadcast_trials", *trial]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)  # noqa: S603  # our own words


def test_the_websocket_of_the_other_modes_is_written_to_through_the_queue():
    assert not is_known(_websocket_wsgi.SimpleWebSocketWSGI(None, None))
