import assert from "node:assert/strict";
import { test } from "node:test";
import { getSchema } from "@tiptap/core";
import { EditorState } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { printable, withPlainLineEnds } from "../../src/editor/printable";
import { nodesAndMarks } from "../../src/editor/schema";

const schema = getSchema(nodesAndMarks());
const END = 6;

/** A text „Ziel“ with the cursor's place END behind it. */
function state(): EditorState {
  const content = [{ type: "paragraph", content: [{ type: "text", text: "Ziel" }] }];
  const doc = schema.nodeFromJSON({ type: "doc", content: [{ type: "section", attrs: { key: "goal" }, content }] });
  return EditorState.create({ doc, plugins: [printable] });
}

function typed(words: string): string {
  const { tr } = state();
  return state().apply(tr.insertText(words, END)).doc.textContent;
}

test("of what is typed or pasted only the control characters are lost", () => {
  assert.equal(typed("\u0000a\u0001b\u001bc\u007fd\u009fe\ufffe"), "Zielabcde");
});

test("half of a letter that counts as two is taken out, a whole one stays", () => {
  assert.equal(typed("a\ud83db\ude00c😀"), "Zielabc😀");
  assert.equal(typed("a\u{1fffe}b"), "Zielab");
});

test("tabs, line feeds and invisible letters of the world's scripts stay", () => {
  const words = "\t\n\u00a0\u00ad\u200d👩‍👩‍👧";
  assert.equal(typed(words), `Ziel${words}`);
});

test("what ended a line elsewhere does not glue two words together", () => {
  assert.equal(typed(" eins\u000bzwei\u000cdrei\rvier\u0085fünf"), "Ziel eins zwei drei vier fünf");
  assert.equal(withPlainLineEnds("eins\u000bzwei\u000cdrei\u0085vier"), "eins\nzwei\ndrei\nvier");
});

test("the marks of the words around stay", () => {
  const before = state();
  const bold = schema.text("a\u0000b", [schema.mark("bold")]);
  const after = before.apply(before.tr.insert(END, bold));
  assert.equal(after.doc.nodeAt(END)?.text, "ab");
  assert.deepEqual(
    after.doc.nodeAt(END)?.marks.map(({ type }) => type.name),
    ["bold"],
  );
});

test("what comes from the others is left as it is until somebody writes there", () => {
  const before = state();
  const theirs = before.apply(before.tr.insertText("\u0000", END).setMeta(ySyncPluginKey, { isChangeOrigin: true }));
  assert.equal(theirs.doc.textContent, "Ziel\u0000");
  assert.equal(theirs.apply(theirs.tr.insertText("e", END)).doc.textContent, "Ziele");
});
