// Typing over a selection. Left to the browser, it keeps the look of what was there by style attributes, which the policy
// forbids and reports; here the letter replaces the selection in the text itself.
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

function typeOver(view: EditorView, event: InputEvent): boolean {
  const { selection, tr } = view.state;
  const isLetter = event.inputType === "insertText" && !event.isComposing && event.data !== null;
  if (!isLetter || selection.empty || !selection.$from.sameParent(selection.$to)) return false;
  event.preventDefault();
  view.dispatch(tr.insertText(event.data).scrollIntoView());
  return true;
}

export const TypeOver = Extension.create({
  name: "typeOver",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { beforeinput: typeOver } } })],
});
