import assert from "node:assert/strict";
import { test } from "node:test";
import { changedAfter, linesIn, says } from "../../src/editor/voted";
import { marked, textOf } from "./texts";

const vote = { id: 1, question: "?", suggestion: "a" };

test("a line is its agreed words, with the accepted suggestions that some of them came by", () => {
  const text = textOf([
    "Die Länder ",
    marked("sollten", ["origin", "a"]),
    marked(" bald", ["insertion", "b"]),
    marked(" handeln.", ["deletion", "c"]),
  ]);
  const line = linesIn(text).find(({ origins }) => origins.size > 0);
  assert.equal(line?.words, "Die Länder sollten handeln.");
  assert.deepEqual([...(line?.origins ?? [])], ["a"]);
});

test("a passage says its wording as long as all its lines stand there, one after the other", () => {
  const lines = linesIn(textOf(["Eins."], ["Zwei."], ["Drei."]));
  assert.ok(says(lines, "Eins.\nZwei."));
  assert.ok(!says(lines, "Eins.\nDrei."));
  assert.ok(!says(lines, "Zwei"));
});

test("only what was taken into the text can be changed after its vote", () => {
  const lines = linesIn(textOf(["Eins."]));
  assert.deepEqual(changedAfter(lines, [{ ...vote, wording: "Zwei." }]).length, 1);
  assert.deepEqual(changedAfter(lines, [{ ...vote, wording: "Eins." }]), []);
  assert.deepEqual(changedAfter(lines, [{ ...vote, wording: null }]), []);
});
