import assert from "node:assert/strict";
import { test } from "node:test";
import { methodsOf } from "../src/polls/methods";
import { firstPlan, linesOf, paperBody, paperProblems, withMethod } from "../src/polls/paper_plans";
import { currentPoll } from "../src/room/poll";
import type { PollSummary } from "../src/types";
import { roomWith } from "./room";

const SCORE = firstPlan("score", "needs");
const FREE = { ...firstPlan("ranking", "free"), lines: " Kita \n\nSchule\n" };

test("the usual method of a phase comes first, and the other phase's is not offered", () => {
  assert.equal(methodsOf("prioritise")[0], "dot");
  assert.equal(methodsOf("consent")[0], "consent");
  assert.equal(methodsOf("prioritise").includes("consent"), false);
  assert.equal(methodsOf("consent").includes("dot"), false);
});

test("a plan is what the server reads, with numbers as numbers", () => {
  assert.deepEqual(paperProblems(SCORE), {});
  assert.deepEqual(paperBody(SCORE), {
    method: "score",
    question: "Wie wichtig ist das?",
    secrecy: "open",
    subject: "needs",
    settings: { lowest: 0, highest: 10, low_words: "", high_words: "", no_opinion: true },
  });
});

test("own entries are lines without blanks, and go only with their subject", () => {
  assert.deepEqual(linesOf(FREE), ["Kita", "Schule"]);
  assert.deepEqual(paperBody(FREE).options, ["Kita", "Schule"]);
  assert.equal("options" in paperBody({ ...FREE, subject: "clusters" }), false);
});

test("too few, equal and too long entries are refused", () => {
  const options = (lines: string) => paperProblems({ ...FREE, lines }).options;
  assert.match(options("Kita") ?? "", /mindestens zwei/);
  assert.equal(options("Kita\nKita"), "Ein Eintrag steht zweimal da.");
  assert.match(options(`Kita\n${"x".repeat(201)}`) ?? "", /^Eintrag 2 ist zu lang/);
  assert.match(options(Array.from({ length: 61 }, (_, line) => `${line}`).join("\n")) ?? "", /mehr als 60/);
});

test("numbers out of range are named by their field; no limit is nothing typed", () => {
  const approval = firstPlan("approval", "needs");
  const limited = (most: string) => ({ ...approval, settings: { most } });
  assert.deepEqual(Object.keys(paperProblems(limited("0"))), ["settings.most"]);
  assert.deepEqual(Object.keys(paperProblems(limited("drei"))), ["settings.most"]);
  assert.deepEqual(paperProblems(limited(" ")), {});
  assert.deepEqual(paperBody(limited(" ")).settings, { most: null });
  const high = { ...SCORE, settings: { ...SCORE.settings, highest: "11" } };
  assert.deepEqual(Object.keys(paperProblems(high)), ["settings.highest"]);
});

test("an answer is given to the question alone", () => {
  const plan = { ...firstPlan("straw", "free"), question: "Weiter so?" };
  assert.deepEqual(paperProblems(plan), {});
  const { subject, settings, ...others } = paperBody(plan);
  assert.deepEqual([subject, settings, "options" in others], [null, {}, false]);
  assert.deepEqual(Object.keys(paperProblems(firstPlan("straw", "free"))), ["question"]);
});

test("another method keeps what was typed and brings its own settings", () => {
  const changed = withMethod(FREE, "nominal_group");
  assert.deepEqual([changed.lines, changed.settings], [FREE.lines, { picks: "5" }]);
  assert.equal(changed.question, "Was ist am wichtigsten?");
  const own = { ...FREE, question: "Wer zuerst?", settings: { complete: true } };
  assert.equal(withMethod(own, "star").question, "Wer zuerst?");
  assert.deepEqual(withMethod(own, "ranking").settings, { complete: true });
});

function summary(id: number, method: PollSummary["method"], status: PollSummary["status"] = "published"): PollSummary {
  return { id, method, status, question: "", round: 1, draft_id: null, stage: null };
}

test("a question that is over went by with its phase, one that runs is where the room is", () => {
  const at = (phase: "prioritise" | "consent", ...polls: PollSummary[]) =>
    currentPoll(roomWith({ phase }, { polls }))?.id;
  assert.equal(at("consent", summary(1, "straw"), summary(2, "dot")), undefined);
  assert.equal(at("consent", summary(1, "straw", "open"), summary(2, "dot")), 1);
  assert.equal(at("consent", summary(2, "dot"), summary(3, "yes_no")), 3);
  assert.equal(at("prioritise", summary(1, "dot"), summary(2, "score")), 2);
  assert.equal(at("prioritise", summary(1, "score"), summary(2, "konsent")), 1);
});
