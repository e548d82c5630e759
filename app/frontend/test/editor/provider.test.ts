import assert from "node:assert/strict";
import { mock, test } from "node:test";
import * as Y from "yjs";
import { newEdit, type Unsent } from "../../src/editor/outbox";
import type { Listener, Start } from "../../src/editor/ports";
import { NO_RIGHTS, type Person, type Rights } from "../../src/editor/protocol";
import { LONG_MS, Provider } from "../../src/editor/provider";
import { SCHEMA } from "../../src/editor/schema";
import type { Refused } from "../../src/http";
import { SmallServer } from "./server";

/** Everything that is under way has arrived. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const PERSON = 12;
const nobody: Listener = {
  opened: () => undefined,
  returned: () => false,
  edited: () => undefined,
  acknowledged: () => undefined,
  before: () => undefined,
  counted: () => undefined,
  people: () => undefined,
  databaseRefuses: () => undefined,
  over: () => assert.fail("the document has a future"),
};

/** A page with what an earlier one has kept. */
function client(server: SmallServer, kept: Partial<Start> = {}, doc = new Y.Doc()) {
  const line = server.line();
  const seen = {
    over: [] as [string, number][],
    rights: [] as Rights[],
    people: [] as Person[],
    saved: 0,
    isAsked: false,
    since: undefined as number | undefined,
    /** The keys of the edits that this browser keeps. */
    kept: new Set((kept.unsent ?? []).map(({ key }) => key)),
  };
  const listener: Listener = {
    ...nobody,
    opened: ({ rights }) => seen.rights.push(rights),
    returned: (_answer, since) => {
      seen.since = since;
      return seen.isAsked;
    },
    edited: ({ key }) => seen.kept.add(key),
    acknowledged: (edits) => {
      for (const { key } of edits) seen.kept.delete(key);
    },
    counted: (_unsaved, saved) => {
      seen.saved += saved ? 1 : 0;
    },
    people: (others) => {
      seen.people = others;
    },
    over: (refusal: Refused, unsaved) => seen.over.push([refusal.error, unsaved.length]),
  };
  const provider = new Provider(doc, 7, line, listener, { person: PERSON, ...kept });
  const write = (words: string) => doc.getText("t").insert(doc.getText("t").length, words);
  return { doc, line, provider, seen, write, text: () => doc.getText("t").toString() };
}

async function joined(server: SmallServer) {
  const one = client(server);
  await one.provider.open();
  await settled();
  return one;
}

test("two clients see each other's words, and count theirs as saved after the acknowledgement only", async () => {
  const server = new SmallServer();
  const [one, other] = [await joined(server), await joined(server)];
  one.write("a");
  assert.equal(one.provider.unsent.length, 1);
  assert.equal(one.seen.saved, 0);
  await settled();
  assert.equal(one.provider.unsent.length, 0);
  assert.equal(one.seen.saved, 1);
  assert.equal(other.text(), "a");
});

test("what is written while apart arrives once after the return, and what others wrote meanwhile comes back", async () => {
  const server = new SmallServer();
  const [one, other] = [await joined(server), await joined(server)];
  one.line.tell("disconnect");
  one.write("mine");
  assert.equal(one.provider.unsent.length, 1);
  other.write("theirs");
  await settled();
  one.line.tell("connect");
  await settled();
  assert.equal(server.text.length, "minetheirs".length);
  assert.equal(one.text(), server.text);
  assert.equal(other.text(), server.text);
  assert.equal(one.provider.unsent.length, 0);
});

test("an edit whose acknowledgement got lost is sent again and is in the text once", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const server = new SmallServer();
  const one = await joined(server);
  server.refusals.push({ event: "draft:sync", error: "no_answer", afterwards: true });
  one.write("once");
  await settled();
  assert.equal(one.provider.unsent.length, 1);
  mock.timers.tick(1_000);
  await settled();
  assert.equal(server.text, "once");
  assert.equal(one.provider.unsent.length, 0);
  mock.timers.reset();
});

test("a gap in the numbers is closed by looking again", async () => {
  const server = new SmallServer();
  const [one, other] = [await joined(server), client(server)];
  const source = new Y.Doc();
  source.on("update", (update: Uint8Array) => server.take(update, { silently: source.getText("t").length === 1 }));
  source.getText("t").insert(0, "x");
  assert.equal(one.text(), "");
  source.getText("t").insert(1, "y");
  await settled();
  assert.equal(one.text(), "xy");
  other.provider.destroy();
});

