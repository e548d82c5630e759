import assert from "node:assert/strict";
import { test } from "node:test";
import { Offline, Refused } from "../src/http";
import { Outbox, type Wording } from "../src/room/outbox";

const WORDING: Wording = { title: "Es fehlt Zeit", text: "", addressee: "", target_group: "", question_id: null };

/** What a device keeps, shared by the pages that are opened on it one after the other. */
function device() {
  const values = new Map<string, string>();
  return {
    kept: <T>(name: string, otherwise: T) => JSON.parse(values.get(name) ?? JSON.stringify(otherwise)) as T,
    keep: (name: string, value: unknown) => void values.set(name, JSON.stringify(value)),
  };
}

/** A server that may be away; like the real one it makes one need of one key. */
function server() {
  const state = { away: false, losesAnswer: false, refuses: false, needs: new Map<string, Wording>() };
  const send = async (wording: Wording, key: string) => {
    if (state.away) throw new Offline();
    if (state.refuses) throw new Refused(409, "conflict", "Das Sammeln ist beendet.");
    state.needs.set(key, wording);
    if (state.losesAnswer) throw new Offline();
  };
  return { state, send };
}

test("what is submitted without a connection waits and is sent once it is back", async () => {
  const { state, send } = server();
  const outbox = new Outbox("place", send, device());
  state.away = true;
  await outbox.submit(WORDING);
  assert.equal(outbox.items.value[0]?.state, "waiting");
  assert.equal(outbox.waiting.value, 1);
  state.away = false;
  assert.equal(await outbox.flush(), 1);
  assert.equal(state.needs.size, 1);
  assert.deepEqual(outbox.items.value, []);
});

test("a need whose acknowledgement was lost is sent again with the same key: one need", async () => {
  const { state, send } = server();
  const outbox = new Outbox("place", send, device());
  state.losesAnswer = true;
  await outbox.submit(WORDING);
  state.losesAnswer = false;
  assert.equal(await outbox.flush(), 1);
  assert.equal(state.needs.size, 1);
});

test("a page that was closed while it waited leaves its needs to the next one", async () => {
  const { state, send } = server();
  const store = device();
  state.away = true;
  await new Outbox("place", send, store).submit(WORDING);
  state.away = false;
  const next = new Outbox("place", send, store);
  assert.equal(next.waiting.value, 1);
  await next.flush();
  assert.deepEqual([...state.needs.values()], [WORDING]);
});

test("two flushes at once send nothing twice", async () => {
  const { state, send } = server();
  let calls = 0;
  const counting = async (wording: Wording, key: string) => {
    calls += 1;
    await send(wording, key);
  };
  const outbox = new Outbox("place", counting, device());
  state.away = true;
  await outbox.submit(WORDING);
  state.away = false;
  calls = 0;
  const sums = await Promise.all([outbox.flush(), outbox.flush()]);
  assert.deepEqual([sums, calls], [[1, 0], 1]);
});

test("a refused need keeps its text and says why, and does not hold up the next one", async () => {
  const { state, send } = server();
  const outbox = new Outbox("place", send, device());
  state.refuses = true;
  await outbox.submit(WORDING);
  assert.equal(outbox.items.value[0]?.state, "refused");
  assert.equal(outbox.items.value[0]?.reason, "Das Sammeln ist beendet.");
  state.refuses = false;
  await outbox.submit({ ...WORDING, title: "Es fehlt Geld" });
  assert.deepEqual(
    [...state.needs.values()].map((need) => need.title),
    ["Es fehlt Geld"],
  );
  outbox.discard(outbox.items.value[0]?.key ?? "");
  assert.deepEqual(outbox.items.value, []);
});
