"""What was measured, as tables: ours beside the peers, the middle of the repetitions with their spread."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Result = Mapping[str, Any]
# {load: {server: its runs}}
Results = Mapping[str, Mapping[str, Sequence[Result]]]
OURS, HOCUSPOCUS = "konsenswerk", "hocuspocus"


@dataclass(frozen=True)
class Column:
    """A measure: its title with the unit, how to get it from a run (nan: it was not reached), and how many digits."""

    title: str
    of: Callable[[Result], float]
    digits: int = 0


def _of(*path: str) -> Callable[[Result], float]:
    def get(result: Result) -> float:
        found: Any = result
        for name in path:
            found = found[name]
        return math.nan if found is None else float(found)

    return get


CPU = Column("CPU %", _of("cpu"))
MEMORY = Column("MB", _of("memory"))
COLUMNS: dict[str, list[Column]] = {
    "typing": [
        Column("p50 ms", _of("latency", "p50"), 1), Column("p95 ms", _of("latency", "p95"), 1),
        Column("p99 ms", _of("latency", "p99"), 1), CPU, MEMORY, Column("B/edit", _of("bytes")),
        Column("saved p50 ms", _of("saving", "p50"), 1), Column("missing", _of("missing")),
    ],
    "joining": [
        Column("last ms", _of("joined", "max")), Column("half ms", _of("joined", "p50")),
        Column("asked to text, last ms", _of("opening", "max")), Column("CPU s", _of("cpu_seconds"), 2), MEMORY,
    ],
    "idle": [Column("KB each", _of("each"), 1), CPU, MEMORY],
    "exchange": [
        Column("seconds", _of("seconds"), 2), Column("p50 ms", _of("latency", "p50"), 1),
        Column("p99 ms", _of("latency", "p99"), 1), CPU,
    ],
    "crash": [
        Column("seen by others", _of("seen")), Column("of these lost", _of("seenLost")),
        Column("acknowledged", _of("saved")), Column("of these lost", _of("savedLost")),
        Column("back after ms", _of("back")),
    ],
}  # fmt: skip


def table(scenario: str, runs: Mapping[str, Sequence[Result]]) -> list[list[str]]:
    """A head and a row for each server; the last row is ours divided by Hocuspocus'."""
    columns = COLUMNS[scenario]
    rows = [["", *(column.title for column in columns), "same text"]]
    for server, results in runs.items():
        cells = [_cell(column, results) for column in columns]
        rows.append([server, *cells, _convergence(results)])
    if len(runs) > 1 and OURS in runs and HOCUSPOCUS in runs:
        rows.append(["ours / Hocuspocus", *(_ratio(column, runs) for column in columns), ""])
    return rows


def _cell(column: Column, results: Sequence[Result]) -> str:
    values = sorted(column.of(result) for result in results)
    if any(map(math.isnan, values)):
        return "–"
    middle = f"{median(values):.{column.digits}f}"
    if len(values) < 2 or values[0] == values[-1]:
        return middle
    return f"{middle} ({values[0]:.{column.digits}f}–{values[-1]:.{column.digits}f})"


def _ratio(column: Column, runs: Mapping[str, Sequence[Result]]) -> str:
    ours, theirs = (median(column.of(result) for result in runs[server]) for server in (OURS, HOCUSPOCUS))
    return f"{ours / theirs:.2f}" if theirs and not math.isnan(ours / theirs) else "–"


def _convergence(results: Sequence[Result]) -> str:
    """Whether everybody ended with the server's text; the scenarios that do not look say nothing."""
    looked = [result["converged"] for result in results if "converged" in result]
    return "" if not looked else "yes" if all(looked) else "NO"


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """For a terminal: columns of the same width."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [" | ".join(row) for row in rows]
    rule = " | ".join(["---", *["---:"] * (len(rows[0]) - 1)])
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])
