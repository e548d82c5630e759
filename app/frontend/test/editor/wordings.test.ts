import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as Y from "yjs";
import type { Changed } from "../../src/editor/homecoming";
import { about, commentOn } from "../../src/editor/requests";
import { ROOT } from "../../src/editor/schema";
import { newKey, Offline } from "../../src/http";

/** The comments by their request keys, as the server has them: the same key again is the same comment. */
const comments = new Map<string, string>();
/** After so many requests the network is gone. */
let lasting = Number.POSITIVE_INFINITY;

globalThis.document = { querySelector: () => null } as unknown as Document;
globalThis.fetch = async (_path, { method, body } = {}) => {
  lasting -= 1;
  if (lasting < 0) throw new TypeError("no network");
  if (method === "GET") return Response.json({ comments: [] });
  const sent = JSON.parse(String(body)) as { request_key: string; body: string };
  assert.ok(sent.request_key.length <= 64);
  if (!comments.has(sent.request_key)) comments.set(sent.request_key, sent.body);
  return Response.json({ id: sent.request_key }, { status: 201 });
};

function theirs(): Y.Doc {
  const doc = new Y.Doc();
  const section = new Y.XmlElement("section");
  doc.getXmlFragment(ROOT).insert(0, [section]);
  section.setAttribute("key", "title");
  const paragraph = new Y.XmlElement("paragraph");
  section.insert(0, [paragraph]);
  paragraph.insert(0, [new Y.XmlText("Titel")]);
  return doc;
}

function send(own: Changed[], key: string): Promise<void> {
  return commentOn(theirs(), own, key);
}

beforeEach(() => {
  comments.clear();
  lasting = Number.POSITIVE_INFINITY;
  about(7);
});

test("words that were written on after a half failure are sent too", async () => {
  const key = newKey();
  const [title, goal] = [
    { key: "starting_situation", words: "Anfang" },
    { key: "goal", words: "Ziel" },
  ];
  lasting = 1;
  await assert.rejects(send([title, goal], key), Offline);
  lasting = Number.POSITIVE_INFINITY;
  await send([{ key: "title", words: "Neuer Titel" }, { ...title, words: "Anfang, weiter" }, goal], key);
  const bodies = [...comments.values()].join();
  for (const words of ["Anfang,", "Anfang, weiter", "Ziel", "Neuer Titel"]) assert.ok(bodies.includes(words), words);
  assert.equal(comments.size, 4);
});

test("the same words sent again are the same comments, and a long wording is several", async () => {
  const key = newKey();
  const own = [{ key: "goal", words: "a".repeat(6_000) }];
  await send(own, key);
  await send(own, key);
  assert.equal(comments.size, 3);
});
