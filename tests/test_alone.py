"""A second server beside the first is refused with a sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.alone import check_port, claim_data
from app.config import Settings, SettingsError

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Settings(data_folder=str(tmp_path), port=probe.getsockname()[1])


def test_the_data_belong_to_one_server_until_it_ends(settings):
    claimed = claim_data(settings)
    with pytest.raises(SettingsError, match="already running"):
        claim_data(settings)
    claimed.close()
    claim_data(settings).close()


def test_a_port_that_is_shared_willingly_is_taken_all_the_same(settings):
    check_port(settings)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as eventlet does
        other.bind((settings.host, settings.port))
        other.listen()
        with pytest.raises(SettingsError, match="cannot listen"):
            check_port(settings)


@pytest.mark.parametrize("command", [["wsgi.py"], ["-m", "app.cli", "start"], ["-m", "app.cli", "demo"]])
def test_neither_the_server_nor_the_demo_begins_beside_a_running_one(settings, command):
    environment = {
        **os.environ, "KONSENSWERK_DATA_FOLDER": settings.data_folder, "KONSENSWERK_PORT": str(settings.port),
    }  # fmt: skip
    with claim_data(settings):
        ended = subprocess.run(  # noqa: S603  # our own commands
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
    assert ended.returncode in (1, 2)
    assert "already running" in ended.stderr
    assert not (settings.folder / "konsenswerk.sqlite").exists()
