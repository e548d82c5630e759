"""Files are made in a process of its own: nothing waits for it, nothing leaks into it, and its failures are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.documents import apart, rendering, worker
from app.documents.failures import ExporterMissing, ExportFailed
from app.documents.formats import FORMATS
from app.documents.rendering import render
from tests.documents.samples import document_of, paragraph, recommendation

pytestmark = pytest.mark.row("E6")
PROJECT = Path(__file__).parents[2]


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # a program of this test
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=PROJECT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_every_format_has_a_writer():
    assert FORMATS.keys() == worker.WRITERS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_the_process_writes_the_same_bytes_as_the_writer(name):
    assert render(recommendation(), name) == worker.write(recommendation(), name)


@pytest.mark.parametrize("name", FORMATS)
def test_halves_of_characters_do_not_stop_an_export(name):
    assert render(document_of(paragraph("halb \ud800 voll")), name) == worker.write(
        document_of(paragraph("halb  voll")), name
    )


def test_the_server_does_not_load_the_writers():
    done = run("import sys, app.documents.rendering, app.documents.formats; print('typst' in sys.modules)")
    assert done.stdout.strip() == "False", done.stderr


def test_green_threads_run_while_a_file_is_made():
    done = run(
        "import eventlet; eventlet.monkey_patch()\n"
        "from app.documents.rendering import render\n"
        "from tests.documents.samples import recommendation\n"
        "exports = [eventlet.spawn(render, recommendation(), name) for name in ('pdf', 'docx')]\n"
        "beats = 0\n"
        "while not all(export.dead for export in exports):\n"
        "    eventlet.sleep(0.005)\n"
        "    beats += 1\n"
        "print(beats > 5, [export.wait()[:4] for export in exports])\n"
    )
    assert done.stdout.strip() == "True [b'%PDF', b'PK\\x03\\x04']", done.stderr


def test_the_process_does_not_see_the_secrets_of_the_server(monkeypatch, tmp_path):
    spy = tmp_path / "app" / "documents" / "worker.py"
    spy.parent.mkdir(parents=True)
    for folder in (spy.parent, spy.parent.parent):
        (folder / "__init__.py").touch()  # a regular package wins against the installed one
    spy.write_text("import os; print(sorted(os.environ))")
    monkeypatch.setattr(apart, "_PROJECT", tmp_path)
    monkeypatch.setenv("SECRET_KEY", "geheim")
    seen = render(document_of(), "pdf").decode()
    assert "PYTHONPATH" in seen
    assert "SECRET_KEY" not in seen


def test_a_process_that_takes_too_long_is_ended():
    with pytest.raises(ExportFailed, match="longer"):
        render(recommendation(), "pdf", timeout=0.001)


def test_a_document_that_is_too_large_is_refused_before_a_process_starts(monkeypatch):
    monkeypatch.setattr(rendering, "MAX_SOURCE", 100)
    monkeypatch.setattr(apart.sys, "executable", "/does/not/exist")
    with pytest.raises(ExportFailed, match="larger"):
        render(recommendation(), "pdf")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(rendering, "MAX_RESULT", 100)
    with pytest.raises(ExportFailed, match="larger"):
        render(recommendation(), "html")


def test_a_program_that_is_missing_is_told_apart_from_one_that_fails(monkeypatch, tmp_path):
    (tmp_path / "app").symlink_to(PROJECT / "app")
    (tmp_path / "pypandoc.py").write_text("raise ImportError")
    monkeypatch.setattr(apart, "_PROJECT", tmp_path)
    with pytest.raises(ExporterMissing, match="pypandoc-binary"):
        render(document_of(), "odt")


def test_a_defect_in_the_process_is_told_with_its_code():
    with pytest.raises(ExportFailed, match=r"(?s)the writer ended with 1: .*KeyError"):
        render(document_of(), "exe")
