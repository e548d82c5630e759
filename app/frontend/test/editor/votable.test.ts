import assert from "node:assert/strict";
import { test } from "node:test";
import { changesWords } from "../../src/editor/suggestions";

const NOTHING = { inserted: "", deleted: "", wishes: [] };

function wishing(...kinds: string[]): boolean {
  return changesWords({ ...NOTHING, wishes: kinds.map((kind) => ({ kind, words: "" })) });
}

test("people vote on words: what only makes a heading, a list or another look of them is not offered", () => {
  assert.ok(changesWords({ ...NOTHING, inserted: "sollten" }));
  assert.ok(changesWords({ ...NOTHING, deleted: "sollen" }));
  assert.ok(wishing("bold", "join"));
  assert.ok(!wishing("heading1", "bullets", "bold", "-link"));
});
