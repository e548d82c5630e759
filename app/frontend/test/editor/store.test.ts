import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Store } from "../../src/editor/store";

test("a database that opens too late is closed: nobody uses it, and it would be in the way of its end", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let closed = 0;
  const request = { result: { close: () => (closed += 1) }, onsuccess: () => undefined };
  Object.assign(globalThis, { indexedDB: { open: () => request } });
  const opened = Store.open(() => undefined);
  mock.timers.tick(3_000);
  assert.equal(await opened, null);
  request.onsuccess();
  assert.equal(closed, 1);
  mock.timers.reset();
});
