"""Seeded schedules of people over a bad line and a server that is killed: what goes wrong, and how to play it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.storms.hall import Hall
from tests.storms.node import storm

KEPT = Path(__file__).with_name("kept_seeds.txt")
PARALLEL = 10  # schedules at once
MOST_PEOPLE = 4  # in one schedule


@dataclass(frozen=True)
class Failure:
    """A schedule after which something is `wrong`; `steps` are its shortest list after which something still is."""

    seed: int
    wrong: list[str]
    steps: list[dict[str, Any]]

    def __str__(self) -> str:
        steps = "\n".join(f"  {json.dumps(step)}" for step in self.steps)
        return (
            f"Seed {self.seed}: {'; '.join(self.wrong)}\n{steps}\n"
            f"Again: make soak KIND=convergence COUNT=1 SEED={self.seed}\n"
            f"Keep it: echo {self.seed} >> tests/storms/kept_seeds.txt"
        )


def kept_seeds() -> list[int]:
    """The seeds that once failed, from kept_seeds.txt: a number and the reason in each line."""
    lines = KEPT.read_text().splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


def failures(hall: Hall, seeds: Sequence[int]) -> list[Failure]:
    """Play the schedules of `seeds` in `hall`; returns those that went wrong."""

    def crash(drafts: list[int]) -> dict[int, Any]:
        hall.server.kill()
        stored = {draft: hall.stored(draft) for draft in drafts}
        hall.server.start()
        return stored

    task = {
        "kind": "convergence",
        "address": hall.server.address,
        "workshop": hall.people.workshop_id,
        "people": hall.guests(PARALLEL * MOST_PEOPLE),
        "seeds": list(seeds),
        "parallel": PARALLEL,
    }
    result = storm(task, {"draft": hall.draft, "stored": hall.stored, "crash": crash}, hear=lambda _said: None)
    return [Failure(**failure) for failure in result]
