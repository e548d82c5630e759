import assert from "node:assert/strict";
import { test } from "node:test";
import * as sheets from "../src/polls/sheet";

type Choice = { answer?: string };

const EMPTY: sheets.Paper<Choice> = { choices: {}, reason: "" };
const AGREE: sheets.Paper<Choice> = { choices: { answer: "agree" }, reason: "" };
const OBJECT: sheets.Paper<Choice> = { choices: { answer: "object" }, reason: "Zu teuer" };

const filled = () => sheets.fill(sheets.begin<Choice>(EMPTY, null), AGREE);
const counted = (paper: sheets.Paper<Choice>, revision: number) => ({ ...paper, revision });

test("a paper counts only once the server has said so", () => {
  const sent = sheets.press(filled(), "key-1");
  assert.equal(sent.step, "sending");
  const done = sheets.accepted(sent, counted(AGREE, 1));
  assert.deepEqual([done.step, done.seen, done.key], ["counted", 1, ""]);
});

test("a second press of the same paper sends nothing", () => {
  const sent = sheets.press(filled(), "key-1");
  assert.equal(sheets.press(sent, "key-2"), sent);
});

test("without connection the paper waits, and goes again with the same key", () => {
  const waiting = sheets.unreachable(sheets.press(filled(), "key-1"));
  assert.equal(waiting.step, "waiting");
  const again = sheets.again(waiting);
  assert.deepEqual([again.step, again.key, again.paper], ["sending", "key-1", AGREE]);
});

test("a paper on its way cannot be written on", () => {
  const waiting = sheets.unreachable(sheets.press(filled(), "key-1"));
  assert.equal(sheets.fill(waiting, OBJECT), waiting);
});

test("a refusal gives the paper back with what was written and why", () => {
  const refusal = { message: "Bitte prüfen", fields: { reason: "Bitte begründen" } };
  const back = sheets.refused(sheets.press(sheets.fill(filled(), OBJECT), "key-1"), refusal);
  assert.deepEqual([back.step, back.paper, back.refusal], ["filling", OBJECT, refusal]);
  assert.equal(sheets.fill(back, AGREE).refusal, null);
});

test("a paper after the end is late and stays late", () => {
  const late = sheets.tooLate(sheets.press(filled(), "key-1"));
  assert.equal(late.step, "late");
  assert.equal(sheets.arrived(late, counted(OBJECT, 1)), late);
  assert.equal(sheets.press(late, "key-2"), late);
});

test("a ballot from another window replaces what stands here and says so", () => {
  const replaced = sheets.arrived(filled(), counted(OBJECT, 1));
  assert.deepEqual([replaced.step, replaced.paper, replaced.elsewhere], ["counted", OBJECT, true]);
});

test("the own ballot coming back is no other window", () => {
  const done = sheets.accepted(sheets.press(filled(), "key-1"), counted(AGREE, 1));
  assert.equal(sheets.arrived(done, counted(AGREE, 1)), done);
});

test("an answer on its way is not overtaken by the news of it", () => {
  const sent = sheets.press(filled(), "key-1");
  assert.equal(sheets.arrived(sent, counted(AGREE, 1)), sent);
});

test("changing starts from the counted paper and knows its revision", () => {
  const changing = sheets.change(sheets.begin(EMPTY, counted(OBJECT, 3)));
  assert.deepEqual([changing.step, changing.paper, changing.seen], ["filling", { ...OBJECT }, 3]);
});
