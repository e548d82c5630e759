"""`make bench`: every load on every server, one after the other, several times over, as a table for each load."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bench.cores import CORES, allow_many_connections
from bench.loads import Load, chosen
from bench.machine import description
from bench.play import Result, play
from bench.servers import COMMANDS, ROOT
from bench.tables import as_markdown, as_text, table

RESULTS = ROOT / "bench/results"
Runs = dict[str, dict[str, list[Result]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 1 if a run failed or people ended with different texts."""
    try:
        wish = Wish.of(sys.argv[1:] if arguments is None else arguments)
        loads = chosen(wish.load, wish.exchanges)
    except (LookupError, ValueError) as error:
        print(error.args[0], file=sys.stderr)
        return 2
    allow_many_connections()
    RESULTS.mkdir(exist_ok=True)
    about = description(RESULTS)
    print(about, *_warnings(), sep="\n", flush=True)
    runs: Runs = defaultdict(lambda: defaultdict(list))
    failed = 0
    for repetition in range(1, wish.repeat + 1):
        for load in loads:
            for server in wish.servers.split(","):
                failed += not _run(load, server, wish.seconds, repetition, runs)
    _write(about, loads, runs)
    return int(failed > 0 or not _all_converged(runs))


@dataclass(frozen=True)
class Wish:
    """What to measure: names of bench/loads.py and of servers with commas between, empty for all of them."""

    load: str = ""
    servers: str = ",".join(COMMANDS)
    repeat: int = 3
    seconds: float = 10
    exchanges: int = 2_000

    @classmethod
    def of(cls, words: Sequence[str]) -> Wish:
        """From NAME=value as make knows them; LookupError or ValueError for what it does not take."""
        given = dict(word.split("=", 1) for word in words)
        wish = cls(
            given.pop("LOAD", cls.load),
            given.pop("SERVERS", cls.servers),
            int(given.pop("REPEAT", cls.repeat)),
            float(given.pop("SECONDS", cls.seconds)),
            int(given.pop("EXCHANGES", cls.exchanges)),
        )
        if given or set(wish.servers.split(",")) - set(COMMANDS):
            raise LookupError(f"make bench takes LOAD, SERVERS (of {cls.servers}), REPEAT, SECONDS and EXCHANGES.")
        return wish


def _warnings() -> list[str]:
    return ["This machine has one core: the load takes from the server what it needs."] if len(CORES) < 2 else []


def _run(load: Load, server: str, seconds: float, repetition: int, runs: Runs) -> bool:
    print(f"{load.name} on {server}, {repetition}. time …", end=" ", flush=True)
    try:
        result = play(load, server, seconds)
    except (RuntimeError, TimeoutError) as error:
        print(f"FAILED: {error}", flush=True)
        return False
    runs[load.name][server].append(result)
    print(as_text(table(load.scenario, {server: [result]})[1:]), result["failures"] or "", flush=True)
    return True


def _all_converged(runs: Runs) -> bool:
    results = (result for servers in runs.values() for found in servers.values() for result in found)
    return all(result.get("converged", True) for result in results)


def _write(about: str, loads: Sequence[Load], runs: Runs) -> None:
    """Print the tables and keep them, with everything that was measured, in bench/results."""
    pages = [f"# Benchmark of {datetime.now().astimezone():%Y-%m-%d %H:%M}", about]
    for load in loads:
        if load.name not in runs:
            continue
        rows = table(load.scenario, runs[load.name])
        print(f"\n{load.name}\n{as_text(rows)}")
        pages += [f"## {load.name}", as_markdown(rows)]
    path = _fresh_path()
    path.with_suffix(".md").write_text("\n\n".join(pages) + "\n")
    path.with_suffix(".json").write_text(json.dumps(runs, indent=1))
    print(f"\nWritten to {path.with_suffix('.md')}")


def _fresh_path() -> Path:
    return RESULTS / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"


if __name__ == "__main__":
    sys.exit(main())
