"""The storms in large: `make soak KIND=convergence COUNT=100000 SEED=0`.

Works in rounds, each with a server and a database of its own, and stops at the first round in which something is wrong.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.storms import fuzz, gate_fuzz, suggesting
from tests.storms.convergence import failures, kept_seeds
from tests.storms.crash import crashes
from tests.storms.faults import FAULTS, nothing_is_lost
from tests.storms.hall import Hall
from tests.storms.long import open_long

LONGEST_OPENING = 1.0  # seconds until a draft of 200,000 edits is open

# What a round says: what was wrong, and a line for the reader.
Outcome = tuple[list[str], str]


def convergence(hall: Hall, seed: int, count: int) -> Outcome:
    """Schedules of people over a bad line; a crash in each tenth."""
    seeds = [*range(seed, seed + count), *(kept_seeds() if seed == 0 else [])]
    wrong = [str(failure) for failure in failures(hall, seeds)] + complaints(hall)
    return wrong, f"{len(seeds)} schedules from seed {seed}, {hall.snapshots()} logs put together"


def crash(hall: Hall, seed: int, count: int) -> Outcome:
    """SIGKILL while people type and vote."""
    report = crashes(hall, seed=seed, points=count)
    slowest = max(report.up_after)
    told = f"{count} crashes, {report.interrupted} while a log was put together; {report.acknowledged} edits and "
    told += f"{report.ballots} ballots acknowledged, open again after {slowest:.1f} s at most"
    return report.wrong + complaints(hall), told


def complaints(hall: Hall) -> list[str]:
    """What the server of a hall could not do, a snapshot that failed included."""
    log = hall.server.log()
    return [log[log.index("Traceback") - 300 :][:3_000]] if "Traceback" in log else []


def faults(hall: Hall, _seed: int, count: int) -> Outcome:
    """The database locked and full, in turn (PostgreSQL that goes away: tests/storms/test_faults.py)."""
    for number in range(count):
        nothing_is_lost(hall, FAULTS[number % len(FAULTS)](hall.server))
    return [], f"{count} faults"


def gate(_hall: Hall, seed: int, count: int) -> Outcome:
    """Forged updates at a pipeline without a server: many more in the same time."""
    report = gate_fuzz.fuzz(seed=seed, count=count)
    return report.wrong, f"{report.taken} of {report.tried} forged updates taken, {report.torn} texts torn"


def nonsense(hall: Hall, seed: int, count: int) -> Outcome:
    """Forged updates at the gate, and half as much nonsense of all kinds at the server."""
    wrong, told = gate(hall, seed, count)
    at_the_server = fuzz.fuzz(hall, seed=seed, count=count // 2)
    waits = [round(seconds * 1_000) for seconds in sorted(at_the_server.waits)]
    told += f"; the well-behaved waited {waits[len(waits) * 99 // 100]} ms (p99) and {waits[-1]} ms at most"
    return wrong + at_the_server.wrong, told


def long(hall: Hall, seed: int, count: int) -> Outcome:
    """A draft of so many edits, opened by a server that has just started."""
    opening = open_long(hall, seed=seed, count=count)
    wrong = [] if opening.is_same else ["the text is not what was written"]
    if opening.cold > LONGEST_OPENING:
        wrong.append(f"it took longer than {LONGEST_OPENING} s to open")
    told = (
        f"{count} edits, {opening.characters} characters: open after {opening.cold:.2f} s, again {opening.warm:.2f} s"
    )
    return wrong, told


def suggest(hall: Hall, _seed: int, count: int) -> Outcome:
    """Ten people suggest in a draft of 40 pages, five keystrokes a second each, for `count` keystrokes."""
    hall.server.stop()
    hall.server.settings = {}  # snapshots as seldom as shipped: their cost is part of what is measured
    hall.server.start()
    report = suggesting.suggest(hall, count=count)
    waits = [round(seconds * 1_000) for seconds in sorted(report.waits)]
    told = f"{report.letters} letters suggested, saved after {waits[len(waits) // 2]} ms (p50), "
    told += f"{waits[len(waits) * 99 // 100]} ms (p99); the server used {report.cpu:.0%} of a core"
    return report.wrong + complaints(hall), told


# How each kind is played, and how many in a round.
KINDS: dict[str, tuple[Callable[[Hall, int, int], Outcome], int]] = {
    "convergence": (convergence, 400),
    "crash": (crash, 100),
    "faults": (faults, 10),
    "fuzz": (nonsense, 4_000),
    "gate": (gate, 20_000),
    "long": (long, 1_000_000),
    "suggest": (suggest, 1_000_000),
}


def soak(kind: str, count: int, seed: int) -> list[str]:
    """Play `count` of a kind from `seed` on; returns what is wrong in the first round in which something is."""
    play, in_a_round = KINDS[kind]
    begun = time.monotonic()
    for first in range(0, count, in_a_round):
        wrong, told = in_a_hall(play, seed + first, min(in_a_round, count - first))
        print(f"{time.monotonic() - begun:7.0f} s  {told}", flush=True)
        if wrong:
            return wrong
    return []


def in_a_hall(play: Callable[[Hall, int, int], Outcome], seed: int, count: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder), f"sqlite:///{folder}/konsenswerk.sqlite")
        try:
            return play(hall, seed, count)
        finally:
            hall.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)  # that nonsense is refused is the point
    wrong = soak(given.kind, given.count, given.seed)
    print("\n\n".join(wrong) or "Nothing was lost.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
