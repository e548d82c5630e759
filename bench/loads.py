"""The loads by name. `2+3` is two typists and three listeners in one draft, `4x6` six typists in each of four drafts,
`c` at the end means that cursors move, too; the rest is listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_ROOM = re.compile(r"(?:(\d+)x)?(\d+)(?:\+(\d+))?(c?)")
MOVES_PER_SECOND = 5


@dataclass(frozen=True)
class Load:
    """What a server is put under. `typists` and `listeners` are per draft; `edits` are in the text beforehand.

    `scenario` is a file of bench/load/scenarios; `warm` means that the server has the text in memory when people come.
    """

    name: str
    scenario: str = "typing"
    drafts: int = 1
    typists: int = 0
    listeners: int = 0
    moves: int = 0
    edits: int = 0
    warm: bool = True
    most_seconds: int = 240

    @property
    def people(self) -> int:
        """How many logins it needs: everybody who comes, and some who look afterwards."""
        return self.drafts * (self.typists + self.listeners + 2) + FILLERS


# As many authors write a text full before a load begins (bench/load/filling.ts).
FILLERS = 60

ROOMS = ("10", "10+50", "10+150", "10+300", "10+500", "50", "100", "40+300", "60+300", "60+300c", "50x6")
SPECIAL = (
    Load("join-warm", "joining", listeners=300, edits=5_000),
    Load("join-cold", "joining", listeners=300, edits=5_000, warm=False),
    Load("cold", "joining", listeners=1, edits=26_000, warm=False),
    Load("idle", "idle", listeners=1_000),
    Load("exchange", "exchange", typists=2),
    Load("crash", "crash", typists=10, listeners=5),
)


def room(name: str) -> Load | None:
    """The load that `name` describes, None if it describes none."""
    found = _ROOM.fullmatch(name)
    if found is None:
        return None
    drafts, typists, listeners, cursors = found.groups()
    moves = MOVES_PER_SECOND if cursors else 0
    return Load(name, drafts=int(drafts or 1), typists=int(typists), listeners=int(listeners or 0), moves=moves)


def chosen(names: str, exchanges: int) -> list[Load]:
    """The loads of a list like `10+50,crash`; all of them for an empty one. LookupError names an unknown one."""
    special = {load.name: load for load in SPECIAL}
    special["exchange"] = replace(special["exchange"], edits=exchanges)
    loads = []
    for name in names.split(",") if names else (*ROOMS, *special):
        load = special.get(name) or room(name)
        if load is None:
            raise LookupError(f"There is no load {name}. There are: {', '.join((*ROOMS, *special))}")
        loads.append(load)
    return loads
