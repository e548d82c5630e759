"""What was measured on what: the machine, the disk, the versions."""

from __future__ import annotations

import json
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path

from bench.servers import PEERS

PEER_PACKAGES = ("@hocuspocus/server", "y-websocket", "yjs")
SYNCS = 200
BLOCK = b"\0" * 4096


def fsync_times(folder: Path) -> list[float]:
    """Milliseconds that the disk takes to keep a block that is appended, sorted."""
    path = folder / "fsync.probe"
    times = []
    with path.open("wb", buffering=0) as probe:
        for _ in range(SYNCS):
            probe.write(BLOCK)
            before = time.perf_counter()
            os.fsync(probe.fileno())
            times.append((time.perf_counter() - before) * 1000)
    path.unlink()
    return sorted(times)


def description(folder: Path) -> str:
    """One paragraph for the head of a report."""
    times = fsync_times(folder)
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    load = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}; "
        f"fsync p50 {middle:.2f} ms, p99 {late:.2f} ms; load before the run {load:.1f}. "
        f"Python {platform.python_version()}, eventlet {version('eventlet')}, pycrdt {version('pycrdt')}, "
        f"python-socketio {version('python-socketio')}; {', '.join(map(_peer, PEER_PACKAGES))}."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if "model name" in line), platform.machine())


def _peer(name: str) -> str:
    package = PEERS / "node_modules" / name / "package.json"
    return f"{name} {json.loads(package.read_text())['version']}" if package.exists() else f"{name} not installed"
