import assert from "node:assert/strict";
import { test } from "node:test";
import { baseKeymap, lift, setBlockType, toggleMark, wrapIn } from "@tiptap/pm/commands";
import { Fragment, type MarkType, type Node, type NodeType, Slice } from "@tiptap/pm/model";
import { liftListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, EditorState, type Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { prosemirrorToYDoc, updateYFragment, yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { asSuggestion } from "../../src/editor/rewriting";
import { ROOT } from "../../src/editor/schema";
import { suggestedIn } from "../../src/editor/suggested";
import { marked, schema, textOf, withoutOwn } from "./texts";

type Chance = (below: number) => number;

/** The same numbers for the same seed (mulberry32). */
function chanceOf(seed: number): Chance {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const WORDS = ["a", "aa", "ab ", "Länder", "b", " "];

function wordsBy(chance: Chance): string {
  return WORDS[chance(WORDS.length)] ?? "a";
}

function somewhere(text: Node, chance: Chance): Selection {
  const [one, other] = [chance(text.content.size + 1), chance(text.content.size + 1)];
  const far = chance(3) === 0 ? other : Math.min(one + chance(4), text.content.size);
  return TextSelection.between(text.resolve(one), text.resolve(chance(3) === 0 ? one : far));
}

function pressed(state: EditorState, key: string): Transaction {
  return made(state, baseKeymap[key]);
}

function made(state: EditorState, command: Command | undefined): Transaction {
  let transaction = state.tr;
  command?.(state, (one) => {
    transaction = one;
  });
  return transaction;
}

const { heading, paragraph, bulletList, orderedList, listItem, blockquote } = schema.nodes;
/** What the toolbar does. */
const COMMANDS: Command[] = [
  setBlockType(heading as NodeType, { level: 1 }),
  setBlockType(paragraph as NodeType),
  wrapInList(bulletList as NodeType),
  wrapInList(orderedList as NodeType),
  liftListItem(listItem as NodeType),
  wrapIn(blockquote as NodeType),
  lift,
  toggleMark(schema.marks.bold as MarkType),
  toggleMark(schema.marks.link as MarkType, { href: "https://example.org/" }),
];

/** Something that somebody does with keys, the mouse or the clipboard. */
const ACTS: ((state: EditorState, chance: Chance) => Transaction)[] = [
  ({ tr }, chance) => tr.insertText(wordsBy(chance)),
  ({ tr, selection: { from } }) => (from > 2 ? tr.delete(from - 1, from) : tr),
  ({ tr, selection: { to }, doc }) => (to < doc.content.size - 2 ? tr.delete(to, to + 1) : tr),
  ({ tr }) => tr.deleteSelection(),
  ({ tr }, chance) => {
    const blocks = [wordsBy(chance), wordsBy(chance)].map((words) =>
      schema.node("paragraph", null, schema.text(words)),
    );
    return tr.replaceSelection(new Slice(Fragment.from(blocks), chance(2), 1));
  },
  ({ tr, selection, doc }, chance) => {
    const slice = selection.content();
    const place = tr.deleteSelection().mapping.map(somewhere(doc, chance).from);
    return tr.replaceRange(place, place, slice);
  },
  (state) => pressed(state, "Enter"),
  (state) => pressed(state, "Backspace"),
  (state) => pressed(state, "Delete"),
  (state, chance) => made(state, COMMANDS[chance(COMMANDS.length)]),
  (state, chance) => made(state, COMMANDS[chance(COMMANDS.length)]),
];

function act(doc: Node, chance: Chance, isOwn: (id: string) => boolean, id: string): Node {
  const state = EditorState.create({ doc, selection: somewhere(doc, chance) });
  const transaction = ACTS[chance(ACTS.length)]?.(state, chance);
  if (!transaction?.docChanged) return doc;
  const suggestion = asSuggestion(transaction, state, { id, isOwn });
  suggestion?.doc.check();
  return suggestion?.doc ?? doc;
}

/** A text with what others have left in it. */
const original = textOf(
  ["Die ", marked("Länder sollen", ["comment", "c1"]), marked("neu", ["insertion", "theirs"]), " Angebote"],
  [marked("streichen", ["deletion", "theirs"]), " überführen", schema.node("hardBreak"), "aaab"],
  [],
  [marked("angenommen", ["origin", "old"])],
);
const withList = original.type.create(null, [
  original.child(0).copy(
    original.child(0).content.append(
      Fragment.from([
        schema.node(
          "bulletList",
          null,
          ["eins", "zwei"].map((words) => schema.node("listItem", null, block(words))),
        ),
        schema.node("blockquote", null, [block("Zitat"), schema.node("heading", { level: 1 }, schema.text("Titel"))]),
      ]),
    ),
  ),
]);

function block(words: string): Node {
  return schema.node("paragraph", null, schema.text(words));
}

test("whatever somebody does in suggest mode, without their own suggestions the text is what it was", () => {
  const isOwn = (id: string) => id.startsWith("mine");
  for (let seed = 0; seed < 5; seed += 1) {
    const chance = chanceOf(seed);
    let doc = withList;
    for (let turn = 0; turn < 300; turn += 1) {
      doc = act(doc, chance, isOwn, `mine${chance(4)}`);
      assert.deepEqual(withoutOwn(doc, isOwn).toJSON(), withList.toJSON(), `seed ${seed}, turn ${turn}`);
    }
    assert.ok(suggestedIn(doc).some(({ id }) => isOwn(id)));
  }
});

/** One person's document and what they see. */
class Desk {
  readonly doc = new Y.Doc();

  constructor(
    readonly name: string,
    client: number,
  ) {
    this.doc.clientID = client;
  }

  get text(): Node {
    return yXmlFragmentToProseMirrorRootNode(this.doc.getXmlFragment(ROOT), schema);
  }

  readonly isOwn = (id: string): boolean => id.startsWith(this.name);

  act(chance: Chance): void {
    const after = act(this.text, chance, this.isOwn, `${this.name}${chance(3)}`);
    const meta = { mapping: new Map(), isOMark: new Map() };
    this.doc.transact(() => updateYFragment(this.doc, this.doc.getXmlFragment(ROOT), after, meta));
  }

  learn(other: Desk): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(this.doc)));
  }
}

