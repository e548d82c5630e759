"""The form of a template: what somebody typed, and the sections that it describes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from flask_babel import lazy_gettext as _l
from pydantic import Field, StringConstraints
from werkzeug.datastructures import MultiDict

from app.drafts.text.sections import CORE, Section, Writing, told_apart_by
from app.drafts.text.templating import moved, removed, reworded
from app.errors import Malformed, Sentence
from app.intake import Intake, Line, OptionalLine, OptionalText, WholeNumber, check

MOST_SECTIONS, LONGEST_TITLE, LONGEST_HELP, LONGEST_HINT = 20, 60, 300, 80
Form = MultiDict[str, str]
Typed = dict[str, str]  # by the names of the fields: title-KEY, help-KEY, hint-KEY, required-KEY, writing-KEY

_Title = Annotated[Line, StringConstraints(max_length=LONGEST_TITLE)]
_Help = Annotated[OptionalText, StringConstraints(max_length=LONGEST_HELP, pattern=r"^[^\n]*$")]
_Hint = Annotated[OptionalLine, StringConstraints(max_length=LONGEST_HINT)]


class SectionBody(Intake):
    title: _Title
    help: _Help = ""
    hint: _Hint = ""
    required: bool = False
    writing: Writing


class TemplateBody(Intake):
    """`act`: what else shall happen than saving: up.KEY, down.KEY or remove.KEY."""

    number: Annotated[WholeNumber, Field(ge=0, le=2**31 - 1)]
    act: Annotated[str, StringConstraints(pattern=r"^(save|add|(up|down|remove)\.[a-z0-9_]{1,40})$")] = "save"


def typed_in(sections: Sequence[Section]) -> Typed:
    """The fields as they are for sections that nobody is changing."""
    values: Typed = {"new_title": ""}
    for one in sections:
        values |= {f"title-{one.key}": str(one.title), f"help-{one.key}": str(one.help)}
        values |= {f"hint-{one.key}": str(one.hint), f"writing-{one.key}": str(one.writing)}
        values |= {f"required-{one.key}": "1"} if one.required else {}
    return values


def sections_in(form: Form, present: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that the form makes of the `present` ones; Malformed with a sentence for each wrong field."""
    body = check(TemplateBody, {name: form[name] for name in ("number", "act") if name in form})
    bodies = _bodies(form, present)
    sections = tuple(_changed(one, bodies[one.key]) for one in present)
    verb, _, key = body.act.partition(".")
    if verb in ("up", "down") and key in bodies:
        sections = moved(sections, key, -1 if verb == "up" else 1)
    if verb == "remove":
        sections = removed(sections, key)
    sections = _with_new(sections, form.get("new_title", ""), is_asked=verb == "add")
    _require_one_name_each(sections)
    return sections


def _bodies(form: Form, present: Sequence[Section]) -> dict[str, SectionBody]:
    wrong: dict[str, Sentence] = {}
    bodies: dict[str, SectionBody] = {}
    for one in present:
        names = ("title", "help", "hint", "writing", "required")
        typed: dict[str, Any] = {name: form[f"{name}-{one.key}"] for name in names if f"{name}-{one.key}" in form}
        try:
            bodies[one.key] = check(SectionBody, typed)
        except Malformed as refusal:
            wrong |= {f"{name}-{one.key}": sentence for name, sentence in refusal.fields.items()}
    if wrong:
        raise Malformed(fields=wrong)
    return bodies


def _changed(section: Section, body: SectionBody) -> Section:
    return replace(
        section, title=reworded(section.title, body.title), help=reworded(section.help, body.help),
        hint=reworded(section.hint, body.hint), required=body.required or section.key in CORE, writing=body.writing,
    )  # fmt: skip


def _with_new(sections: tuple[Section, ...], title: str, *, is_asked: bool) -> tuple[Section, ...]:
    if not title.strip() and not is_asked:
        return sections
    try:
        body = check(SectionBody, {"title": title, "writing": Writing.EVERYBODY})
    except Malformed as refusal:
        raise Malformed(fields={"new_title": refusal.fields["title"]}) from None
    if len(sections) >= MOST_SECTIONS:
        raise Malformed(
            fields={"new_title": _l("Eine Vorlage hat höchstens %(count)s Abschnitte.", count=MOST_SECTIONS)}
        )
    return (*sections, Section(f"own_{secrets.token_hex(4)}", body.title))


def _require_one_name_each(sections: Sequence[Section]) -> None:
    """A file from outside tells sections by their titles."""
    known: set[str] = set()
    wrong: Mapping[str, Sentence] = {}
    for one in sections:
        title = told_apart_by(str(one.title))
        if title in known:
            wrong = {**wrong, f"title-{one.key}": _l("So heißt schon ein anderer Abschnitt.")}
        known.add(title)
    if wrong:
        raise Malformed(fields=wrong)
