import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import { prosemirrorToYDoc } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { compared, passageFor } from "../../src/editor/homecoming";
import { nodesAndMarks, ROOT } from "../../src/editor/schema";

const schema = getSchema(nodesAndMarks());

/** A text of three sections, the last one empty. */
function text(): Y.Doc {
  const paragraph = (words: string) => ({
    type: "paragraph",
    ...(words && { content: [{ type: "text", text: words }] }),
  });
  const content = Object.entries({ title: "Titel", goal: "Ziel", sources: "" }).map(([key, words]) => ({
    type: "section",
    attrs: { key },
    content: [paragraph(words)],
  }));
  const doc = prosemirrorToYDoc(schema.nodeFromJSON({ type: "doc", content }), ROOT);
  return copy(doc);
}

function copy(doc: Y.Doc): Y.Doc {
  const made = new Y.Doc();
  Y.applyUpdate(made, Y.encodeStateAsUpdate(doc));
  return made;
}

function words(doc: Y.Doc, section: number): Y.XmlText {
  const paragraph = (doc.getXmlFragment(ROOT).get(section) as Y.XmlElement).get(0) as Y.XmlElement;
  if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()]);
  return paragraph.get(0) as Y.XmlText;
}

function comparedWith(own: Y.Doc, theirs: Y.Doc) {
  return compared(own, { update: Y.encodeStateAsUpdate(theirs), state: Y.encodeStateVector(theirs) });
}

test("who comes back learns which sections others changed, and which are their own", () => {
  const theirs = text();
  const own = copy(theirs);
  words(theirs, 0).insert(5, " neu");
  words(own, 1).delete(0, 4);
  words(own, 2).insert(0, "Quelle");
  const found = comparedWith(own, theirs);
  assert.deepEqual(found.others, [{ key: "title", words: "Titel neu" }]);
  assert.deepEqual(found.own, [
    { key: "goal", words: "" },
    { key: "sources", words: "Quelle" },
  ]);
});

test("both may have changed the same section: each wording is shown as its author has it", () => {
  const theirs = text();
  const own = copy(theirs);
  words(theirs, 1).insert(4, " von anderen");
  words(own, 1).insert(0, "Mein ");
  const found = comparedWith(own, theirs);
  assert.deepEqual(found.others, [{ key: "goal", words: "Ziel von anderen" }]);
  assert.deepEqual(found.own, [{ key: "goal", words: "Mein Ziel" }]);
});

test("a comment on a passage changes no words", () => {
  const theirs = text();
  const own = copy(theirs);
  words(theirs, 1).format(0, 4, { "comment--abcdefgh": { id: "c" } });
  assert.deepEqual(comparedWith(own, theirs).others, []);
});

test("sections whose look alone is one's own are named apart: a suggestion does not hold them", () => {
  const theirs = text();
  const own = copy(theirs);
  words(theirs, 0).insert(5, " neu");
  words(own, 0).insert(0, "Mein ");
  words(own, 1).format(0, 4, { bold: {} });
  const found = comparedWith(own, theirs);
  assert.deepEqual(found.own, [{ key: "title", words: "Mein Titel" }]);
  assert.deepEqual(found.styled, ["goal"]);
});

test("a paragraph that became a heading says the same words, so only its look is one's own", () => {
  const theirs = text();
  const own = copy(theirs);
  const goal = own.getXmlFragment(ROOT).get(1) as Y.XmlElement;
  own.transact(() => {
    const heading = new Y.XmlElement("heading");
    heading.setAttribute("level", "1");
    heading.insert(0, [new Y.XmlText("Ziel")]);
    goal.delete(0, 1);
    goal.insert(0, [heading]);
  });
  const found = comparedWith(own, theirs);
  assert.deepEqual([found.own, found.styled], [[], ["goal"]]);
});

test("words that hang on others' edits which never came here are not left out", () => {
  const theirs = text();
  const other = copy(theirs);
  words(theirs, 1).insert(4, " erst");
  const before = Y.encodeStateVector(theirs);
  const elsewhere = copy(theirs);
  words(elsewhere, 1).insert(9, " dann");
  Y.applyUpdate(other, Y.encodeStateAsUpdate(elsewhere, before));
  assert.deepEqual(comparedWith(other, theirs).own, [{ key: "goal", words: "Ziel erst dann" }]);
});

test("comparing changes nothing of one's own text", () => {
  const theirs = text();
  const own = copy(theirs);
  words(own, 1).insert(0, "Mein ");
  const before = Y.encodeStateAsUpdate(own);
  comparedWith(own, theirs);
  assert.deepEqual(Y.encodeStateAsUpdate(own), before);
});

test("a comment on a section stands at its first words, and on an empty section at the first of the text", () => {
  const doc = text();
  assert.equal(passageFor(doc, "goal")?.quote, "Ziel");
  assert.equal(passageFor(doc, "sources")?.quote, "Titel");
  const ends = passageFor(doc, "goal")?.ends;
  assert.ok(ends);
  const [start, end] = [ends.anchor, ends.head].map((place) =>
    Y.createAbsolutePositionFromRelativePosition(place, doc),
  );
  assert.deepEqual([start?.index, end?.index], [0, 4]);
  assert.equal(passageFor(new Y.Doc(), "goal"), undefined);
});
