import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { announce, announceCount, answer, PAUSE_MS } from "../src/announce";

// The regions of a page; every sentence that was put into one is what a screen reader would say.
const said: string[] = [];
const region = {
  set textContent(sentence: string) {
    said.push(sentence);
  },
  get textContent() {
    return said.at(-1) ?? "";
  },
};
globalThis.document = { getElementById: () => region } as unknown as Document;

let now = Date.UTC(2027, 2, 11);

beforeEach(() => {
  now += 100 * PAUSE_MS; // whatever was said before is long ago
  said.length = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now });
});

test("of two pieces of news the second waits five seconds", () => {
  announce("Das Sammeln beginnt.");
  announce("Die Leinwand wechselt.");
  mock.timers.tick(1);
  mock.timers.tick(PAUSE_MS - 1);
  assert.deepEqual(said, ["Das Sammeln beginnt."]);
  mock.timers.tick(1);
  assert.deepEqual(said, ["Das Sammeln beginnt.", "Die Leinwand wechselt."]);
});

test("counts that wait are merged into one sentence", () => {
  announce("Das Sammeln beginnt.");
  mock.timers.tick(1);
  for (let need = 0; need < 5; need += 1) announceCount("needs", 1, (count) => `${count} neue Bedarfe`);
  mock.timers.tick(PAUSE_MS);
  assert.deepEqual(said, ["Das Sammeln beginnt.", "5 neue Bedarfe"]);
});

test("the answer to one's own key does not wait", () => {
  announce("Das Sammeln beginnt.");
  answer("H-14 aufgenommen.");
  assert.deepEqual(said, ["H-14 aufgenommen."]);
  mock.timers.tick(1);
});

test("the same answer twice is heard twice", () => {
  answer("Zurückgelegt.");
  answer("Zurückgelegt.");
  assert.equal(said.length, 2);
  assert.notEqual(said[0], said[1]);
});
