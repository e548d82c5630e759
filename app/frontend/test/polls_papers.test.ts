import assert from "node:assert/strict";
import { test } from "node:test";
import * as answers from "../src/polls/answers_ballot";
import { checksLeft, toggled } from "../src/polls/checks";
import * as checks from "../src/polls/checks_ballot";
import type { Form, FormAnswer, Option, PaperPoll } from "../src/polls/contract";
import { newsOf } from "../src/polls/news";
import { ownEntries, ownPhrase } from "../src/polls/own_words";
import { append, fewestPlaces, inOrder, moved, without } from "../src/polls/ranking";
import * as ranking from "../src/polls/ranking_ballot";
import * as scale from "../src/polls/scale";
import * as rating from "../src/polls/scale_ballot";

const ONE = { name: "", low: 0, high: 10, low_words: "gar nicht", high_words: "voll und ganz" };
const TWO = [
  { name: "Wichtigkeit", low: 1, high: 5, low_words: "unwichtig", high_words: "sehr wichtig" },
  { name: "Dringlichkeit", low: 1, high: 5, low_words: "kann warten", high_words: "sehr dringend" },
];
const FORM: Form = {
  kind: "scale",
  task: "",
  scales: [ONE],
  answers: [],
  may_skip: true,
  most: null,
  exactly: false,
};
const BOTH: Form = { ...FORM, scales: TWO };
const STRICT: Form = { ...FORM, may_skip: false };
const LABELS = ["Kita", "Schule", "Eltern"];
const OPTIONS = LABELS.map(
  (label, index): Option => ({ id: index + 1, number: index + 1, label, note: "", parts: [] }),
);

function pollWith(form: Partial<Form>, choices: object | null = null): PaperPoll {
  const ballot = choices === null ? null : { choices, reason: "", at: "2027-03-11T14:00:00+00:00", revision: 1 };
  const poll = { id: 7, method: "score", status: "open", question: "Was zuerst?", options: OPTIONS, ballot };
  return { ...poll, form: { ...FORM, ...form }, result: null } as unknown as PaperPoll;
}

test("a step replaces the one before, and of two scales the other one stays", () => {
  assert.deepEqual(scale.rated(FORM, { 1: 3 }, 1, 0, 8), { 1: 8 });
  assert.deepEqual(scale.rated(BOTH, {}, 1, 1, 4), { 1: [null, 4] });
  assert.deepEqual(scale.rated(BOTH, { 1: [null, 4] }, 1, 0, 2), { 1: [2, 4] });
  assert.deepEqual(scale.rated(BOTH, { 1: null }, 1, 0, 2), { 1: [2, null] });
});

test("no opinion is said on purpose, and is what a counted ballot leaves out", () => {
  assert.equal(scale.stepOf(scale.skipped({ 1: 3 }, 1), 1, 0), null);
  assert.equal(scale.stepOf({}, 1, 0), undefined);
  assert.deepEqual(scale.counted(OPTIONS, { 2: 5 }), { 1: null, 2: 5, 3: null });
  assert.deepEqual(scale.cleared({ 1: null, 2: 5 }, 1), { 2: 5 });
});

test("an option with one of two steps cannot be sent, one without any only where that is allowed", () => {
  assert.equal(scale.gap(BOTH, { 1: [2, null] }, 1), "half");
  assert.equal(scale.gap(BOTH, { 1: [2, 4] }, 1), null);
  assert.equal(scale.gap(FORM, {}, 1), null);
  assert.equal(scale.gap(STRICT, {}, 1), "missing");
  assert.equal(scale.gap(STRICT, { 1: 0 }, 1), null);
});

test("every option that misses its step is named", () => {
  const problems = rating.problemsOf(pollWith(STRICT), { 2: 0 });
  assert.deepEqual(Object.keys(problems), ["1", "3"]);
  assert.deepEqual(
    scale.untouched(OPTIONS, { 1: null, 2: 0 }).map(({ id }) => id),
    [3],
  );
});

test("a scale has all its steps", () => {
  assert.deepEqual(scale.stepsOf({ low: 1, high: 5 }), [1, 2, 3, 4, 5]);
});

test("options get the next place, in the order of the taps", () => {
  const places = append(append({}, 3, 3), 1, 3);
  assert.deepEqual(inOrder(places), [3, 1]);
  assert.deepEqual(places, { 3: 1, 1: 2 });
  assert.equal(append(places, 1, 3), places);
  assert.equal(append(places, 2, 2), places);
});

