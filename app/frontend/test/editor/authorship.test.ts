import assert from "node:assert/strict";
import { test } from "node:test";
import { prosemirrorToYDoc, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { fits, piecesOf, runsOf, sharesOf } from "../../src/editor/authorship";
import { ROOT } from "../../src/editor/schema";
import { Chance } from "../storms/chance";
import { schema, textOf } from "./texts";

const [ANNA, BEN] = [1, 2];

function page(client: number, state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, state);
  return doc;
}

function begun(words: string): Uint8Array {
  return Y.encodeStateAsUpdate(prosemirrorToYDoc(textOf([words], []), ROOT));
}

function body(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(ROOT);
}

function shown(doc: Y.Doc) {
  return schema.nodeFromJSON(yXmlFragmentToProsemirrorJSON(body(doc)));
}

function paragraphs(doc: Y.Doc): Y.XmlElement[] {
  return (body(doc).get(0) as Y.XmlElement).toArray() as Y.XmlElement[];
}

function firstText(doc: Y.Doc): Y.XmlText {
  const [first] = paragraphs(doc);
  assert.ok(first);
  return first.get(0) as Y.XmlText;
}

/** Do something that people do, with letters of one's own only. */
function write(doc: Y.Doc, letter: string, chance: Chance): void {
  const paragraph = paragraphs(doc)[chance.below(paragraphs(doc).length)];
  const text = paragraph?.toArray().find((one) => one instanceof Y.XmlText);
  const what = chance.below(6);
  if (what === 0) (body(doc).get(0) as Y.XmlElement).push([new Y.XmlElement("paragraph")]);
  else if (what === 1) paragraph?.push([new Y.XmlElement("hardBreak")]);
  else if (text === undefined || what === 2) paragraph?.push([new Y.XmlText(letter)]);
  else if (what === 3 && text.length > 0) text.delete(chance.below(text.length), 1);
  else if (what === 4 && text.length > 0) text.format(chance.below(text.length), 1, { bold: {} });
  else text.insert(chance.below(text.length + 1), letter.repeat(1 + chance.below(3)));
}

test("whatever two people write together, each letter is its author's", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const chance = new Chance(seed);
    const [anna, ben] = [page(ANNA, begun("nnn")), page(BEN, begun("nnn"))];
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna));
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(ben));
    for (let step = 0; step < 12; step += 1) {
      for (let times = chance.below(4); times > 0; times -= 1) write(anna, "a", chance);
      for (let times = chance.below(4); times > 0; times -= 1) write(ben, "b", chance);
      Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna));
      Y.applyUpdate(anna, Y.encodeStateAsUpdate(ben));
      checkLetters(anna, `seed ${seed}, step ${step}`);
    }
  }
});

function checkLetters(doc: Y.Doc, where: string): void {
  const [text, runs] = [shown(doc), runsOf(body(doc))];
  assert.ok(fits(text, runs), where);
  for (const { from, to, client } of runs) {
    const letter = client === ANNA ? "a" : client === BEN ? "b" : "n";
    assert.equal(text.textBetween(from, to), letter.repeat(to - from), where);
  }
}

test("signs outside the first plane and umlauts keep their places", () => {
  const doc = page(ANNA, begun("ä😀ß"));
  firstText(doc).insert(3, "é");
  const runs = runsOf(body(doc)).filter(({ client }) => client === ANNA);
  assert.deepEqual(
    runs.map(({ from, to }) => shown(doc).textBetween(from, to)),
    ["é"],
  );
});

test("an editor that does not show this text yet is known by it", () => {
  const doc = page(ANNA, begun("nnn"));
  const before = shown(doc);
  firstText(doc).insert(0, "a");
  assert.ok(!fits(before, runsOf(body(doc))));
});

test("what one person wrote in several pages goes together, and who wrote most comes first", () => {
  const runs = [
    { from: 2, to: 4, client: 1 },
    { from: 4, to: 5, client: 3 },
    { from: 5, to: 9, client: 2 },
    { from: 11, to: 12, client: 3 },
  ];
  const pieces = piecesOf(runs, ({ client }) => (client === BEN ? "Ben" : "Anna"));
  assert.deepEqual(pieces, [
    { from: 2, to: 5, author: "Anna" },
    { from: 5, to: 9, author: "Ben" },
    { from: 11, to: 12, author: "Anna" },
  ]);
  assert.deepEqual(
    sharesOf([...pieces, { from: 20, to: 22, author: "Ben" }]).map(({ author, letters, pieces }) => [
      author,
      letters,
      pieces.length,
    ]),
    [
      ["Ben", 6, 2],
      ["Anna", 4, 2],
    ],
  );
});
