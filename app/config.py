"""Settings: one dataclass, read from the environment once and checked before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ASYNC_MODES = ("eventlet", "gevent", "threading")
FEWEST_EDITS, MOST_EDITS = 2, 20_000  # fewer write the text over and over; more make the opening slow


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which one and what it takes."""


@dataclass(frozen=True)
class Settings:
    """Every setting with its default. The variable of `database_url` is KONSENSWERK_DATABASE_URL, and so on."""

    # Where files live that must survive a restart: the SQLite database, keys.
    data_folder: str = "var"
    # SQLAlchemy address; empty means SQLite in the data folder. PostgreSQL: postgresql+psycopg://user@host/name
    database_url: str = ""
    # Signs the session cookie; empty means a random one that is kept in the data folder.
    secret_key: str = ""
    # The Ed25519 key that signs records; empty means sealing.key in the data folder, file mode 0600.
    sealing_key_file: str = ""
    # How the server waits: eventlet, gevent or threading.
    async_mode: str = "eventlet"
    # Where the server listens.
    host: str = "127.0.0.1"
    port: int = 5000
    # The address that people type and QR codes show, without a slash at the end; empty means http://host:port.
    public_url: str = ""
    # The band „Beispieldaten“ and the demo sign-ins on the sign-in page.
    demo: bool = False
    # Markdown files impressum.md, datenschutz.md, … of the operator; empty means the texts that we ship.
    legal_folder: str = ""
    # How many proxies stand in front and may say who asks (X-Forwarded-For and its like); 0 means none.
    trusted_proxies: int = 0
    # Whether cookies are sent over https only.
    secure_cookies: bool = False
    # Wrong sign-ins and wrong codes per address; limits' notation.
    sign_in_limit: str = "20 per 5 minutes"
    join_limit: str = "60 per 5 minutes"
    # Record files that one address may have checked; a large one takes a second of the server.
    check_limit: str = "20 per minute"
    # So many edits of a draft are kept as they came; then they are put together into one snapshot.
    compact_after: int = 2000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read KONSENSWERK_*; raise SettingsError with a sentence that names the wrong variable."""
        values: dict[str, str | int | bool] = {}
        for field in fields(cls):
            variable = f"KONSENSWERK_{field.name.upper()}"
            if variable in environment:
                values[field.name] = _converted(variable, environment[variable], type(field.default))
        return cls(**values)  # type: ignore[arg-type]  # _converted gives each field the type of its default

    def __post_init__(self) -> None:
        if self.async_mode not in ASYNC_MODES:
            raise SettingsError(f"KONSENSWERK_ASYNC_MODE is '{self.async_mode}', it takes one of {ASYNC_MODES}.")
        if not 0 < self.port < 65536:
            raise SettingsError(f"KONSENSWERK_PORT is {self.port}, it takes a number from 1 to 65535.")
        if not FEWEST_EDITS <= self.compact_after <= MOST_EDITS:
            wanted = f"a number from {FEWEST_EDITS} to {MOST_EDITS}"
            raise SettingsError(f"KONSENSWERK_COMPACT_AFTER is {self.compact_after}, it takes {wanted}.")

    @property
    def folder(self) -> Path:
        return Path(self.data_folder).resolve()

    @property
    def database_address(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'konsenswerk.sqlite'}"

    @property
    def sealing_key_path(self) -> Path:
        return Path(self.sealing_key_file) if self.sealing_key_file else self.folder / "sealing.key"

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


def _converted(variable: str, text: str, kind: type) -> str | int | bool:
    if kind is bool:
        if text.lower() not in ("0", "1", "true", "false", ""):
            raise SettingsError(f"{variable} is '{text}', it takes 0 or 1.")
        return text.lower() in ("1", "true")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise SettingsError(f"{variable} is '{text}', it takes a whole number.") from None
    return text
