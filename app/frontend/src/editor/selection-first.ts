// A key acts where the browser shows the cursor. ProseMirror learns of a click by an event that comes later; a busy page
// handles the next key before it, and End, Enter or Backspace would act where the cursor was before the click.
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { flushTyped } from "./carets";

function readSelection(view: EditorView): boolean {
  if (!view.composing) flushTyped(view);
  return false;
}

export const SelectionFirst = Extension.create({
  name: "selectionFirst",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { keydown: readSelection } } })],
});
