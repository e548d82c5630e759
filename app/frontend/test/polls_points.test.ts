import assert from "node:assert/strict";
import { test } from "node:test";
import { blocked, fewer, left, more, proposedLimit, ruleOfThumb } from "../src/polls/points";

const SETTINGS = { points: 6, limit: 3 };

test("every point that is given is one less to give", () => {
  let points = more(SETTINGS, {}, 1);
  points = more(SETTINGS, points, 1);
  points = more(SETTINGS, points, 2);
  assert.deepEqual(points, { 1: 2, 2: 1 });
  assert.equal(left(SETTINGS, points), 3);
});

test("no option gets more than the limit, and the points stay", () => {
  const full = { 1: 3 };
  assert.equal(blocked(SETTINGS, full, 1), "limit");
  assert.equal(more(SETTINGS, full, 1), full);
});

test("nobody gives more points than they have", () => {
  const spent = { 1: 3, 2: 3 };
  assert.equal(blocked(SETTINGS, spent, 3), "budget");
  assert.equal(more(SETTINGS, spent, 3), spent);
  assert.equal(left(SETTINGS, spent), 0);
});

test("the limit of the option itself explains a full option, also without points left", () => {
  assert.equal(blocked(SETTINGS, { 1: 3, 2: 3 }, 1), "limit");
});

test("a point taken back can be given again", () => {
  const back = fewer({ 1: 3, 2: 3 }, 2);
  assert.deepEqual(back, { 1: 3, 2: 2 });
  assert.equal(blocked(SETTINGS, back, 3), null);
});

test("an option without points is not on the ballot, and below zero nothing happens", () => {
  assert.deepEqual(fewer({ 1: 1 }, 1), {});
  assert.deepEqual(fewer({ 1: 1 }, 2), { 1: 1 });
});

test("the proposal is the Gauss rule of the server: 16 needs and 20 people make 6 points", () => {
  assert.equal(ruleOfThumb(16, 20), 6);
  assert.equal(ruleOfThumb(16, 19), 7);
});

test("the proposal is never less than one point nor more than the server takes", () => {
  assert.equal(ruleOfThumb(2, 200), 1);
  assert.equal(ruleOfThumb(60, 1), 100);
  assert.equal(ruleOfThumb(5, 0), 10);
});

test("half of the points may go to one option, rounded up", () => {
  assert.deepEqual([1, 6, 7].map(proposedLimit), [1, 3, 4]);
});
