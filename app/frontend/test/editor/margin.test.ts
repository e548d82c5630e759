import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { idsOf, marginEntries } from "../../src/editor/margin-entries";
import { modeOf, modesOf } from "../../src/editor/mode";
import { NO_RIGHTS } from "../../src/editor/protocol";
import { type Comment, comments, passages } from "../../src/editor/state";
import { suggestedIn } from "../../src/editor/suggested";
import { decided, found, open, openCount, type Suggestion, suggestions, unknown } from "../../src/editor/suggestions";
import { marked, textOf } from "./texts";

function row(id: string, number: number, more: Partial<Suggestion> = {}): Suggestion {
  return {
    id,
    number,
    person: 12,
    name: "Karin Beispiel",
    group: "",
    at: "2027-01-01",
    returned: false,
    reason: null,
    decisions: [],
    treatment: null,
    ...more,
  };
}

function comment(id: string): Comment {
  const said = { id, person: 12, name: "Karin Beispiel", group: "", mentions: [], html: "", at: id };
  return { ...said, quote: "", settled: null, replies: [] };
}

function show(...pieces: Parameters<typeof textOf>[0]): void {
  found.value = suggestedIn(textOf(pieces));
}

beforeEach(() => {
  [comments.value, passages.value] = [[], []];
  suggestions.value = ["a", "b", "c"].map((id, index) => row(id, index + 1));
});

test("notes stand in the order of the text, and those without a place come last", () => {
  comments.value = ["gone", "late", "early"].map(comment);
  passages.value = [
    { id: "early", from: 2, to: 4 },
    { id: "late", from: 9, to: 12 },
  ];
  show("vorn", marked("mitte", ["insertion", "b"]), "hinten", marked("x", ["deletion", "a"]));
  assert.deepEqual(idsOf(marginEntries.value), ["early", "b", "late", "a", "gone"]);
});

test("suggestions that strike the same words stand together, also over a third", () => {
  show(
    marked("eins", ["deletion", "a"], ["deletion", "b"]),
    marked("zwei", ["deletion", "b"], ["deletion", "c"]),
    marked("neu", ["insertion", "d"]),
  );
  suggestions.value = [...suggestions.value, row("d", 4)];
  const groups = marginEntries.value.map((entry) => ("comment" in entry ? [] : entry.suggestions.map(({ id }) => id)));
  assert.deepEqual(groups, [["a", "b", "c"], ["d"]]);
});

test("a letter elsewhere leaves every note as it is", () => {
  comments.value = [comment("c1")];
  show("vorn", marked("neu", ["insertion", "a"]));
  const [entries, opened] = [marginEntries.value, open.value];
  show("vornx", marked("neu", ["insertion", "a"]));
  assert.equal(marginEntries.value, entries);
  assert.equal(open.value, opened);
  show("vornx", marked("neues", ["insertion", "a"]));
  assert.notEqual(marginEntries.value, entries);
  assert.equal(marginEntries.value.at(-1), entries.at(-1)); // the comment
});

test("what is open, decided or not told of yet is told apart by the text", () => {
  const decision = {
    outcome: "rejected" as const,
    name: "Erik",
    at: "2027-01-02",
    reason: "",
    inserted: "",
    deleted: "",
    wishes: [],
    reopened: null,
    poll: null,
  };
  suggestions.value = [row("a", 1, { decisions: [decision] }), row("b", 2, { decisions: [decision] }), row("c", 3)];
  show(marked("wieder da", ["insertion", "b"]), marked("eben getippt", ["insertion", "d"]));
  assert.deepEqual(
    decided.value.map(({ id }) => id),
    ["a"],
  );
  assert.deepEqual(
    open.value.map(({ id }) => id),
    ["b"],
  );
  assert.equal(unknown.value, "d");
  assert.equal(openCount.value, 2);
});

test("who may write writes directly, who may only suggest suggests, and a choice lasts as long as it is possible", () => {
  const writer = { ...NO_RIGHTS, write: true, suggest: true };
  const expert = { ...NO_RIGHTS, suggest: true };
  assert.deepEqual([modesOf(writer), modesOf(expert), modesOf(NO_RIGHTS)].map(String), [
    "suggest,direct,read",
    "suggest,read",
    "",
  ]);
  assert.deepEqual(
    [modeOf(writer, null), modeOf(expert, null), modeOf(NO_RIGHTS, null)],
    ["direct", "suggest", "read"],
  );
  assert.deepEqual(
    [modeOf(writer, "suggest"), modeOf(expert, "direct"), modeOf(expert, "read")],
    ["suggest", "suggest", "read"],
  );
});