test("an edit that the server cannot place leads to a look, and the difference is sent", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  server.refusals.push({ event: "draft:sync", error: "gap" });
  one.write("a");
  await settled();
  assert.equal(server.text, "a");
  assert.deepEqual(one.seen.over, []);
});

for (const error of ["content", "sections", "malformed", "document_full", "epoch", "too_many"]) {
  test(`after the refusal '${error}' nothing of the document is sent any more`, async () => {
    const server = new SmallServer();
    const one = await joined(server);
    server.refusals.push({ event: "draft:sync", error });
    one.write("a");
    one.write("b");
    await settled();
    assert.deepEqual(one.seen.over, [[error, 2]]);
    one.write("c");
    await settled();
    assert.equal(server.text, "");
    assert.equal(server.asked.filter((event) => event === "draft:sync").length, 1);
  });
}

test("a page with another schema sends nothing, and gives back what it holds", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.line.tell("disconnect");
  one.write("old");
  server.refusals.push({ event: "draft:open", error: "schema" });
  one.line.tell("connect");
  await settled();
  assert.deepEqual(one.seen.over, [["schema", 1]]);
  assert.equal(server.text, "");
});

test("another epoch ends the document before anything of it is sent", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.line.tell("disconnect");
  one.write("old");
  server.epoch = 2;
  one.line.tell("connect");
  await settled();
  assert.deepEqual(one.seen.over, [["epoch", 1]]);
  assert.equal(server.text, "");
});

test("an update of another epoch is not taken in, whatever its number", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  const other = new Y.Doc();
  other.getText("t").insert(0, "new epoch");
  const update = Y.encodeStateAsUpdate(other);
  server.epoch = 2;
  one.line.tell("draft:update", { draft: 7, epoch: 2, first: 1, number: 1, update });
  await settled();
  assert.equal(one.text(), "");
  assert.deepEqual(one.seen.over, [["epoch", 0]]);
});

for (const error of ["not_allowed", "conflict", "malformed"]) {
  test(`opening that is refused with '${error}' is tried again, and the edits stay`, async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const server = new SmallServer();
    const one = await joined(server);
    one.line.tell("disconnect");
    one.write("kept");
    server.refusals.push({ event: "draft:open", error }, { event: "draft:open", error });
    one.line.tell("connect");
    await settled();
    const asked = server.asked.length;
    await settled();
    assert.equal(server.asked.length, asked);
    for (const pause of [1_000, 2_000]) {
      mock.timers.tick(pause);
      await settled();
    }
    assert.deepEqual(one.seen.over, []);
    assert.equal(server.text, "kept");
    mock.timers.reset();
  });
}

test("who lost the right to write keeps reading; unsent words end the document", async () => {
  const server = new SmallServer();
  const [reader, writer] = [await joined(server), await joined(server)];
  server.rights = NO_RIGHTS;
  await reader.provider.open();
  assert.deepEqual(reader.seen.rights.at(-1), server.rights);
  server.refusals.push({ event: "draft:sync", error: "not_allowed" });
  writer.write("late");
  await settled();
  assert.deepEqual(writer.seen.over, [["not_allowed", 1]]);
  assert.deepEqual(reader.seen.over, []);
});

test("who may only suggest sends suggestions; what is more than that ends the document", async () => {
  const server = new SmallServer();
  server.rights = { ...NO_RIGHTS, suggest: true };
  const one = await joined(server);
  one.write("ok");
  await settled();
  assert.equal(server.text, "ok");
  server.refusals.push({ event: "draft:sync", error: "suggestion" });
  one.write("late");
  await settled();
  assert.deepEqual(one.seen.over, [["suggestion", 1]]);
});

test("a long edit goes over HTTP", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.write("x".repeat(70_000));
  await settled();
  assert.ok(server.asked.includes(`/drafts/7/updates?epoch=1&schema=${SCHEMA}`));
  assert.equal(server.text.length, 70_000);
});

test("a text that lost acknowledged words on the server gets them back", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.write("kept");
  await settled();
  const restored = new SmallServer();
  const again = new Provider(one.doc, 7, restored.line(), nobody, { person: PERSON });
  await again.open();
  await settled();
  assert.equal(restored.text, "kept");
});

test("every edit is kept the moment it is made, and until it is acknowledged", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.write("a");
  one.write("b");
  assert.equal(one.seen.kept.size, 2);
  await settled();
  assert.equal(one.seen.kept.size, 0);
  one.line.tell("disconnect");
  one.write("c");
  await settled();
  assert.equal(one.seen.kept.size, 1);
});

