import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { newKey, Offline, Refused, request } from "../src/http";

globalThis.document = { querySelector: () => ({ content: "token-of-the-page" }) } as unknown as Document;

const heard: IncomingMessage[] = [];
let server: Server;
let address: string;

before(async () => {
  server = createServer((message, answer) => {
    heard.push(message);
    const [status, body] = message.url?.slice(1).split("/") ?? [];
    answer.writeHead(Number(status), { "Content-Type": "application/json" });
    answer.end(decodeURIComponent(body ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
});

function answering(status: number, body: string): string {
  return `${address}/${status}/${encodeURIComponent(body)}`;
}

test("an answer is parsed, an empty one is undefined", async () => {
  assert.deepEqual(await request("GET", answering(200, '{"id": 7}')), { id: 7 });
  assert.equal(await request("PUT", answering(204, ""), {}), undefined);
});

test("what changes something carries the token of the page, what only asks does not", async () => {
  heard.length = 0;
  await request("POST", answering(201, "{}"), { title: "Zeit" });
  await request("GET", answering(200, "{}"));
  assert.deepEqual(
    heard.map((message) => message.headers["x-csrftoken"]),
    ["token-of-the-page", undefined],
  );
});

test("a refusal has the status, the code, the sentence and the sentences of the fields", async () => {
  const body = JSON.stringify({ error: "malformed", message: "Bitte prüfen.", fields: { title: "Zu lang." } });
  await assert.rejects(request("POST", answering(422, body), {}), (error: unknown) => {
    assert.ok(error instanceof Refused);
    assert.deepEqual(
      [error.status, error.error, error.message, error.fields],
      [422, "malformed", "Bitte prüfen.", { title: "Zu lang." }],
    );
    return true;
  });
});

test("a refusal that is no JSON still has a sentence", async () => {
  await assert.rejects(request("GET", answering(500, "<h1>")), new Refused(500, "refused", "Das hat nicht geklappt."));
});

test("a proxy without its server behind it, a broken answer and nobody at all are the same: no answer", async () => {
  await assert.rejects(request("GET", answering(502, "<h1>")), Offline);
  await assert.rejects(request("GET", answering(200, '{"half": ')), Offline);
  await assert.rejects(request("GET", "http://127.0.0.1:1/"), Offline);
});

test("keys are 32 hex digits and differ", () => {
  assert.match(newKey(), /^[0-9a-f]{32}$/);
  assert.notEqual(newKey(), newKey());
});
