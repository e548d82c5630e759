import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

interface FetchEvent {
  request: { url: string; method: string; mode: string };
  waitUntil(done: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const ORIGIN = "https://konsenswerk.example";
const PAGE = "/drafts/7";
const handlers = new Map<string, (event: FetchEvent) => void>();
/** What the browser keeps, by path. */
const disk = new Map<string, Response>();
let isFull = false;
let network: () => Promise<Response>;

const cache = {
  put: async (path: string, answer: Response) => {
    if (isFull) throw new DOMException("full", "QuotaExceededError");
    disk.set(path, answer);
  },
  delete: async (path: string) => disk.delete(path),
};
Object.assign(globalThis, {
  location: { origin: ORIGIN },
  addEventListener: (name: string, handler: (event: FetchEvent) => void) => handlers.set(name, handler),
  caches: { open: async () => cache, match: async (path: string) => disk.get(path)?.clone() },
  fetch: () => network(),
});
await import("../src/service-worker");

/** What the browser gets for the draft's page, once everything is kept. */
async function visited(answer: () => Promise<Response>): Promise<string> {
  network = answer;
  const waiting: Promise<unknown>[] = [];
  let response = Promise.resolve(new Response());
  handlers.get("fetch")?.({
    request: { url: ORIGIN + PAGE, method: "GET", mode: "navigate" },
    waitUntil: (done) => waiting.push(done),
    respondWith: (given) => {
      response = given;
    },
  });
  const text = await (await response).text();
  await Promise.all(waiting);
  return text;
}

const answering =
  (text: string, status = 200) =>
  async () =>
    new Response(text, { status });
const unreachable = async () => {
  throw new TypeError("no network");
};

beforeEach(() => {
  disk.clear();
  isFull = false;
});

test("a draft's page opens without a network once it was open", async () => {
  assert.match(await visited(unreachable), /Keine Verbindung/);
  assert.equal(await visited(answering("text")), "text");
  assert.equal(await visited(unreachable), "text");
});

test("a page that the full disk cannot keep is shown all the same", async () => {
  isFull = true;
  assert.equal(await visited(answering("text")), "text");
});

for (const status of [500, 502, 503]) {
  test(`while the server answers ${status}, the kept page is shown`, async () => {
    await visited(answering("text"));
    assert.equal(await visited(answering("failed", status)), "text");
  });
}

test("who asked too often is told so, and the page stays kept", async () => {
  await visited(answering("text"));
  assert.equal(await visited(answering("too often", 429)), "too often");
  assert.equal(await visited(unreachable), "text");
});

for (const status of [401, 403, 404, 410]) {
  test(`after a refusal with ${status} the page is not kept any more`, async () => {
    await visited(answering("text"));
    assert.equal(await visited(answering("no", status)), "no");
    assert.match(await visited(unreachable), /Keine Verbindung/);
  });
}
