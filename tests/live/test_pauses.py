"""What would make everybody wait."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.servers import ROOT


def test_the_garbage_collector_does_not_look_through_what_starting_made(tmp_path):
    environment = {**os.environ, "KONSENSWERK_DATA_FOLDER": str(tmp_path), "KONSENSWERK_SECRET_KEY": "test"}
    seen = "import gc, wsgi; before = len(gc.get_objects()); wsgi.settle(); print(before, len(gc.get_objects()))"
    answer = subprocess.check_output([sys.executable, "-c", seen], cwd=ROOT, env=environment)  # noqa: S603  # our own words
    before, after = map(int, answer.split())
    assert before > 50_000
    assert after < before / 100
