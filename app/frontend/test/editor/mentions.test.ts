import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, encoded, labelled, matching, type Reader, typedAt } from "../../src/editor/mentions";

function reader(id: number, name: string, organisation = "Amt"): Reader {
  return { id, name, organisation };
}

const PEOPLE = labelled([reader(1, "Leyla Vorlage"), reader(2, "Jörg Muster", "Städtetag"), reader(12, "Leyla")]);

function found(query: string): string[] {
  return matching(PEOPLE, query).map(({ label }) => label);
}

test("an @ begins a mention at the start, after a space and after a bracket, but not in an address", () => {
  assert.deepEqual(typedAt("@", 1), { from: 0, query: "" });
  assert.deepEqual(typedAt("Frage an @Ley und mehr", 13), { from: 9, query: "Ley" });
  assert.deepEqual(typedAt("(@J", 3), { from: 1, query: "J" });
  assert.equal(typedAt("name@amt", 8), null);
  assert.equal(typedAt("@Ley\nneue Zeile", 15), null);
});

test("somebody is found by any beginning of name or organisation, whatever the accents", () => {
  assert.deepEqual(found("ley"), ["Leyla Vorlage", "Leyla"]);
  assert.deepEqual(found("Leyla V"), ["Leyla Vorlage"]);
  assert.deepEqual(found("jorg"), ["Jörg Muster"]);
  assert.deepEqual(found("stad"), ["Jörg Muster"]);
  assert.deepEqual(found("orlage"), []);
});

test("behind a whole name the list is gone", () => {
  assert.deepEqual(found("Leyla Vorlage "), []);
  assert.deepEqual(found("Leyla Vorlage, bitte"), []);
});

test("people of one name are told apart", () => {
  const labels = labelled([reader(1, "Anna", "A"), reader(2, "Anna", "B"), reader(3, "Anna", "B"), reader(4, "Ben")]);
  assert.deepEqual(
    labels.map(({ label }) => label),
    ["Anna (A)", "Anna (B)", "Anna (B) 2", "Ben"],
  );
});

test("who is chosen takes the place of what was typed, and the cursor goes behind", () => {
  const typed = typedAt("An @le wegen", 6);
  assert.ok(typed);
  assert.deepEqual(completed("An @le wegen", typed, "Leyla"), { words: "An @Leyla wegen", cursor: 10 });
  assert.deepEqual(completed("@le", { from: 0, query: "le" }, "Leyla"), { words: "@Leyla ", cursor: 7 });
});

test("on its way a mention is a number, the longest name first, and nothing else is touched", () => {
  assert.equal(encoded("@Leyla Vorlage und @Leyla, @Leylas", PEOPLE), "@[1] und @[12], @Leylas");
  assert.equal(encoded("an leyla@Leyla und Leyla", PEOPLE), "an leyla@Leyla und Leyla");
  assert.equal(encoded("@Leyla", [...PEOPLE, ...labelled([reader(9, "[12]")])]), "@[12]");
  assert.equal(encoded("@Leyla", []), "@Leyla");
  assert.equal(encoded("@A.(b) @Axxb", labelled([reader(7, "A.(b)")])), "@[7] @Axxb");
});
