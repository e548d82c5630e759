import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forgetWhoLeft } from "../src/leaving";

const LEAVING = "konsenswerk-leaving";
/** What this tab remembers. */
const tab = new Map<string, string>();
const body = { dataset: {} as { signedIn?: string } };
let forgotten = 0;

Object.assign(globalThis, {
  document: { body },
  caches: { delete: async () => true },
  sessionStorage: {
    getItem: (name: string) => tab.get(name) ?? null,
    removeItem: (name: string) => tab.delete(name),
  },
  indexedDB: {
    deleteDatabase: () => {
      forgotten += 1;
      const request = { onsuccess: () => undefined };
      queueMicrotask(() => request.onsuccess());
      return request;
    },
  },
});

beforeEach(() => {
  tab.clear();
  forgotten = 0;
  body.dataset = {};
});

test("who signed out leaves nothing", async () => {
  tab.set(LEAVING, "");
  await forgetWhoLeft();
  assert.equal(forgotten, 1);
});

test("who wanted to sign out, stayed, and loses the login later keeps the unsaved edits", async () => {
  tab.set(LEAVING, "");
  body.dataset = { signedIn: "" };
  await forgetWhoLeft();
  body.dataset = {};
  await forgetWhoLeft();
  assert.equal(forgotten, 0);
});
