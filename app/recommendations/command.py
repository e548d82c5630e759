"""`konsenswerk verify`: check a record file at the terminal, without database and network."""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask import Flask
from flask_babel import force_locale, gettext

from app import i18n
from app.recommendations import seal, words
from app.recommendations.record_file import LARGEST
from app.recommendations.verify import Report, verify

_MARKS = {True: "[x]", False: "[!]", None: "[?]"}


def verify_command(path: Path, key_path: Path | None = None) -> int:
    """Check the record file at `path`, against the public key in the PEM file `key_path` if there is one.

    Prints what was found in German, or in English where LANG says so. Returns 0 if nothing was changed, else 1.
    """
    app = Flask("app")
    i18n.init(app)
    language = "en" if os.environ.get("LANG", "").startswith("en") else i18n.DEFAULT_LANGUAGE
    with app.app_context(), force_locale(language):
        try:
            key = seal.read_public(_read(key_path)) if key_path else None
            report = verify(_read(path), key)
        except OSError as error:
            click.echo(gettext("Die Datei %(name)s ist nicht lesbar.", name=error.filename))
            return 1
        except seal.KeyUnusable:
            click.echo(gettext("Die Datei %(name)s enthält keinen öffentlichen Schlüssel.", name=str(key_path)))
            return 1
        _print(report)
    return 0 if report.is_unchanged else 1


def _read(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _print(report: Report) -> None:
    if report.leaf is not None:
        click.echo(words.named(report.leaf))
    for step in report.steps:
        click.echo(f"{_MARKS[step.passed]} {step.sentence}")
    click.echo(words.conclusion(report))