/** What a page leaves behind that wrote `words` without a connection. */
async function leftBehind(server: SmallServer, words: string): Promise<{ doc: Y.Doc; unsent: Unsent[] }> {
  const one = await joined(server);
  const unsent: Unsent[] = [];
  one.line.tell("disconnect");
  one.doc.on("update", (update: Uint8Array) => unsent.push(newEdit(update)));
  for (const letter of words) one.write(letter);
  one.provider.destroy();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(one.doc));
  return { doc, unsent };
}

test("what an earlier page has kept is counted, sent once by each of two pages, and in the text once", async () => {
  const server = new SmallServer();
  const { doc, unsent } = await leftBehind(server, "mine");
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const pages = [client(server, { epoch: 1, unsent }, doc), client(server, { epoch: 1, unsent }, copy)];
  for (const page of pages) {
    assert.equal(page.provider.unsent.length, 4);
    await page.provider.open();
  }
  await settled();
  assert.equal(server.text, "mine");
  for (const page of pages) {
    assert.equal(page.provider.unsent.length, 0);
    assert.equal(page.seen.kept.size, 0);
  }
});

test("what was kept of another epoch is not sent", async () => {
  const server = new SmallServer();
  const { doc, unsent } = await leftBehind(server, "old");
  server.epoch = 2;
  const page = client(server, { epoch: 1, unsent }, doc);
  await page.provider.open();
  await settled();
  assert.deepEqual(page.seen.over, [["epoch", 3]]);
  assert.equal(server.text, "");
});

test("back after a long time, the own edits wait until the person has decided", async () => {
  mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const server = new SmallServer();
  const [one, other] = [await joined(server), await joined(server)];
  one.seen.isAsked = true;
  one.line.tell("disconnect");
  one.write("mine");
  other.write("theirs");
  await settled();
  mock.timers.tick(LONG_MS);
  one.line.tell("connect");
  await settled();
  assert.equal(one.seen.since, 1_000_000);
  assert.equal(server.text, "theirs");
  assert.equal(one.text(), "mine");
  one.write("!");
  await settled();
  assert.equal(one.provider.unsent.length, 2);
  one.provider.insert();
  await settled();
  assert.equal(server.text.length, "theirsmine!".length);
  assert.equal(one.text(), server.text);
  assert.equal(one.provider.unsent.length, 0);
  mock.timers.reset();
});

test("back after a long time with nothing to decide, or after a short one, the own edits are sent at once", async () => {
  mock.timers.enable({ apis: ["Date"] });
  const server = new SmallServer();
  const one = await joined(server);
  one.line.tell("disconnect");
  one.write("a");
  mock.timers.tick(LONG_MS);
  one.line.tell("connect");
  await settled();
  one.seen.isAsked = true;
  one.line.tell("disconnect");
  one.write("b");
  mock.timers.tick(LONG_MS - 1);
  one.line.tell("connect");
  await settled();
  assert.equal(server.text, "ab");
  mock.timers.reset();
});

test("a page that was kept for one person sends nothing as another", async () => {
  const server = new SmallServer();
  const { doc, unsent } = await leftBehind(server, "mine");
  server.people = [{ connection: "me", person: PERSON + 1, name: "B", color: 0, writes: true, cursor: null }];
  const page = client(server, { epoch: 1, unsent }, doc);
  await page.provider.open();
  await settled();
  assert.deepEqual(page.seen.over, [["person", 4]]);
  assert.equal(server.text, "");
});

test("people come, move and go; a cursor that is none shows nothing", async () => {
  const server = new SmallServer();
  const person = { connection: "k3", person: 13, name: "B", color: 1, writes: false, cursor: null };
  const one = await joined(server);
  const tell = (news: object) =>
    one.line.tell("draft:presence", { draft: 7, people: [], moves: [], gone: [], ...news });
  tell({ people: [person] });
  assert.deepEqual(one.seen.people, [person]);
  const place = Y.createRelativePositionFromTypeIndex(one.doc.getText("t"), 0);
  const end = Y.encodeRelativePosition(place);
  tell({
    moves: [
      ["k3", { anchor: end, head: end }],
      ["unknown", null],
    ],
  });
  assert.deepEqual(one.seen.people[0]?.cursor, { anchor: place, head: place });
  tell({ moves: [["k3", { anchor: new Uint8Array([255, 255]), head: end }]] });
  assert.equal(one.seen.people[0]?.cursor, null);
  tell({ gone: ["k3"] });
  assert.deepEqual(one.seen.people, []);
});