function desksOf(text: Node): [Desk, Desk] {
  const desks: [Desk, Desk] = [new Desk("anna", 1), new Desk("ben", 2)];
  const update = Y.encodeStateAsUpdate(prosemirrorToYDoc(text, ROOT));
  for (const { doc } of desks) Y.applyUpdate(doc, update);
  return desks;
}

/** Two people act in turns, and learn of each other with a chance of one in `pause`. */
function together(seed: number, pause: number): [Desk, Desk] {
  const chance = chanceOf(seed);
  const [anna, ben] = desksOf(withList);
  for (let turn = 0; turn < 30; turn += 1) {
    (chance(2) === 0 ? anna : ben).act(chance);
    if (chance(pause) === 0) anna.learn(ben);
    if (chance(pause) === 0) ben.learn(anna);
  }
  anna.learn(ben);
  ben.learn(anna);
  return [anna, ben];
}

test("two who suggest see the same, and without their suggestions the text is what it was", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const [anna, ben] = together(seed, 1);
    assert.deepEqual(anna.text.toJSON(), ben.text.toJSON(), `seed ${seed}`);
    const left = withoutOwn(withoutOwn(anna.text, anna.isOwn), ben.isOwn);
    assert.deepEqual(left.toJSON(), withList.toJSON(), `seed ${seed}`);
  }
});

// Where both write at the same place at once, Yjs can put a mark's end elsewhere; the server refuses the later of the two.
test("two who suggest at the same place without knowing of each other see the same in the end", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const [anna, ben] = together(seed, 4);
    assert.deepEqual(anna.text.toJSON(), ben.text.toJSON(), `seed ${seed}`);
  }
});

test("a wished look stands under the key that the server expects (tests/drafts/test_shapes.py has the same)", () => {
  const long = `link:https://example.org/${"a".repeat(200)}`;
  const wishes = [
    ["a", "-bold"],
    ["b", long],
  ].map(([id, style]) => schema.mark("restyled", { id, style }));
  const doc = prosemirrorToYDoc(textOf([schema.text("x", wishes)]), ROOT);
  const keys = JSON.stringify(doc.getXmlFragment(ROOT).toJSON());
  for (const key of ["restyled--vD2pbZ4v", "restyled--k3KWEm/X"]) assert.ok(keys.includes(key), keys);
});
