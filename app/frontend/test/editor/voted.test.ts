import assert from "node:assert/strict";
import { test } from "node:test";
import { changedAfter, linesIn, linesOf, type Place } from "../../src/editor/voted";
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
  return changedAfter(lines, [{ id: 1, question: "?", suggestion: "a", wording, place: null }]).length === 1;
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

const PLACE: Place = { section: "goal", before: "Davor.", after: "Danach." };

function changedLines(lines: string[], wording: string, place = PLACE): string[] {
  const text = textOf(...lines.map((words) => [words]));
  return linesOf(linesIn(text), { id: 1, question: "?", suggestion: null, wording, place }).map(({ words }) => words);
}

test("a passage that a vote left as it was is found where it stood, and not among lines that read alike", () => {
  const alike = "Die Kommunen sollen handeln.";
  const lines = [alike, "Davor.", "Die Länder sollen nun handeln.", "Ganz anders.", "Danach.", alike];
  assert.deepEqual(changedLines(lines, "Die Länder sollen handeln."), ["Die Länder sollen nun handeln."]);
  const elsewhere = { ...PLACE, section: "rationale" };
  assert.deepEqual(changedLines(lines, "Die Länder sollen handeln.", elsewhere), []);
});

test("of several lines the one that reads otherwise is marked, and none where the passage is gone", () => {
  const wording = "Die Länder handeln.\nDie Kommunen helfen.";
  const lines = ["Die Länder handeln.", "Die Kommunen helfen mit.", "Danach."];
  assert.deepEqual(changedLines(lines, wording), ["Die Kommunen helfen mit."]);
  assert.deepEqual(changedLines(["Davor.", "Danach.", "Die Länder handeln."], wording), []);
});

test("at the ends of a section, and where the lines around are others by now, it is looked for among all", () => {
  const place = { ...PLACE, before: null, after: null };
  assert.deepEqual(changedLines(["Die Länder handeln bald."], "Die Länder handeln.", place), [
    "Die Länder handeln bald.",
  ]);
  assert.deepEqual(changedLines(["Anders.", "Die Länder handeln bald."], "Die Länder handeln."), [
    "Die Länder handeln bald.",
  ]);
});
