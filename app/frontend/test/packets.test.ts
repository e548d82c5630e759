import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../src/packets";

test("bytes become an ArrayBuffer of just these bytes", () => {
  const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
  const { update } = plain({ update: part }) as { update: ArrayBuffer };
  assert.ok(update instanceof ArrayBuffer);
  assert.deepEqual([...new Uint8Array(update)], [2, 3]);
});

test("what is undefined is left out, in a list it is null", () => {
  assert.deepEqual(plain({ draft: 7, id: undefined, data: ["x", undefined] }), { draft: 7, data: ["x", null] });
});

test("everything else stays as it is", () => {
  const buffer = new ArrayBuffer(2);
  const value = { a: null, b: true, c: "ä", d: 1.5, e: [{ f: -1 }], g: buffer };
  assert.deepEqual(plain(value), value);
  assert.equal((plain(value) as { g: ArrayBuffer }).g, buffer);
});
