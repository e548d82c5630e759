import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  choose,
  groups,
  hiddenNews,
  isFiltered,
  mentioning,
  people,
  severalBy,
  showEverything,
  shownDecided,
  shownNotes,
} from "../../src/editor/margin-filter";
import { type Comment, comments, passages, type Said, viewer } from "../../src/editor/state";
import { suggestedIn } from "../../src/editor/suggested";
import { found, type Suggestion, suggestions } from "../../src/editor/suggestions";
import { marked, textOf } from "./texts";

const ANNA = { person: 1, name: "Anna", group: "Länder" };
const BEN = { person: 2, name: "Ben", group: "Kommunen" };
const ME = 3;

function said(id: string, who: typeof ANNA, mentions: number[] = []): Said {
  return { id, ...who, mentions, html: "", at: id };
}

function comment(id: string, who: typeof ANNA, more: Partial<Comment> = {}): Comment {
  return { ...said(id, who), quote: "", settled: null, replies: [], ...more };
}

function suggestion(id: string, who: typeof ANNA, more: Partial<Suggestion> = {}): Suggestion {
  return { id, number: 1, returned: false, ...who, at: id, reason: null, decisions: [], treatment: null, ...more };
}

const done = { settled: { name: "Anna", at: "" } };
const rejected = {
  outcome: "rejected" as const,
  name: "",
  at: "",
  reason: "",
  inserted: "",
  deleted: "",
  wishes: [],
  reopened: null,
  poll: null,
};

beforeEach(() => {
  showEverything();
  viewer.value = ME;
  passages.value = [];
  comments.value = [
    comment("by-anna", ANNA),
    comment("by-ben", BEN, done),
    comment("answered", ANNA, { replies: [said("answer", BEN, [ME])] }),
  ];
  suggestions.value = [suggestion("open", BEN), suggestion("closed", ANNA, { decisions: [rejected] })];
  found.value = suggestedIn(textOf([marked("neu", ["insertion", "open"])]));
});

test("without a filter everything is shown, the decided ones too", () => {
  assert.deepEqual(new Set(shownNotes.value), new Set(["by-anna", "by-ben", "answered", "open", "closed"]));
  assert.equal(isFiltered.value, false);
});

test("of one person are their comments, answers and suggestions", () => {
  choose({ person: "2" });
  assert.deepEqual(new Set(shownNotes.value), new Set(["by-ben", "answered", "open"]));
  choose({ person: "1" });
  assert.deepEqual(new Set(shownNotes.value), new Set(["by-anna", "answered", "closed"]));
});

test("of one group is what its people said", () => {
  choose({ group: "Länder" });
  assert.deepEqual(new Set(shownNotes.value), new Set(["by-anna", "answered", "closed"]));
});

test("open and done are told apart for comments and suggestions", () => {
  choose({ state: "done" });
  assert.deepEqual(shownNotes.value, ["by-ben", "closed"]);
  choose({ state: "open" });
  assert.deepEqual(new Set(shownNotes.value), new Set(["by-anna", "answered", "open"]));
  assert.deepEqual(shownDecided.value, []);
});

test("an answer that mentions me shows its comment, together with what else is chosen", () => {
  choose({ isMention: true });
  assert.deepEqual(shownNotes.value, ["answered"]);
  assert.deepEqual(
    mentioning.value.map(({ id }) => id),
    ["answered"],
  );
  choose({ group: "Länder", state: "done" });
  assert.deepEqual(shownNotes.value, []);
});

test("what comes later and is hidden is counted, what is shown is not", () => {
  choose({ person: "1" });
  assert.equal(hiddenNews.value, 0);
  comments.value = [...comments.value, comment("new", BEN), comment("newer", ANNA)];
  assert.equal(hiddenNews.value, 1);
  choose({ state: "open" });
  assert.equal(hiddenNews.value, 0);
});

test("a suggestion from a file is its organisation's, not of who took it in", () => {
  const file = { name: "Städtetag", organisation: "Städtetag", group: "", returned: true };
  suggestions.value = [suggestion("open", { ...BEN, ...file })];
  comments.value = [];
  choose({ person: "2" });
  assert.deepEqual(shownNotes.value, []);
  choose({ person: "file Städtetag" });
  assert.deepEqual(shownNotes.value, ["open"]);
});

test("who is called as their organisation is no file", () => {
  suggestions.value = [suggestion("open", { ...BEN, name: "Caritas" }, { organisation: "Caritas" })];
  choose({ person: "2" });
  assert.ok(shownNotes.value.includes("open"));
});

test("of several suggestions by one author, those from files are the organisations', also for who took them in", () => {
  const file = (name: string) => ({ name, organisation: name, returned: true });
  const rows = [
    BEN,
    BEN,
    { ...BEN, ...file("Städtetag") },
    { ...BEN, ...file("Städtetag") },
    { ...BEN, ...file("Bund") },
  ];
  suggestions.value = rows.map((row, number) => suggestion(`s${number}`, row));
  found.value = suggestedIn(textOf(rows.map((_, number) => marked("neu", ["insertion", `s${number}`]))));
  const several = (person: number) => severalBy(person).map((all) => all.map(({ id }) => id));
  assert.deepEqual(several(ME), [
    ["s0", "s1"],
    ["s2", "s3"],
  ]);
  assert.deepEqual(several(BEN.person), [["s2", "s3"]]);
  choose({ person: "2" });
  assert.deepEqual(several(ME), [["s0", "s1"]]);
});

test("people and groups are those who said something, in order", () => {
  assert.deepEqual(people.value, [
    ["1", "Anna"],
    ["2", "Ben"],
  ]);
  assert.deepEqual(groups.value, ["Kommunen", "Länder"]);
});
