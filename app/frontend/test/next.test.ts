import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOf } from "../src/room/next";
import { currentPoll } from "../src/room/poll";
import { pause, slicesOf } from "../src/room/state";
import type { Board, Need, PollSummary } from "../src/types";
import { roomWith } from "./room";

function boardOf(...clusterIds: (number | null)[]): Board {
  const needs = clusterIds.map((cluster_id, index) => ({ id: index, cluster_id }) as Need);
  return { clusters: [], needs, hidden: 0, authors: 1 };
}

test("private needs are revealed before they are ordered", () => {
  const hidden = roomWith({ phase: "collect", collecting: "private", revealed: "no" });
  assert.equal(nextOf(hidden, boardOf(null))?.words, "Bedarfe aufdecken");
  const shown = roomWith({ phase: "collect", collecting: "private", revealed: "anonymous" });
  assert.equal(nextOf(shown, boardOf(null))?.words, "Bedarfe ordnen");
  const open = roomWith({ phase: "collect", collecting: "open" });
  assert.equal(nextOf(open, boardOf(null))?.words, "Bedarfe ordnen");
});

test("without a need there is nothing to reveal, and the bar says so", () => {
  const next = nextOf(roomWith({ phase: "collect" }), boardOf());
  assert.equal(next?.blocked, true);
  assert.equal(next?.half, "Noch ist nichts eingereicht");
});

test("while ordering the bar counts the needs without a cluster", () => {
  const room = roomWith({ phase: "cluster" });
  assert.equal(nextOf(room, boardOf(null, null, 3))?.half, "2 Bedarfe sind noch ohne Cluster");
  assert.equal(nextOf(room, boardOf(3))?.half, "Alle Bedarfe sind zugeordnet");
});

test("consent needs a frozen version", () => {
  const draft = { id: 1, title: "", cluster_id: null, mentions: 0, version: null };
  const version = { id: 1, number: 1, fingerprint: "7c1e", frozen_at: "2027-03-11T12:00:00+00:00", is_current: true };
  const phase = { phase: "draft" } as const;
  assert.equal(nextOf(roomWith(phase, { drafts: [draft] }), null)?.blocked, true);
  assert.equal(nextOf(roomWith(phase, { drafts: [{ ...draft, version }] }), null)?.blocked, false);
});

test("the room is at the newest poll of its phase's method", () => {
  const poll = { question: "", round: 1, status: "published", draft_id: null, stage: null } as const;
  const polls = [
    { ...poll, id: 3, method: "consent" as const },
    { ...poll, id: 2, method: "dot" as const },
    { ...poll, id: 1, method: "dot" as const },
  ];
  assert.equal(currentPoll(roomWith({ phase: "prioritise" }, { polls }))?.id, 2);
  assert.equal(currentPoll(roomWith({ phase: "consent" }, { polls }))?.id, 3);
  assert.equal(currentPoll(roomWith({ phase: "consent" }))?.id, undefined);
});

test("while drafting, the room is at the newest vote on a wording until that is in the text", () => {
  const poll = { question: "", round: 1, draft_id: 1, method: "wording" } as const;
  const at = (status: PollSummary["status"], stage: PollSummary["stage"] = null) => {
    const polls = [
      { ...poll, id: 1, status: "published" as const, stage: "adopted" as const },
      { ...poll, id: 2, status, stage },
    ];
    return currentPoll(roomWith({ phase: "draft" }, { polls }))?.id;
  };
  assert.equal(at("open"), 2);
  assert.equal(at("published", "chosen"), 2);
  assert.equal(at("published", "adopted"), undefined);
  assert.equal(at("cancelled"), undefined);
});

test("of several votes on wordings the room is at the one that runs, whatever came after it", () => {
  const poll = { question: "", round: 1, draft_id: 1, stage: null } as const;
  const running = { ...poll, id: 1, method: "wording" as const, status: "open" as const };
  const later = (status: PollSummary["status"]) => ({ ...poll, id: 2, method: "wording" as const, status });
  for (const status of ["prepared", "cancelled", "published"] as const)
    assert.equal(currentPoll(roomWith({ phase: "draft" }, { polls: [running, later(status)] }))?.id, 1);
  const consent = { ...poll, id: 3, method: "consent" as const, status: "published" as const };
  assert.equal(currentPoll(roomWith({ phase: "consent" }, { polls: [running, consent] }))?.id, 1);
  assert.equal(currentPoll(roomWith({ phase: "consent" }, { polls: [later("published"), consent] }))?.id, 3);
});

test("a fact changes the slices of its kind, an unknown one changes nothing", () => {
  assert.deepEqual(slicesOf("need:moved"), ["board"]);
  assert.deepEqual(slicesOf("participant:joined"), ["people", "room"]);
  assert.deepEqual(slicesOf("weather:changed"), []);
});

test("200 devices spread their requests over two seconds, a small room answers at once", () => {
  assert.ok(pause(200, 1) > 1_900);
  assert.ok(pause(200, 0) < 100);
  assert.ok(pause(5, 1) < 150);
  assert.ok(pause(100_000, 1) < 3_100);
});
