import assert from "node:assert/strict";
import { test } from "node:test";
import { type Citable, hits, matching } from "../../src/editor/citing";

const NEED: Citable = { kind: "need", label: "Bedarf H-03", title: "Es fehlt Zeit", address: "/3" };
const SOURCE: Citable = { kind: "source", label: "Quelle 2", title: "Sprachstand 2026", address: "/2" };

test("every word that is searched for has to occur, in label or title, in small letters or capitals", () => {
  assert.deepEqual(matching([NEED, SOURCE], ""), [NEED, SOURCE]);
  assert.deepEqual(matching([NEED, SOURCE], " zeit h-03 "), [NEED]);
  assert.deepEqual(matching([NEED, SOURCE], "quelle zeit"), []);
});

test("more than stand in the list are not kept back in silence", () => {
  assert.equal(hits(50), "50 Treffer");
  assert.equal(hits(51), "51 Treffer. Hier stehen die ersten 50. Bitte grenzen Sie die Suche ein.");
});
