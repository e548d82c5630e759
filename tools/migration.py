"""Writes a migration: `python -m tools.migration "add …"` compares the models with a freshly migrated database."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app import schema
from app.db import Database


def write(message: str) -> None:
    """Put a new file into app/migrations/versions. Read it before you commit it: Alembic sees no renames."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'fresh.sqlite'}")
        schema.upgrade(database)
        schema.write_revision(database, message)
        database.engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('Say what changes: python -m tools.migration "add the speaker list"')
    write(sys.argv[1])
