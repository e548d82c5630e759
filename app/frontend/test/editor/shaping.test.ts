import assert from "node:assert/strict";
import { test } from "node:test";
import { baseKeymap, setBlockType, toggleMark, wrapIn } from "@tiptap/pm/commands";
import type { MarkType, Node, NodeType } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, wrapInList } from "@tiptap/pm/schema-list";
import { AllSelection, type Command, EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { isLookWishedHere } from "../../src/editor/restyling";
import { asSuggestion } from "../../src/editor/rewriting";
import { SIGNS, type Sign } from "../../src/editor/schema";
import { isWishedHere } from "../../src/editor/shaping";
import { suggestedIn } from "../../src/editor/suggested";
import { marked, readable, schema, sectionOf, textOf, withoutOwn } from "./texts";

const isOwn = (id: string) => id.startsWith("mine");
const pen = { id: "mine", isOwn };
/** The place before the first letter of the first paragraph. */
const FIRST = 2;
const two = textOf(["eins"], ["zwei"]);
const { heading, paragraph, bulletList, orderedList, listItem, blockquote } = schema.nodes as Record<string, NodeType>;
const toHeading = setBlockType(heading as NodeType, { level: 1 });
const toList = wrapInList(bulletList as NodeType);
const toNumbers = wrapInList(orderedList as NodeType);

function stateOf(doc: Node, from = FIRST, to = from): EditorState {
  return EditorState.create({ doc, selection: TextSelection.create(doc, from, to) });
}

function done(state: EditorState, command: Command | undefined): Transaction | null {
  let made = state.tr;
  command?.(state, (transaction) => {
    made = transaction;
  });
  return asSuggestion(made, state, pen);
}

function shown(transaction: Transaction | null): string {
  assert.ok(transaction, "it is blocked");
  assert.ok(withoutOwn(transaction.doc, isOwn).eq(withoutOwn(transaction.before, isOwn)));
  return readable(transaction.doc);
}

/** What is done one after the other, the cursor where it was left. */
function after(state: EditorState, ...commands: Command[]): string {
  let [now, last] = [state, null as Transaction | null];
  for (const command of commands) {
    last = done(now, command);
    assert.ok(last, "it is blocked");
    now = EditorState.create({ doc: last.doc, selection: last.selection });
  }
  return shown(last);
}

test("Backspace at the start of a paragraph and Delete at the end of one suggest to join them", () => {
  const back = done(stateOf(two, FIRST + 6), baseKeymap.Backspace);
  assert.equal(shown(back), "eins|[+⤴+]zwei");
  assert.equal(back?.selection.from, FIRST + 4);
  const forth = done(stateOf(two, FIRST + 4), baseKeymap.Delete);
  assert.equal(shown(forth), "eins|[+⤴+]zwei");
  assert.equal(forth?.selection.from, FIRST + 7);
});

test("joining twice is one sign, and Backspace behind it takes it away", () => {
  const { doc } = done(stateOf(two, FIRST + 6), baseKeymap.Backspace) as Transaction;
  const again = stateOf(doc, FIRST + 4);
  assert.equal(asSuggestion(again.tr.delete(FIRST + 4, FIRST + 6), again, pen)?.doc.eq(doc), true);
  const behind = stateOf(doc, FIRST + 7);
  const gone = asSuggestion(behind.tr.delete(FIRST + 6, FIRST + 7), behind, pen);
  assert.equal(shown(gone), "eins|zwei");
});

test("who deletes over the end of a paragraph strikes the words and joins what is left", () => {
  const state = stateOf(textOf(["eins"], ["zwei"], ["drei"]), FIRST + 2, FIRST + 14);
  const struck = asSuggestion(state.tr.deleteSelection(), state, pen);
  assert.equal(shown(struck), "ei[-ns-]|[+⤴+][-zwei-]|[+⤴+][-dr-]ei");
  const typed = asSuggestion(state.tr.insertText("x"), state, pen);
  assert.equal(shown(typed), "ei[-ns-][+x+]|[+⤴+][-zwei-]|[+⤴+][-dr-]ei");
});

test("the first paragraph of a section has none to be joined to: the next one takes its place", () => {
  const state = stateOf(two);
  const struck = asSuggestion(state.tr.delete(1, 7), state, pen);
  assert.equal(shown(struck), "[-eins-]|[+⤴+]zwei");
  const all = EditorState.create({ doc: two, selection: new AllSelection(two) });
  assert.equal(shown(asSuggestion(all.tr.delete(1, two.content.size - 1), all, pen)), "[-eins-]|[+⤴+][-zwei-]");
});

test("a heading, a list, numbers and a quote are signs, and pressing again takes them back", () => {
  const both = stateOf(two, FIRST, FIRST + 8);
  assert.equal(after(both, toHeading), "[+❶+]eins|[+❶+]zwei");
  assert.equal(after(both, toList), "[+•+]eins|[+•+]zwei");
  assert.equal(after(both, toList, toList), "eins|zwei");
  assert.equal(after(both, toList, toNumbers), "[+№+]eins|[+№+]zwei");
  assert.equal(after(both, wrapIn(blockquote as NodeType), toHeading), "[+❶+][+❝+]eins|[+❶+][+❝+]zwei");
});

test("an item leaves its list, and a heading becomes a paragraph", () => {
  const item = schema.node("listItem", null, schema.node("paragraph", null, schema.text("eins")));
  const title = schema.node("heading", { level: 1 }, schema.text("zwei"));
  const doc = schema.node("doc", null, [
    schema.node("section", { key: "goal" }, [schema.node("bulletList", null, [item, item]), title]),
  ]);
  assert.equal(after(stateOf(doc, FIRST + 2), liftListItem(listItem as NodeType)), "[+⇤+]eins|eins|zwei");
  assert.ok(done(stateOf(doc, FIRST + 10), sinkListItem(listItem as NodeType)) === null);
  const plain = setBlockType(paragraph as NodeType);
  assert.equal(after(stateOf(doc, doc.content.size - 4), plain), "eins|eins|[+❡+]zwei");
});

test("behind a suggested paragraph the sign is that paragraph's", () => {
  const sign = schema.text("¶", [
    schema.mark("break", { kind: "paragraph" }),
    schema.mark("insertion", { id: "mine-b" }),
  ]);
  assert.equal(after(stateOf(textOf(["eins", sign, "zwei"]), FIRST + 6), toList), "eins[+¶+][+•+]zwei");
  const { doc } = done(stateOf(textOf(["eins", sign, "zwei"]), FIRST + 6), toList) as Transaction;
  assert.equal(after(stateOf(doc, FIRST + 1), toList), "[+•+]eins[+¶+][+•+]zwei");
});

test("the title stays a plain line", () => {
  assert.ok(done(stateOf(sectionOf("title", ["Ziel"])), toHeading) === null);
});

function styles(doc: Node | undefined): string {
  const found: string[] = [];
  doc?.descendants(({ marks, text }) => {
    const wishes = marks.map(({ type, attrs }) =>
      type.name === "restyled" ? `${attrs.id} ${attrs.style}` : type.name,
    );
    if (text) found.push([text, ...wishes].join(" "));
  });
  return found.join("|");
}

test("how words look is a wish on them, and pressing again takes it back", () => {
  const bold = toggleMark(schema.marks.bold as MarkType);
  const wished = done(stateOf(two, FIRST, FIRST + 2), bold);
  assert.equal(styles(wished?.doc), "ei mine bold|ns|zwei");
  const { doc } = wished as Transaction;
  assert.equal(styles(done(stateOf(doc, FIRST, FIRST + 2), bold)?.doc), "eins|zwei");
  assert.equal(styles(done(stateOf(doc, FIRST, FIRST + 4), bold)?.doc), "eins mine bold|zwei");
});

test("bold words are wished plain, and own words are simply bold", () => {
  const bold = toggleMark(schema.marks.bold as MarkType);
  const strong = textOf([schema.text("eins", [schema.mark("bold")])]);
  assert.equal(styles(done(stateOf(strong, FIRST, FIRST + 4), bold)?.doc), "eins bold mine -bold");
  const own = textOf([marked("eins", ["insertion", "mine"])]);
  assert.equal(styles(done(stateOf(own, FIRST, FIRST + 4), bold)?.doc), "eins bold insertion");
});

test("another address is one wish", () => {
  const link = (href: string) => schema.mark("link", { href });
  const state = stateOf(textOf([schema.text("eins", [link("https://example.org/")])]));
  const { tr } = state;
  const changed = asSuggestion(tr.addMark(FIRST, FIRST + 4, link("https://example.com/")), state, pen);
  assert.equal(styles(changed?.doc), "eins link mine link:https://example.com/");
});

test("what a suggestion wishes is told with its words", () => {
  const joined = done(stateOf(two, FIRST + 6), baseKeymap.Backspace) as Transaction;
  const [one] = suggestedIn(joined.doc);
  assert.deepEqual(one?.wishes, [{ kind: "join", words: "" }]);
  assert.equal(one?.insertion, "");
  const bold = done(stateOf(two, FIRST, FIRST + 2), toggleMark(schema.marks.bold as MarkType)) as Transaction;
  assert.deepEqual(suggestedIn(bold.doc)[0]?.wishes, [{ kind: "bold", words: "ei" }]);
});

function sign(id: string, kind: Sign): Node {
  return schema.text(SIGNS[kind], [schema.mark("break", { kind }), schema.mark("insertion", { id })]);
}

test("what is wished of the words of two paragraphs is told apart", () => {
  const bold = (words: string) => schema.text(words, [schema.mark("restyled", { id: "a", style: "bold" })]);
  const [one] = suggestedIn(textOf([bold("eins")], [bold("zwei"), " und ", bold("drei")]));
  assert.deepEqual(one?.wishes, [{ kind: "bold", words: "eins … zwei … drei" }]);
});

test("a switch is on for the own wish, not for somebody else's", () => {
  const text = (id: string) =>
    textOf([sign(id, "bullets"), schema.text("eins", [schema.mark("restyled", { id, style: "bold" })])]);
  for (const [id, isOn] of [
    ["mine", true],
    ["other", false],
  ] as const) {
    const state = stateOf(text(id), FIRST + 1, FIRST + 5);
    assert.equal(isWishedHere(state, "bullets", isOwn), isOn);
    assert.equal(isLookWishedHere(state, "bold", isOwn), isOn);
  }
});

test("behind a suggested paragraph a switch tells what is wished of that part", () => {
  const text = textOf([sign("mine", "heading1"), "eins", sign("mine", "paragraph"), sign("mine", "bullets"), "zwei"]);
  const on = (place: number) =>
    (["heading1", "bullets"] as const).filter((kind) => isWishedHere(stateOf(text, place), kind, isOwn));
  assert.deepEqual([on(FIRST + 3), on(FIRST + 9)], [["heading1"], ["bullets"]]);
});

test("who wishes the same of a line or of words is a rival", () => {
  const rivals = suggestedIn(textOf(["null"], [sign("a", "join"), sign("b", "join"), sign("c", "bullets"), "eins"]));
  assert.deepEqual(
    rivals.map((one) => [...one.rivals].join()),
    ["b", "a", ""],
  );
});
