"""How many connections to the database a request takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event

from app.db import Database


@dataclass
class Held:
    """Connections that are taken out of the pool: `now`, and the `most` at any moment."""

    now: int = 0
    most: int = 0

    def take(self, *_of_the_pool: object) -> None:
        self.now += 1
        self.most = max(self.most, self.now)

    def give_back(self, *_of_the_pool: object) -> None:
        self.now -= 1


@contextmanager
def counted(database: Database) -> Iterator[Held]:
    """Count inside the block. Who takes a second connection while holding one can stop everybody:

    as many requests as the pool has connections hold one each, and all of them wait for another.
    """
    held = Held()
    event.listen(database.engine, "checkout", held.take)
    event.listen(database.engine, "checkin", held.give_back)
    try:
        yield held
    finally:
        event.remove(database.engine, "checkout", held.take)
        event.remove(database.engine, "checkin", held.give_back)
