import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import { EditorState, TextSelection } from "@tiptap/pm/state";
import { prosemirrorToYDoc } from "@tiptap/y-tiptap";
import { emptiedAcross, keepsSections } from "../../src/editor/guard";
import { passagesIn } from "../../src/editor/passages";
import { withoutStyles } from "../../src/editor/paste";
import { isLink, nodesAndMarks } from "../../src/editor/schema";
import { initials } from "../../src/editor/status";
import { neighbour } from "../../src/editor/toolbar";
import { differing, wordsOf } from "../../src/editor/words-of";

const schema = getSchema(nodesAndMarks());

function paragraph(words: string) {
  return { type: "paragraph", ...(words && { content: [{ type: "text", text: words }] }) };
}

function text(sections: Record<string, object[]>) {
  const content = Object.entries(sections).map(([key, content]) => ({ type: "section", attrs: { key }, content }));
  return schema.nodeFromJSON({ type: "doc", content });
}

const three = text({ title: [paragraph("Titel")], goal: [paragraph("Ziel")], sources: [paragraph("Belege")] });

test("a text without one of its sections, with one more or in another order is not the same text", () => {
  const [title, goal, sources] = three.children;
  assert.ok(title && goal && sources);
  const of = (...sections: (typeof title)[]) => schema.node("doc", null, sections);
  assert.ok(keepsSections(three, of(title, goal, sources)));
  assert.ok(!keepsSections(three, of(title, sources)));
  assert.ok(!keepsSections(three, of(title, goal, goal, sources)));
  assert.ok(!keepsSections(three, of(goal, title, sources)));
});

test("the title is one paragraph and nothing else", () => {
  const heading = { type: "heading", attrs: { level: 1 } };
  const other = (...title: object[]) => text({ title, goal: [paragraph("Ziel")], sources: [paragraph("Belege")] });
  assert.ok(keepsSections(three, other(paragraph("Neu"))));
  assert.ok(!keepsSections(three, other(paragraph("Eins"), paragraph("Zwei"))));
  assert.ok(!keepsSections(three, other(heading)));
});

test("deleting across sections empties each and keeps them all", () => {
  const selection = TextSelection.create(three, 4, three.content.size - 5);
  const emptied = emptiedAcross(EditorState.create({ doc: three, selection }));
  assert.ok(emptied);
  assert.ok(keepsSections(three, emptied.doc));
  assert.deepEqual(
    emptied.doc.children.map((section) => section.textContent),
    ["Ti", "", "ege"],
  );
});

test("deleting within one section is nothing special", () => {
  const selection = TextSelection.create(three, 2, 4);
  assert.equal(emptiedAcross(EditorState.create({ doc: three, selection })), null);
});

test("nodes may be empty, as two people who delete at once can leave them", () => {
  for (const empty of ["section", "bulletList", "listItem", "blockquote"]) schema.node(empty).check();
});

test("the schema has exactly what the server takes", () => {
  const nodes = "blockquote bulletList doc hardBreak heading listItem orderedList paragraph section text";
  assert.equal(Object.keys(schema.nodes).sort().join(" "), nodes);
  const marks = "bold break comment deletion insertion italic link origin restyled";
  assert.equal(Object.keys(schema.marks).sort().join(" "), marks);
  const attributes = Object.entries({ ...schema.nodes, ...schema.marks }).flatMap(([name, { spec }]) =>
    Object.keys(spec.attrs ?? {}).map((attribute) => `${name}.${attribute}`),
  );
  const ids =
    "break.kind comment.id deletion.id heading.level insertion.id link.href orderedList.start origin.id restyled.id restyled.style section.key";
  assert.equal(attributes.sort().join(" "), ids);
});

test("links lead to web pages and to mail, not to scripts", () => {
  for (const address of ["https://example.org", "http://example.org/a?b", "mailto:a@example.org"]) {
    assert.ok(isLink(address), address);
  }
  const dangerous = ["javascript:alert(1)", "data:text/html,x", "https://example.org/\u0000"];
  for (const address of [...dangerous, "/drafts/1", "", " https://example.org", null]) {
    assert.ok(!isLink(address), String(address));
  }
  assert.ok(!isLink(`https://example.org/${"a".repeat(2_000)}`));
});

test("pasted HTML loses styles and handlers and keeps its words", () => {
  const html = '<style>p{}</style><p class="a" style="color: red" onclick=\'x()\'>style="a" <b onfocus=y>fett</b></p>';
  assert.equal(withoutStyles(html), '<p class="a">style="a" <b>fett</b></p>');
});

test("a passage reaches from its first to its last word, and passages are in the text's order", () => {
  const marked = (words: string, ...ids: string[]) => ({
    type: "text",
    text: words,
    marks: ids.map((id) => ({ type: "comment", attrs: { id } })),
  });
  const content = [marked("aa", "late"), marked("b", "late", "inner"), marked("cc"), marked("d", "late")];
  const passages = passagesIn(text({ goal: [{ type: "paragraph", content }] }));
  assert.deepEqual(passages, [
    { id: "late", from: 2, to: 8 },
    { id: "inner", from: 4, to: 5 },
  ]);
});

test("of what could not be saved, the sections that differ are set aside with their words", () => {
  const own = text({
    title: [paragraph("Titel")],
    goal: [paragraph("Ziel"), { type: "bulletList", content: [{ type: "listItem", content: [paragraph("eins")] }] }],
    sources: [paragraph("")],
  });
  const words = wordsOf(prosemirrorToYDoc(own, "body"));
  assert.equal(words.get("goal"), "Ziel\neins");
  assert.deepEqual(differing(words, wordsOf(prosemirrorToYDoc(three, "body"))), [{ key: "goal", words: "Ziel\neins" }]);
});

test("in the toolbar arrows go round, Home and End to its ends", () => {
  assert.equal(neighbour("ArrowRight", 4, 5), 0);
  assert.equal(neighbour("ArrowLeft", 0, 5), 4);
  assert.equal(neighbour("Home", 3, 5), 0);
  assert.equal(neighbour("End", 3, 5), 4);
  assert.equal(neighbour("Tab", 3, 5), undefined);
});

test("initials are the first and the last name's, without a title", () => {
  assert.equal(initials("Karin Beispiel"), "KB");
  assert.equal(initials("Dr. Ute von Exempel"), "UE");
  assert.equal(initials("Moderation"), "M");
});
