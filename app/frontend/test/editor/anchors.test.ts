import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, type DecorationSet } from "@tiptap/pm/view";
import { anchorPlugin, referenceAt } from "../../src/editor/anchors";
import { changedLine } from "../../src/editor/changed-line";
import { type Suggested, suggestedIn } from "../../src/editor/suggested";
import { marked, schema, textOf } from "./texts";

const draw = (places: Suggested[]) =>
  places.flatMap(({ id, from, to }, index) => [
    Decoration.inline(from, to, { class: id }),
    referenceAt(to, { id, number: index, label: id, look: "", onChosen: () => undefined }),
  ]);

function pluginFor() {
  const nothing = { attribute: "data-suggestion", onMoved: () => undefined, onTouched: () => undefined };
  return anchorPlugin({ name: "one", find: suggestedIn, known: signal(0), draw, isOneByOne: true, ...nothing });
}

function shown(state: EditorState): string[] {
  const set = state.plugins[0]?.props.decorations?.call(state.plugins[0], state) as DecorationSet;
  return set
    .find()
    .map(({ from, to, spec }) => `${from}-${to} ${spec.key ?? ""}`)
    .sort();
}

const text = textOf(
  ["eins ", marked("zwei", ["insertion", "a"]), " drei"],
  [marked("vier", ["deletion", "b"]), " fünf ", marked("sechs", ["insertion", "c"])],
  ["sieben ", marked("acht", ["deletion", "c"])],
);

/** After a change the plugin shows what it would show if it had begun with the changed text. */
function isAsDrawnAnew(act: (transaction: Transaction) => Transaction): void {
  const plugins = [pluginFor()];
  const state = EditorState.create({ doc: text, plugins });
  const after = state.apply(act(state.tr));
  assert.deepEqual(shown(after), shown(EditorState.create({ doc: after.doc, plugins: [pluginFor()] })));
}

function placeOf(words: string): number {
  let found = 0;
  text.descendants((node: Node, position) => {
    const at = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at >= 0) found = position + at;
  });
  return found;
}

test("after typing anywhere the marks stand as if drawn anew", () => {
  for (let place = 2; place < text.content.size - 2; place += 1)
    if (text.resolve(place).parent.isTextblock) isAsDrawnAnew((change) => change.insertText("x", place));
});

test("after deleting anything within a line the marks stand as if drawn anew", () => {
  for (let from = 2; from < text.content.size - 2; from += 1)
    for (let to = from + 1; to < text.content.size - 2; to += 1) {
      const [$from, $to] = [text.resolve(from), text.resolve(to)];
      if ($from.parent.isTextblock && $from.sameParent($to)) isAsDrawnAnew((change) => change.delete(from, to));
    }
});

test("after a change of marks, in two lines or of lines they stand as if drawn anew", () => {
  const [from, to] = [placeOf("drei"), placeOf("fünf")];
  isAsDrawnAnew((change) => change.addMark(from, from + 4, schema.mark("insertion", { id: "d" })));
  isAsDrawnAnew((change) => change.insertText("x", to).insertText("y", from));
  isAsDrawnAnew((change) => change.delete(from, to));
  isAsDrawnAnew((change) => change.split(from));
  isAsDrawnAnew((change) => change.insert(from, schema.text("neu", [schema.mark("insertion", { id: "d" })])));
});

test("a change of words in one line is one, any other is not", () => {
  const { tr } = EditorState.create({ doc: text });
  const from = placeOf("drei");
  assert.deepEqual(changedLine(tr.insertText("x", from)), { from: 2, to: 17 });
  assert.equal(changedLine(EditorState.create({ doc: text }).tr.split(from)), null);
  assert.equal(changedLine(EditorState.create({ doc: text }).tr.delete(from, placeOf("fünf"))), null);
});