test("who loses the place lets the others move up", () => {
  assert.deepEqual(without({ 3: 1, 1: 2, 2: 3 }, 1), { 3: 1, 2: 2 });
});

test("an option moves past its neighbour and not beyond the ends", () => {
  const places = { 3: 1, 1: 2, 2: 3 };
  assert.deepEqual(moved(places, 2, -1), { 3: 1, 2: 2, 1: 3 });
  assert.deepEqual(moved(places, 3, 1), { 1: 1, 3: 2, 2: 3 });
  assert.equal(moved(places, 3, -1), places);
  assert.equal(moved(places, 2, 1), places);
});

test("a ranking needs all places, exactly so many, or one at least", () => {
  assert.equal(fewestPlaces({ ...FORM, may_skip: false }, 3), 3);
  assert.equal(fewestPlaces({ ...FORM, most: 2, exactly: true }, 3), 2);
  assert.equal(fewestPlaces(FORM, 3), 1);
  assert.equal(ranking.placesLeft(2, 3), "Noch 2 von 3 Plätzen");
  const two = pollWith({ kind: "ranking", most: 2, exactly: true });
  assert.deepEqual(ranking.problemsOf(two, { 1: 1 }), { choices: "Bitte vergeben Sie alle 2 Plätze." });
  assert.deepEqual(ranking.problemsOf(two, { 1: 1, 2: 2 }), {});
});

test("no more is ticked than may be, and a tick can be taken back", () => {
  const atMost = { ...FORM, most: 2 };
  const full = toggled(atMost, toggled(atMost, {}, 1), 2);
  assert.equal(checksLeft(atMost, full), 0);
  assert.equal(toggled(atMost, full, 3), full);
  assert.deepEqual(toggled(atMost, full, 1), { 2: 1 });
  assert.equal(checks.leftWords(2, 0), "Noch 2 möglich");
  assert.deepEqual(Object.keys(checks.problemsOf({ ...atMost, exactly: true }, { 1: 1 })), ["choices"]);
  assert.deepEqual(checks.problemsOf(atMost, { 1: 1 }), {});
});

const YES: FormAnswer = { key: "yes", label: "Ja", reason: "none" };
const OBJECT: FormAnswer = { key: "object", label: "Einwand", reason: "required" };
const ASKED: Form = { ...FORM, kind: "answers", scales: [], answers: [YES, OBJECT] };

test("an answer is needed, and a reason where the answer asks for one", () => {
  const paper = (answer: string, reason = "") => ({ choices: { answer }, reason });
  assert.deepEqual(Object.keys(answers.problemsOf(ASKED, { choices: {}, reason: "" })), ["choices"]);
  assert.deepEqual(Object.keys(answers.problemsOf(ASKED, paper("object", " "))), ["reason"]);
  assert.deepEqual(answers.problemsOf(ASKED, paper("object", "zu teuer")), {});
  assert.deepEqual(answers.withoutIdleReason(ASKED, paper("yes", "zu teuer")), paper("yes"));
});

test("the own ballot is said in words, as a phrase and entry by entry", () => {
  const rated = pollWith(FORM, { 2: 8 });
  assert.equal(ownPhrase(rated), "1 Eintrag bewertet");
  assert.deepEqual(
    ownEntries(rated).map(({ words }) => words),
    ["keine Meinung", "8", "keine Meinung"],
  );
  const both = pollWith(BOTH, { 1: [4, 2] });
  assert.equal(ownEntries(both)[0]?.words, "Wichtigkeit 4, Dringlichkeit 2");
  const ranked = pollWith({ kind: "ranking" }, { 3: 1, 1: 2 });
  assert.deepEqual(
    ownEntries(ranked).map(({ label, words }) => `${words} ${label}`),
    ["1. Eltern", "2. Kita"],
  );
  const ticked = pollWith({ kind: "checks" }, { 2: 1 });
  assert.deepEqual(
    ownEntries(ticked).map(({ label }) => label),
    ["Schule"],
  );
  const answered = pollWith(ASKED, { answer: "object" });
  assert.equal(ownPhrase(answered), "Einwand");
  assert.deepEqual(ownEntries(answered), []);
});

test("an open vote is announced with its question", () => {
  assert.equal(newsOf(pollWith(FORM)), "Die Abstimmung ist offen: Was zuerst?");
});
