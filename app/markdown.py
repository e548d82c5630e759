"""Safe rendering of what people type: Markdown without HTML, without images, with links that cannot run anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20}).enable("table").disable("image")


def _link_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("rel", "nofollow noopener noreferrer")
    return self.renderToken(tokens, index, options, env)


_parser.add_render_rule("link_open", _link_open)


_MENTION = re.compile(r"@\[([0-9]{1,9})\]")


def _read_mention(state: StateInline, silent: bool) -> bool:
    """`@[42]` is somebody, if it is known who; else it is only signs."""
    found = _MENTION.match(state.src, state.pos)
    name = found and state.env.get("names", {}).get(int(found[1]))
    if not found or name is None:
        return False
    if not silent:
        state.push("strong_open", "strong", 1).attrSet("class", "kw-mention")
        state.push("text", "", 0).content = f"@{name}"
        state.push("strong_close", "strong", -1)
    state.pos = found.end()
    return True


_parser.inline.ruler.before("link", "mention", _read_mention)


@lru_cache(maxsize=1_000)  # a room's comments are rendered for each of 300 people, again after each reply
def render(source: str, names: tuple[tuple[int, str], ...] = ()) -> Markup:
    """`source` as HTML. markdown-it-py escapes HTML and refuses javascript:, data: and file: links.

    `names` are those of the people whom it may mention, by their ids.
    """
    return Markup(_parser.render(source, {"names": dict(names)}))  # noqa: S704  # escaped: html is off
