import assert from "node:assert/strict";
import { mock, test } from "node:test";
import * as Y from "yjs";
import type { Rights } from "../../src/editor/protocol";
import { Provider } from "../../src/editor/provider";
import type { Refused } from "../../src/http";
import { SmallServer } from "./server";

/** Everything that is under way has arrived. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function client(server: SmallServer) {
  const doc = new Y.Doc();
  const line = server.line();
  const seen: { over: [string, number][]; rights: Rights[]; saved: number } = { over: [], rights: [], saved: 0 };
  const provider = new Provider(doc, 7, line, {
    opened: (rights) => seen.rights.push(rights),
    counted: (_unsaved, saved) => {
      seen.saved += saved ? 1 : 0;
    },
    people: () => undefined,
    databaseRefuses: () => undefined,
    over: (refusal: Refused, unsaved) => seen.over.push([refusal.error, unsaved]),
  });
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
  assert.equal(one.provider.unsaved, 1);
  assert.equal(one.seen.saved, 0);
  await settled();
  assert.equal(one.provider.unsaved, 0);
  assert.equal(one.seen.saved, 1);
  assert.equal(other.text(), "a");
});

test("what is written while apart arrives once after the return, and what others wrote meanwhile comes back", async () => {
  const server = new SmallServer();
  const [one, other] = [await joined(server), await joined(server)];
  one.line.tell("disconnect");
  one.write("mine");
  assert.equal(one.provider.unsaved, 1);
  other.write("theirs");
  await settled();
  one.line.tell("connect");
  await settled();
  assert.equal(server.text.length, "minetheirs".length);
  assert.equal(one.text(), server.text);
  assert.equal(other.text(), server.text);
  assert.equal(one.provider.unsaved, 0);
});

test("an edit whose acknowledgement got lost is sent again and is in the text once", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const server = new SmallServer();
  const one = await joined(server);
  server.refusals.push({ event: "draft:sync", error: "no_answer", afterwards: true });
  one.write("once");
  await settled();
  assert.equal(one.provider.unsaved, 1);
  mock.timers.tick(1_000);
  await settled();
  assert.equal(server.text, "once");
  assert.equal(one.provider.unsaved, 0);
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

test("who lost the right to write keeps reading; unsent words end the document", async () => {
  const server = new SmallServer();
  const [reader, writer] = [await joined(server), await joined(server)];
  server.rights = { write: false, comment: false };
  await reader.provider.open();
  assert.deepEqual(reader.seen.rights.at(-1), server.rights);
  server.refusals.push({ event: "draft:sync", error: "not_allowed" });
  writer.write("late");
  await settled();
  assert.deepEqual(writer.seen.over, [["not_allowed", 1]]);
  assert.deepEqual(reader.seen.over, []);
});

test("a long edit goes over HTTP", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.write("x".repeat(70_000));
  await settled();
  assert.ok(server.asked.includes("/drafts/7/updates?epoch=1&schema=1"));
  assert.equal(server.text.length, 70_000);
});

test("a text that lost acknowledged words on the server gets them back", async () => {
  const server = new SmallServer();
  const one = await joined(server);
  one.write("kept");
  await settled();
  const restored = new SmallServer();
  const again = new Provider(one.doc, 7, restored.line(), {
    opened: () => undefined,
    counted: () => undefined,
    people: () => undefined,
    databaseRefuses: () => undefined,
    over: () => assert.fail("the document has a future"),
  });
  await again.open();
  await settled();
  assert.equal(restored.text, "kept");
});
