import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { countChanges } from "../../src/editor/changes";
import { Place } from "../../src/editor/going-on";
import { newEdit, type Unsent } from "../../src/editor/outbox";

/** A text of somebody else, and the edits that are made in it. */
function writer() {
  const before = new Y.Doc();
  before.getText("t").insert(0, "Die Länder sollen handeln.");
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(before));
  const [edits, place]: [Unsent[], Place] = [[], new Place()];
  doc.on("update", (update: Uint8Array) => edits.push(newEdit(update, place.goesOn(update))));
  return { text: doc.getText("t"), edits };
}

function type(text: Y.Text, at: number, words: string): void {
  for (const [place, letter] of [...words].entries()) text.insert(at + place, letter);
}

test("a word is one change, however many keys it takes", () => {
  const { text, edits } = writer();
  type(text, 10, " nun");
  assert.deepEqual([edits.length, countChanges(edits)], [4, 1]);
});

test("who takes a word out letter by letter and writes another one there has made one change", () => {
  const { text, edits } = writer();
  for (let at = 16; at >= 11; at -= 1) text.delete(at, 1);
  type(text, 11, "müssen");
  assert.deepEqual([edits.length, countChanges(edits)], [12, 1]);
});

test("words at another place are another change, however soon they come", () => {
  const { text, edits } = writer();
  type(text, 26, " Bald.");
  type(text, 0, "Ja: ");
  text.delete(8, 1);
  assert.equal(countChanges(edits), 3);
});

test("what is left of a change while its beginning is saved is still one", () => {
  const { text, edits } = writer();
  type(text, 10, " nun");
  assert.equal(countChanges(edits.slice(2)), 1);
  assert.equal(countChanges([]), 0);
});
