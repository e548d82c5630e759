"""Safe rendering of what people type: Markdown without HTML, without images, with links that cannot run anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20}).enable("table").disable("image")


def _link_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("rel", "nofollow noopener noreferrer")
    return self.renderToken(tokens, index, options, env)


_parser.add_render_rule("link_open", _link_open)


@lru_cache(maxsize=1_000)  # a room's comments are rendered for each of 300 people, again after each reply
def render(source: str) -> Markup:
    """`source` as HTML. markdown-it-py escapes HTML and refuses javascript:, data: and file: links."""
    return Markup(_parser.render(source))  # noqa: S704  # the parser's output is escaped: html is off
