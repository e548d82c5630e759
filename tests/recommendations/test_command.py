"""The command that verifies a record file: no database, no network, plain words."""

from __future__ import annotations

import pytest

from app.recommendations import seal
from app.recommendations.command import verify_command
from tests.recommendations.samples import KEY, OTHER_KEY, file


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "2027-SI-02.json"
    path.write_bytes(file())
    return path


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "siegel.pub"
    path.write_bytes(seal.public_pem(KEY.public))
    return path


@pytest.fixture(autouse=True)
def _german(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")


@pytest.mark.row("E8")
def test_an_unchanged_file_is_said_to_be_so(record, key, capsys):
    assert verify_command(record, key) == 0
    said = capsys.readouterr().out
    assert "Empfehlung 2027-SI-02: Gemeinsame Deutschangebote" in said
    assert "Unverändert seit 12.03.2027, 15:48 Uhr." in said
    assert "[!]" not in said


@pytest.mark.row("E8")
def test_without_a_key_it_says_what_was_not_checked(record, capsys):
    assert verify_command(record) == 0
    said = capsys.readouterr().out
    assert "[?] Geprüft wurde nur gegen den Schlüssel in der Datei." in said
    assert "Ob der Schlüssel echt ist, wurde nicht geprüft." in said


@pytest.mark.row("E8")
def test_a_flipped_byte_is_refused_with_a_sentence(record, key, capsys):
    record.write_bytes(record.read_bytes().replace(b"planbares", b"planlares"))
    assert verify_command(record, key) == 1
    assert "[!] Die Prüfsumme passt nicht: Der Inhalt wurde verändert." in capsys.readouterr().out


def test_another_key_is_refused(record, tmp_path, capsys):
    other = tmp_path / "other.pub"
    other.write_bytes(seal.public_pem(OTHER_KEY.public))
    assert verify_command(record, other) == 1
    assert "ein anderer Schlüssel" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b" " * 2_000_000])
def test_what_is_no_record_file_is_said_to_be_none(record, content, capsys):
    record.write_bytes(content)
    assert verify_command(record) == 1
    assert "kein Nachweis von Konsenswerk" in capsys.readouterr().out


def test_files_that_are_missing_or_no_key_are_named(record, tmp_path, capsys):
    assert verify_command(tmp_path / "missing.json") == 1
    assert verify_command(tmp_path) == 1
    assert verify_command(record, tmp_path / "missing.pub") == 1
    assert verify_command(record, record) == 1
    said = capsys.readouterr().out
    assert "missing.json ist nicht lesbar" in said
    assert "enthält keinen öffentlichen Schlüssel" in said


def test_it_speaks_english_where_the_terminal_does(record, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert verify_command(record) == 0
    assert capsys.readouterr().out
