"""A draft as Markdown: the text itself, exactly, so that reading the file gives the same text again. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from app.documents.markdown_writer import blocks_markdown
from app.documents.tree import Node as Block
from app.drafts.text.sections import TITLE, Section, Words, titles_of
from app.drafts.text.tree import Node, Tree, paragraph, template_section


def markdown_of(text: Tree, sections: Sequence[Section]) -> str:
    """The title as heading, below it the sections that hold anything, and in them headings from the third level on."""
    titles = titles_of(sections)
    parts = (_parts(one["attrs"]["key"], one["content"], titles) for one in text)
    return "\n\n".join(part for several in parts for part in several) + "\n"


def _parts(key: str, content: Tree, titles: Mapping[str, Words]) -> Iterator[str]:
    if content == template_section(key, [])["content"]:
        return
    if key == TITLE:
        yield from (_heading(1, one["content"]) for one in content)
        return
    yield _heading(2, paragraph(str(titles[key]))["content"])
    yield blocks_markdown(cast("list[Block]", content), below=2)


def _heading(level: int, content: Sequence[Node]) -> str:
    return blocks_markdown([{"type": "heading", "attrs": {"level": level}, "content": cast("list[Block]", content)}])
