import assert from "node:assert/strict";
import { test } from "node:test";
import { consentBody, consentProblems, type DotPlan, dotBody, dotProblems, openingBody } from "../src/polls/plans";

const PLAN: DotPlan = {
  question: "Was ist am dringendsten?",
  subject: "needs",
  points: "6",
  limit: "3",
  minutes: "5",
  hard: true,
};

test("a plan without faults is what the server reads", () => {
  assert.deepEqual(dotProblems(PLAN), {});
  assert.deepEqual(dotBody(PLAN).settings, { points: 6, limit: 3 });
  assert.deepEqual(openingBody(PLAN), { minutes: 5, hard: true });
});

test("nothing as a time means without an end", () => {
  assert.deepEqual(openingBody({ minutes: " ", hard: false }), { minutes: null, hard: false });
  assert.deepEqual(dotProblems({ ...PLAN, minutes: "", hard: false }), {});
});

test("closing at zero needs a time", () => {
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, minutes: "" })), ["minutes"]);
});

test("numbers out of range and words are named by their field", () => {
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, points: "101" })), ["points"]);
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, points: "zwei" })), ["points"]);
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, limit: "7" })), ["limit"]);
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, minutes: "1441" })), ["minutes"]);
  assert.deepEqual(Object.keys(dotProblems({ ...PLAN, question: "  " })), ["question"]);
});

test("a consent poll is about a version, without abstentions in the denominator", () => {
  const plan = { versionId: 4, question: " Titel ", secrecy: "named", minutes: "10", hard: false } as const;
  assert.deepEqual(consentProblems(plan), {});
  assert.deepEqual(Object.keys(consentProblems({ ...plan, versionId: null })), ["version"]);
  assert.deepEqual(consentBody(plan), {
    method: "consent",
    question: "Titel",
    secrecy: "named",
    version_id: 4,
    settings: { denominator: "without_abstentions", quorum: "vwvfg" },
  });
});
