"""What tools/setup.py promises: nothing twice, nothing half, and one sentence for what is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import setup


def test_the_fingerprint_changes_with_content_and_name_but_not_with_order(tmp_path: Path) -> None:
    first, second = tmp_path / "a.ts", tmp_path / "b.ts"
    first.write_text("one")
    second.write_text("two")
    before = setup.fingerprint([first, second], tmp_path)
    assert setup.fingerprint([second, first], tmp_path) == before
    first.write_text("One")
    assert setup.fingerprint([first, second], tmp_path) != before
    first.write_text("one")
    renamed = second.rename(tmp_path / "c.ts")
    assert setup.fingerprint([first, renamed], tmp_path) != before


def test_content_cannot_move_from_one_file_to_the_next_unnoticed(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("12")
    second.write_text("3")
    before = setup.fingerprint([first, second], tmp_path)
    first.write_text("1")
    second.write_text("23")
    assert setup.fingerprint([first, second], tmp_path) != before


def test_a_step_is_done_only_for_what_it_was_made_from(tmp_path: Path) -> None:
    stamps = tmp_path / "stamps"
    assert not setup.is_done("front", "abc", stamps)
    setup.mark_done("front", "abc", stamps)
    assert setup.is_done("front", "abc", stamps)
    assert not setup.is_done("front", "abd", stamps)
    setup.forget("front", stamps)
    assert not setup.is_done("front", "abc", stamps)


def test_a_failing_program_stops_the_set_up_and_shows_what_it_said(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(setup.MissingPiece, match="This failed"):
        setup.do(sys.executable, "-c", "import sys; sys.exit('no network')")
    assert "no network" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("version", "has_ensurepip", "command"),
    [((3, 9), True, "apt install python3.11-venv"), ((3, 13), False, "apt install python3.13-venv")],
)
def test_a_missing_piece_is_named_with_the_command_that_installs_it(
    version: tuple[int, int], has_ensurepip: bool, command: str
) -> None:
    with pytest.raises(setup.MissingPiece, match=command):
        setup.check_python(version, has_ensurepip)


def test_a_good_python_passes() -> None:
    setup.check_python((3, 11), has_ensurepip=True)


def test_an_unknown_wish_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main(["fly"]) == 2
    assert "run|test" in capsys.readouterr().err


def test_the_build_looks_at_every_source_of_the_front_end() -> None:
    sources = {path.relative_to(setup.ROOT).as_posix() for path in setup.front_sources()}
    assert {"app/frontend/build.mjs", "app/frontend/package-lock.json", "app/frontend/src/base.ts"} <= sources
    assert {"app/static/css/konsenswerk.css", "app/static/icons/brand.svg", "app/static/fonts/OFL.txt"} <= sources
    assert not any("node_modules" in source or "/dist/" in source for source in sources)
