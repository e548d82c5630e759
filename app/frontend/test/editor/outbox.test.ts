import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { newEdit, Outbox } from "../../src/editor/outbox";

/** A document that puts each of its edits into an outbox. */
function writer(): { outbox: Outbox; write: (words: string) => void; words: (update: Uint8Array) => string } {
  const [doc, outbox] = [new Y.Doc(), new Outbox()];
  doc.on("update", (update: Uint8Array) => outbox.add(newEdit(update)));
  const text = doc.getText("t");
  return {
    outbox,
    write: (words) => text.insert(text.length, words),
    words: (update) => {
      const other = new Y.Doc();
      Y.applyUpdate(other, update);
      return other.getText("t").toString();
    },
  };
}

function taken(outbox: Outbox) {
  const parcel = outbox.take();
  assert.ok(parcel);
  return parcel;
}

test("what comes while a parcel is on its way waits and goes in one piece", () => {
  const { outbox, write } = writer();
  write("a");
  const first = taken(outbox);
  write("b");
  write("c");
  assert.equal(outbox.take(), null);
  assert.equal(outbox.count, 3);
  outbox.acknowledged(first);
  assert.equal(outbox.count, 2);
  assert.equal(taken(outbox).edits.length, 2);
});

test("a parcel without acknowledgement is sent again, together with what came after it", () => {
  const { outbox, write, words } = writer();
  write("a");
  const lost = taken(outbox);
  write("b");
  outbox.lost(lost);
  assert.equal(outbox.count, 2);
  assert.equal(words(taken(outbox).update), "ab");
});

test("a difference replaces everything, and the late answer to an older parcel says nothing about it", () => {
  const { outbox, write } = writer();
  write("a");
  const old = taken(outbox);
  outbox.replace(new Uint8Array([0, 0]));
  outbox.acknowledged(old);
  outbox.lost(old);
  assert.equal(outbox.count, 1);
  assert.equal(taken(outbox).edits.length, 1);
});

test("nothing written is nothing to send", () => {
  const { outbox } = writer();
  assert.equal(outbox.take(), null);
  assert.equal(outbox.count, 0);
});
