import assert from "node:assert/strict";
import { test } from "node:test";
import { prosemirrorToYDoc } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { rewriting } from "../../src/editor/rewritten";
import { ROOT } from "../../src/editor/schema";
import { marked, textOf } from "./texts";

function copy(doc: Y.Doc, gc = false): Y.Doc {
  const made = new Y.Doc({ gc });
  Y.applyUpdate(made, Y.encodeStateAsUpdate(doc));
  return made;
}

/** The server's document, which forgets what is taken out, and a page's, which does not. */
function both(...paragraphs: Parameters<typeof textOf>): { theirs: Y.Doc; own: Y.Doc } {
  const doc = prosemirrorToYDoc(textOf(...paragraphs), ROOT);
  return { theirs: copy(doc, true), own: copy(doc) };
}

function goal(doc: Y.Doc): Y.XmlElement {
  return doc.getXmlFragment(ROOT).get(0) as Y.XmlElement;
}

function words(doc: Y.Doc, line = 0): Y.XmlText {
  return (goal(doc).get(line) as Y.XmlElement).get(0) as Y.XmlText;
}

function compared(own: Y.Doc, theirs: Y.Doc) {
  const merged = copy(theirs);
  Y.applyUpdate(merged, Y.encodeStateAsUpdate(own));
  const { sections, changed } = rewriting(own, theirs, merged);
  const said = sections.map(({ before, after }) => [before, after].map((lines) => lines.map(({ text }) => text)));
  return { said, changed };
}

test("words that one took out oneself stood there before, and what others did meanwhile is not one's own", () => {
  const { theirs, own } = both(["Die Länder sollen handeln."]);
  words(own).delete(11, 6);
  words(own).insert(11, "müssen");
  words(theirs).delete(0, 3);
  words(theirs).insert(0, "Alle");
  assert.deepEqual(compared(own, theirs).said, [[["Die Länder sollen handeln."], ["Die Länder müssen handeln."]]]);
});

test("what both took out is nobody's change", () => {
  const { theirs, own } = both(["Die Länder sollen bald handeln."]);
  for (const doc of [theirs, own]) words(doc).delete(18, 5);
  words(own).insert(0, "Ja: ");
  assert.deepEqual(compared(own, theirs).said, [[["Die Länder sollen handeln."], ["Ja: Die Länder sollen handeln."]]]);
});

test("a paragraph that others removed is still what one changed", () => {
  const { theirs, own } = both(["Bleibt."], ["Geht fort."]);
  words(own, 1).insert(10, " Doch nicht.");
  goal(theirs).delete(1, 1);
  assert.deepEqual(compared(own, theirs).said, [
    [
      ["Bleibt.", "Geht fort."],
      ["Bleibt.", "Geht fort. Doch nicht."],
    ],
  ]);
});

test("where a page forgot what it took out, what its edits make of the others' text is compared", () => {
  const { theirs, own } = both(["Die Länder sollen handeln."]);
  own.gc = true;
  words(own).delete(11, 7);
  words(theirs).insert(0, "Ja: ");
  assert.deepEqual(compared(own, theirs).said, [[["Ja: Die Länder sollen handeln."], ["Ja: Die Länder handeln."]]]);
});

test("one's own new suggestion is a change of the agreed text, an older one of anybody is none", () => {
  const { theirs, own } = both(["Die ", marked("alten", ["deletion", "old"]), " Länder sollen handeln."]);
  words(own).format(17, 6, { "deletion--abcdefgh": { id: "new" } });
  words(own).insert(23, "müssen", { insertion: { id: "new" } });
  assert.deepEqual(compared(own, theirs), {
    said: [[["Die alten Länder sollen handeln."], ["Die alten Länder müssen handeln."]]],
    changed: [],
  });
});

test("a suggested paragraph of one's own is a line of its own", () => {
  const { theirs, own } = both(["Ein Satz."]);
  words(own).insert(9, "¶", { insertion: { id: "new" }, break: { kind: "paragraph" } });
  words(own).insert(10, "Noch einer.", { insertion: { id: "new" }, break: null });
  assert.deepEqual(compared(own, theirs).said, [[["Ein Satz."], ["Ein Satz.", "Noch einer."]]]);
});

test("a sign that says something of its line is no words", () => {
  const { theirs, own } = both(["Ein Satz."]);
  words(own).insert(0, "❶", { insertion: { id: "new" }, break: { kind: "heading1" } });
  assert.deepEqual(compared(own, theirs).said, []);
});

test("words written into an older suggestion are named: they cannot be suggested a second time", () => {
  const { theirs, own } = both(["Die Länder ", marked("sollen", ["insertion", "old"]), " handeln."]);
  words(own).insert(17, " bald", { insertion: { id: "old" } });
  const { said, changed } = compared(own, theirs);
  assert.deepEqual(said, []);
  assert.deepEqual(changed, [{ section: "goal", words: "sollen bald" }]);
});
