import assert from "node:assert/strict";
import { test } from "node:test";
import { baseKeymap } from "@tiptap/pm/commands";
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { AllSelection, type Command, EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { emptiedAcross } from "../../src/editor/guard";
import { asAccepted, asSuggestion } from "../../src/editor/rewriting";
import { marked, readable, schema, sectionOf, textOf, withoutOwn } from "./texts";

/** Own ids begin with „mine“. */
const isOwn = (id: string) => id.startsWith("mine");
const pen = { id: "mine", isOwn };
/** The place before the first letter of the first paragraph. */
const FIRST = 2;

function stateOf(doc: Node, from = FIRST, to = from): EditorState {
  return EditorState.create({ doc, selection: TextSelection.create(doc, from, to) });
}

/** What a transaction makes of the text in suggest mode; null if it is blocked. */
function suggested(state: EditorState, change: (transaction: Transaction) => unknown): Transaction | null {
  const { tr } = state;
  change(tr);
  return asSuggestion(tr, state, pen);
}

function shown(transaction: Transaction | null): string {
  assert.ok(transaction);
  assert.deepEqual(withoutOwn(transaction.doc, isOwn), withoutOwn(transaction.before, isOwn));
  return readable(transaction.doc);
}

/** The transaction of a command. */
function pressed(state: EditorState, command: Command | undefined): Transaction | null {
  let made: Transaction | null = null;
  command?.(state, (transaction) => {
    made = transaction;
  });
  assert.ok(made);
  return asSuggestion(made, state, pen);
}

test("what is typed is an insertion, and the cursor stands behind it", () => {
  const transaction = suggested(stateOf(textOf(["Ziel"]), FIRST + 2), (tr) => tr.insertText("abc"));
  assert.equal(shown(transaction), "Zi[+abc+]el");
  assert.equal(transaction?.selection.from, FIRST + 5);
});

test("an accepted letter is struck: the cursor goes before it with Backspace, behind it with Delete", () => {
  const state = stateOf(textOf(["Ziel"]), FIRST + 2);
  const backwards = suggested(state, (tr) => tr.delete(FIRST + 1, FIRST + 2));
  assert.equal(shown(backwards), "Z[-i-]el");
  assert.equal(backwards?.selection.from, FIRST + 1);
  const forwards = suggested(state, (tr) => tr.delete(FIRST + 2, FIRST + 3));
  assert.equal(shown(forwards), "Zi[-e-]l");
  assert.equal(forwards?.selection.from, FIRST + 3);
});

test("going on with Backspace strikes on, in one suggestion, and passes what is struck already", () => {
  const doc = textOf(["Zi", marked("e", ["deletion", "mine-old"]), "l"]);
  const again = suggested(stateOf(doc, FIRST + 3), (tr) => tr.delete(FIRST + 2, FIRST + 3));
  assert.equal(shown(again), "Zi[-e-]l");
  assert.equal(again?.selection.from, FIRST + 2);
  const onwards = suggested(stateOf(doc, FIRST + 2), (tr) => tr.delete(FIRST + 1, FIRST + 2));
  assert.equal(shown(onwards), "Z[-ie-]l");
  assert.equal(onwards?.doc.nodeAt(FIRST + 1)?.marks[0]?.attrs.id, "mine-old");
});

test("own insertions are really deleted, those of others are struck", () => {
  const doc = textOf([marked("eigen", ["insertion", "mine"]), marked("fremd", ["insertion", "theirs"])]);
  const all = suggested(stateOf(doc, FIRST, FIRST + 10), (tr) => tr.deleteSelection());
  assert.equal(shown(all), "[+[-fremd-]+]");
  assert.deepEqual(
    all?.doc.nodeAt(FIRST)?.marks.map(({ type, attrs }) => `${type.name} ${attrs.id}`),
    ["insertion theirs", "deletion mine"],
  );
});

test("words that somebody else strikes can be struck, too", () => {
  const doc = textOf([marked("beide", ["deletion", "theirs"])]);
  const struck = suggested(stateOf(doc, FIRST, FIRST + 5), (tr) => tr.deleteSelection());
  shown(struck);
  assert.equal(struck?.doc.nodeAt(FIRST)?.marks.length, 2);
});

test("who types over a selection strikes it and inserts behind it", () => {
  const typed = suggested(stateOf(textOf(["Sie sollen das"]), FIRST + 4, FIRST + 10), (tr) => tr.insertText("sollten"));
  assert.equal(shown(typed), "Sie [-sollen-][+sollten+] das");
  assert.equal(typed?.selection.from, FIRST + 17);
});

test("after a selection was struck, the new words come behind it and belong to it", () => {
  const state = stateOf(textOf(["Sie sollen das"]), FIRST + 4, FIRST + 10);
  const struck = suggested(state, (tr) => tr.deleteSelection());
  assert.ok(struck);
  const typed = suggested(state.apply(struck), (tr) => tr.insertText("sollten"));
  assert.equal(shown(typed), "Sie [-sollen-][+sollten+] das");
});

test("pasted blocks stay one block, with a sign where each began", () => {
  const blocks = ["eins", "zwei", "drei"].map((words) => schema.node("paragraph", null, schema.text(words)));
  const pasted = suggested(stateOf(textOf(["Ziel"]), FIRST + 4), (tr) =>
    tr.replaceSelection(new Slice(Fragment.from(blocks), 1, 1)),
  );
  assert.equal(shown(pasted), "Ziel[+eins+][+¶+][+zwei+][+¶+][+drei+]");
  const list = schema.node("bulletList", null, [schema.node("listItem", null, blocks)]);
  const empty = suggested(stateOf(textOf([])), (tr) => tr.replaceSelection(new Slice(Fragment.from(list), 0, 0)));
  assert.equal(shown(empty), "[+eins+][+¶+][+zwei+][+¶+][+drei+]");
});

test("pasted letters that no file could hold are left out", () => {
  const pasted = suggested(stateOf(textOf(["Ziel"])), (tr) => tr.insertText("a\u0000b\u000bc"));
  assert.equal(shown(pasted), "[+ab c+]Ziel");
});

test("what is deleted over two paragraphs is struck in both, and the second is to join the first", () => {
  const state = stateOf(textOf(["Anfang eins"], ["zwei Ende"]), FIRST + 7, FIRST + 17);
  const deleted = suggested(state, (tr) => tr.deleteSelection());
  assert.equal(shown(deleted), "Anfang [-eins-]|[+⤴+][-zwei-] Ende");
  const typed = suggested(state, (tr) => tr.insertText("neu"));
  assert.equal(shown(typed), "Anfang [-eins-][+neu+]|[+⤴+][-zwei-] Ende");
});

test("over several sections the words of each are struck, also where one is empty", () => {
  const paragraphs = ["eins", "", "drei"].map((words) =>
    schema.node("paragraph", null, words === "" ? [] : [schema.text(words)]),
  );
  const sections = paragraphs.map((block, key) => schema.node("section", { key: `s${key}` }, [block]));
  const doc = schema.node("doc", null, sections);
  const state = EditorState.create({ doc, selection: new AllSelection(doc) });
  const rewritten = (words: string) => {
    const emptied = emptiedAcross(state);
    return shown(emptied && asSuggestion(emptied.insertText(words), state, pen));
  };
  assert.equal(rewritten(""), "[-eins-]||[-drei-]");
  assert.equal(rewritten("neu"), "[-eins-][+neu+]||[-drei-]");
});

test("a triple click that reaches to the next paragraph puts the new words into the first", () => {
  const state = stateOf(textOf(["eins"], ["zwei"]), FIRST, FIRST + 6);
  assert.equal(shown(suggested(state, (tr) => tr.insertText("neu"))), "[-eins-][+neu+]|zwei");
});

test("Enter and a line break become signs, which take the own suggestion", () => {
  const two = textOf(["eins"], ["zwei"]);
  const broken = pressed(stateOf(two, FIRST + 2), baseKeymap.Enter);
  assert.equal(shown(broken), "ei[+¶+]ns|zwei");
  assert.deepEqual(
    broken?.doc.nodeAt(FIRST + 2)?.marks.map(({ attrs }) => ({ ...attrs })),
    [{ id: "mine" }, { kind: "paragraph" }],
  );
  assert.equal(shown(pressed(stateOf(two, FIRST, FIRST + 2), baseKeymap.Enter)), "[-ei-][+¶+]ns|zwei");
  const line = suggested(stateOf(two), (tr) => tr.replaceSelectionWith(schema.node("hardBreak")));
  assert.equal(shown(line), "[+↵+]eins|zwei");
});

test("a letter typed between two signs is none", () => {
  const one = pressed(stateOf(textOf(["eins"]), FIRST + 4), baseKeymap.Enter);
  assert.ok(one);
  const two = pressed(stateOf(one.doc, FIRST + 5), baseKeymap.Enter);
  assert.ok(two);
  const typed = suggested(stateOf(two.doc, FIRST + 5), (tr) => tr.insertText("x"));
  assert.equal(shown(typed), "eins[+¶+][+x+][+¶+]");
});

test("the title stays one line", () => {
  const title = sectionOf("title", ["Ziel"]);
  assert.ok(pressed(stateOf(title, FIRST + 2), baseKeymap.Enter) === null);
  const blocks = ["eins", "zwei"].map((words) => schema.node("paragraph", null, schema.text(words)));
  const pasted = suggested(stateOf(title, FIRST + 4), (tr) =>
    tr.replaceSelection(new Slice(Fragment.from(blocks), 1, 1)),
  );
  assert.equal(shown(pasted), "Ziel[+eins zwei+]");
});

test("words dragged elsewhere are struck here and inserted there, without the marks they had", () => {
  const doc = textOf([marked("eins", ["comment", "c1"], ["deletion", "theirs"]), " zwei"]);
  const state = stateOf(doc, FIRST, FIRST + 4);
  const slice = state.selection.content();
  const dragged = suggested(state, (tr) => {
    tr.deleteSelection();
    tr.replaceRange(FIRST + 5, FIRST + 5, slice);
  });
  assert.equal(shown(dragged), "[-eins-] zwei[+eins+]");
  assert.deepEqual(
    dragged?.doc.nodeAt(FIRST + 9)?.marks.map(({ type }) => type.name),
    ["insertion"],
  );
});

test("a comment on the words around goes on through new ones", () => {
  const doc = textOf([marked("eins", ["comment", "c1"])]);
  const typed = suggested(stateOf(doc, FIRST + 2), (tr) => tr.insertText("x"));
  assert.equal(shown(typed), "ei[+x+]ns");
  assert.ok(typed?.doc.nodeAt(FIRST + 2)?.marks.some(({ type }) => type.name === "comment"));
});

test("who goes on at the edge of an own suggestion goes on with it; others' are left alone", () => {
  const doc = textOf(["a", marked("b", ["insertion", "mine-old"]), "c", marked("d", ["insertion", "theirs"])]);
  const id = (place: number) => {
    const typed = suggested(stateOf(doc, place), (tr) => tr.insertText("x"));
    assert.ok(shown(typed));
    return typed?.doc.nodeAt(place)?.marks[0]?.attrs.id;
  };
  assert.equal(id(FIRST + 1), "mine-old");
  assert.equal(id(FIRST + 2), "mine-old");
  assert.equal(id(FIRST + 4), "mine");
});

test("who writes directly in the middle of a suggestion writes accepted words", () => {
  for (const name of ["insertion", "deletion", "restyled", "origin"]) {
    const state = stateOf(textOf([marked("eins", [name, "theirs"])]), FIRST + 2);
    const typed = asAccepted(state.tr.insertText("x"));
    assert.deepEqual(typed.doc.nodeAt(FIRST + 2)?.marks, [], name);
    assert.equal(typed.doc.nodeAt(FIRST)?.marks.length, 1);
    assert.equal(typed.selection.from, FIRST + 3);
  }
});

test("who drags a suggestion directly takes it along", () => {
  const state = stateOf(textOf([marked("eins", ["insertion", "theirs"]), " zwei"]), FIRST, FIRST + 4);
  const slice = state.selection.content();
  const dragged = state.tr
    .setMeta("uiEvent", "drop")
    .deleteSelection()
    .replaceRange(FIRST + 5, FIRST + 5, slice);
  assert.equal(readable(asAccepted(dragged).doc), " zwei[+eins+]");
});
