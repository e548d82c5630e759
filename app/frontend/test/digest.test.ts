import assert from "node:assert/strict";
import { test } from "node:test";
import { digest } from "../src/digest";

test("the digest is FNV-1a of the words in UTF-8", () => {
  assert.equal(digest(""), "cbf29ce484222325");
  assert.equal(digest("a"), "af63dc4c8601ec8c");
  assert.equal(digest("foobar"), "85944171f73967e8");
});
