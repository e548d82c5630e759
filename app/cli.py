"""The command `konsenswerk`: start, migrate, demo, create-admin, verify."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app import demo, schema
from app.accounts import service as accounts
from app.alone import check_port, claim_data
from app.config import Settings, SettingsError
from app.db import Database
from app.programme import delivery

_ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="konsenswerk", description="Live rooms for sealed recommendations.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("start", help="migrate, load the demo if there is no data, serve").set_defaults(run=_start)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=_migrate)
    commands.add_parser("demo", help="delete the data and load the demo programme").set_defaults(run=_demo)
    admin = commands.add_parser("create-admin", help="make an account that may do everything")
    admin.add_argument("email")
    admin.add_argument("name")
    admin.set_defaults(run=_create_admin)
    verify = commands.add_parser("verify", help="tell whether a record file has been changed")
    verify.add_argument("file", type=Path)
    verify.add_argument("--key", type=Path, help="the public key that you trust, as PEM")
    verify.set_defaults(run=_verify)
    return parser


def _start(_chosen: argparse.Namespace) -> int:
    settings = _with_reachable_address(Settings.from_environment())
    check_port(settings)
    with claim_data(settings):
        database = _migrated(settings)
        _load_demo_if_empty(settings, database)
        database.engine.dispose()
    is_demo = not settings.database_url  # a database that somebody named is not ours to fill
    print(demo.welcome(settings) if is_demo else f"Konsenswerk runs at {settings.address}", flush=True)
    shown = {"KONSENSWERK_PUBLIC_URL": settings.address, "KONSENSWERK_DEMO": str(int(is_demo))}
    environment = {**os.environ, **shown}
    os.execve(sys.executable, [sys.executable, str(_ROOT / "wsgi.py")], environment)  # noqa: S606  # our own server


def _with_reachable_address(settings: Settings) -> Settings:
    """Who listens on every interface is reached at the address that the network knows; QR codes show that one."""
    if settings.public_url or settings.host not in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        return settings
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # a documentation address; connecting a datagram socket sends nothing
        own = probe.getsockname()[0]
    return replace(settings, public_url=f"http://{own}:{settings.port}")


def _migrate(_chosen: argparse.Namespace) -> int:
    _migrated(Settings.from_environment()).engine.dispose()
    return 0


def _migrated(settings: Settings) -> Database:
    database = Database(settings.database_address)
    schema.upgrade(database)
    with database.writing() as db:
        delivery.deliver(db)
    return database


def _load_demo_if_empty(settings: Settings, database: Database) -> None:
    with database.reading() as db:
        empty = demo.is_empty(db)
    if empty and not settings.database_url:
        demo.load(settings)


def _demo(_chosen: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if settings.database_url:
        print("'demo' deletes only the SQLite database of the data folder; KONSENSWERK_DATABASE_URL is set.")
        return 2
    with claim_data(settings):
        for path in settings.folder.glob("konsenswerk.sqlite*"):
            path.unlink()
        _load_demo_if_empty(settings, _migrated(settings))
    return 0


def _create_admin(chosen: argparse.Namespace) -> int:
    database = _migrated(Settings.from_environment())
    password = getpass.getpass("Password (at least 12 characters): ")
    if len(password) < accounts.SHORTEST_PASSWORD:
        print(f"The password needs at least {accounts.SHORTEST_PASSWORD} characters.", file=sys.stderr)
        return 1
    with database.writing() as db:
        accounts.create_staff(db, name=chosen.name, email=chosen.email, password=password, role="admin")
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from app.recommendations.command import verify_command  # late: needs no database and no settings

    return verify_command(chosen.file, chosen.key)


if __name__ == "__main__":
    sys.exit(main())
