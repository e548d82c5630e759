import assert from "node:assert/strict";
import { test } from "node:test";
import { changedAfter, linesIn } from "../../src/editor/voted";
import { marked, textOf } from "./texts";

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

function isChanged(lines: ReturnType<typeof linesIn>, wording: string | null): boolean {
  return changedAfter(lines, [{ id: 1, question: "?", suggestion: "a", wording }]).length === 1;
}

test("a passage is unchanged as long as all its lines stand there, one after the other", () => {
  const lines = linesIn(textOf(["Eins."], ["Zwei."], ["Drei."]));
  assert.ok(!isChanged(lines, "Eins.\nZwei."));
  assert.ok(isChanged(lines, "Eins.\nDrei."));
  assert.ok(isChanged(lines, "Zwei"));
});

test("only what was taken into the text can be changed after its vote, and of no words nobody can tell", () => {
  const lines = linesIn(textOf(["Eins."]));
  assert.ok(!isChanged(lines, null));
  assert.ok(!isChanged(lines, ""));
});
