import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { followRoom, goAlong, movedTo, shownPhase, unfinished, view, whereIs } from "../src/room/follow";
import { roomWith } from "./room";

class Field {
  value = "";
}
const field = new Field();
const stage = { contains: (element: unknown) => element === field, querySelector: () => null };
const page = { activeElement: null as unknown, getElementById: (id: string) => (id === "inhalt" ? stage : null) };
Object.assign(globalThis, { document: page, HTMLInputElement: Field, HTMLTextAreaElement: Field });

const COLLECT = roomWith({ phase: "collect" });
const CLUSTER = roomWith({ phase: "cluster" });

beforeEach(() => {
  page.activeElement = null;
  field.value = "";
  unfinished.value = false;
  view.value = "now";
  movedTo.value = null;
  followRoom(null, COLLECT);
});

test("a device that only looks goes along with the room", () => {
  followRoom(COLLECT, CLUSTER);
  assert.equal(shownPhase.value, "cluster");
  assert.equal(movedTo.value, null);
});

test("whoever has unfinished text stays, is told where the room is, and goes along when they want", () => {
  unfinished.value = true;
  followRoom(COLLECT, CLUSTER);
  assert.equal(shownPhase.value, "collect");
  assert.equal(movedTo.value, "Ordnen");
  goAlong(CLUSTER);
  assert.equal(shownPhase.value, "cluster");
  assert.equal(movedTo.value, null);
});

test("a field that is being filled holds back, the empty one after a submission does not", () => {
  page.activeElement = field;
  field.value = "Es fehlt";
  followRoom(COLLECT, CLUSTER);
  assert.equal(shownPhase.value, "collect");
  field.value = "";
  followRoom(COLLECT, CLUSTER);
  assert.equal(shownPhase.value, "cluster");
});

test("whoever reads the agenda on a phone is not pulled away, but told", () => {
  view.value = "agenda";
  followRoom(COLLECT, roomWith({ phase: "collect", current_item_id: 12 }));
  assert.equal(movedTo.value, "TOP 2, Sammeln");
  assert.equal(view.value, "agenda");
});

test("news that moves nothing moves nothing", () => {
  followRoom(COLLECT, { ...COLLECT, number: 2 });
  assert.equal(movedTo.value, null);
});

test("the place is the agenda item with the phase, or the phase alone", () => {
  assert.equal(whereIs(roomWith({ current_item_id: 11 })), "TOP 1, Sammeln");
  assert.equal(whereIs(roomWith({ current_item_id: null })), "Sammeln");
});
