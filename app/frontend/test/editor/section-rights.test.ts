import assert from "node:assert/strict";
import { test } from "node:test";
import { changedLeaves, leaveOf } from "../../src/editor/section-rights";

const ALL = { write: true, suggest: true, review: false, comment: true };
const SOME = { ...ALL, closed: ["goal"], suggested: ["rationale"] };
const KEYS = ["goal", "rationale", "sources"];

test("a section is closed, for suggestions, or written in as the rest", () => {
  assert.deepEqual(
    KEYS.map((key) => leaveOf(SOME, key)),
    ["closed", "suggest", "write"],
  );
  assert.deepEqual(
    KEYS.map((key) => leaveOf({ ...SOME, write: false }, key)),
    ["closed", "suggest", "suggest"],
  );
});

test("rights that were kept from before say nothing of sections", () => {
  assert.equal(leaveOf(ALL, "goal"), "write");
});

test("only what is otherwise in single sections is news of them", () => {
  assert.deepEqual(changedLeaves(ALL, SOME, KEYS), { write: [], suggest: ["rationale"], closed: ["goal"] });
  assert.deepEqual(changedLeaves(SOME, ALL, KEYS), { write: ["goal", "rationale"], suggest: [], closed: [] });
  assert.deepEqual(changedLeaves(SOME, SOME, KEYS), { write: [], suggest: [], closed: [] });
  assert.deepEqual(changedLeaves(ALL, { ...SOME, write: false }, KEYS), { write: [], suggest: [], closed: [] });
});
