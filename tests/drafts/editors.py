"""People at a text, as the tests need them: real Yjs documents (pycrdt's) that remember what they would send."""

from __future__ import annotations

from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText, merge_updates

from app.drafts.text import tree
from app.drafts.text.sections import SECTION_KEYS


class Editor:
    """A browser with the draft open: types, and keeps the updates that typing made."""

    def __init__(self, state: bytes | None = None, client: int | None = None) -> None:
        """`client`: as whom Yjs knows this browser; chosen by chance if it does not matter."""
        self.doc: Doc[Any] = Doc(client_id=client)
        self.doc.apply_update(state or tree.seed(tree.empty_tree()))
        self.unsent: list[bytes] = []
        self._remote = False
        self.doc.observe(self._remember)

    def _remember(self, event: Any) -> None:
        if not self._remote:
            self.unsent.append(event.update)

    @property
    def body(self) -> XmlFragment:
        return self.doc.get(tree.ROOT, type=XmlFragment)

    def section(self, key: str) -> XmlElement:
        return self.body.children[SECTION_KEYS.index(key)]

    def text(self, key: str) -> XmlText:
        """The first paragraph's text of a section."""
        paragraph = self.section(key).children[0]
        return paragraph.children[0] if len(paragraph.children) else paragraph.children.append(XmlText(""))

    def type(self, key: str, words: str, /, **marks: Any) -> bytes:
        """Write at the end of a section's first paragraph; returns the update."""
        with self.doc.transaction():
            text = self.text(key)
            text.insert(len(text), words, marks or None)
        return self.take()

    @staticmethod
    def put(paragraph: XmlElement, words: str) -> None:
        """Write into an empty paragraph, or at the end of one."""
        text = paragraph.children[0] if len(paragraph.children) else paragraph.children.append(XmlText(""))
        text.insert(len(text), words)

    def add(self, key: str, tag: str, /, **attributes: Any) -> XmlElement:
        """Put a node at the end of a section."""
        return self.section(key).children.append(XmlElement(tag, attributes))

    def take(self) -> bytes:
        """What was done since the last time, as one update."""
        updates, self.unsent = self.unsent, []
        return updates[0] if len(updates) == 1 else merge_updates(*updates)

    def receive(self, update: bytes) -> None:
        self._remote = True
        self.doc.apply_update(update)
        self._remote = False

    def read(self) -> tree.Tree:
        return tree.read(self.doc)

    def words(self, key: str) -> str:
        return tree.plain_text(self.read()[SECTION_KEYS.index(key)]["content"])
