import assert from "node:assert/strict";
import { test } from "node:test";
import { suggestedIn } from "../../src/editor/suggested";
import { marked, textOf } from "./texts";

function words(text: Parameters<typeof suggestedIn>[0]): string[] {
  return suggestedIn(text).map(({ id, insertion, deletion }) => `${id}: -${deletion} +${insertion}`);
}

test("a suggestion is read with its words, and with what stays between them as dots", () => {
  const text = textOf([
    "Länder ",
    marked("sollen", ["deletion", "a"]),
    marked("sollten", ["insertion", "a"]),
    " Angebote ",
    marked("überführen", ["deletion", "a"]),
    marked("prüfen", ["insertion", "a"]),
  ]);
  assert.deepEqual(words(text), ["a: -sollen … überführen +sollten … prüfen"]);
  assert.deepEqual(
    suggestedIn(text).map(({ from, to }) => [from, to]),
    [[9, 48]],
  );
});

test("new words between struck ones do not part them", () => {
  const struck = (letters: string) => marked(letters, ["deletion", "a"]);
  const text = textOf([struck("sol"), marked("x", ["insertion", "a"]), struck("len")]);
  assert.deepEqual(words(text), ["a: -sollen +x"]);
});

test("over two paragraphs the words are parted", () => {
  const text = textOf([marked("eins", ["deletion", "a"])], [marked("zwei", ["deletion", "a"])]);
  assert.deepEqual(words(text), ["a: -eins … zwei +"]);
});

test("only those that strike the same words are rivals", () => {
  const text = textOf([
    marked("eins", ["deletion", "a"], ["deletion", "b"]),
    marked("zwei", ["deletion", "c"]),
    marked("drei", ["insertion", "d"], ["deletion", "c"]),
    marked("vier", ["deletion", "b"], ["deletion", "e"]),
  ]);
  const rivals = suggestedIn(text).map(({ id, rivals }) => [id, [...rivals].sort().join()]);
  assert.deepEqual(Object.fromEntries(rivals), { a: "b", b: "a,e", c: "", d: "", e: "b" });
});
