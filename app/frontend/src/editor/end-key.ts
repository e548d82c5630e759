// The End key in a line that ends with a comment's number or somebody's cursor: Chromium finds no place to write behind
// those and jumps to the end of the whole text, so that the next words land in another section.
import { Extension } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** Go to the end of the paragraph if it ends in the line of the cursor; otherwise the browser knows the line's end. */
function toEnd(view: EditorView, isSelecting: boolean): boolean {
  const { $head, anchor } = view.state.selection;
  if (!$head.parent.isTextblock) return false;
  const end = $head.end();
  const isSameLine = view.coordsAtPos(end).top < view.coordsAtPos($head.pos).bottom;
  if (isSameLine) {
    const selection = TextSelection.create(view.state.doc, isSelecting ? anchor : end, end);
    view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
  }
  return isSameLine;
}

export const EndKey = Extension.create({
  name: "endKey",
  addKeyboardShortcuts() {
    return {
      End: ({ editor }) => toEnd(editor.view, false),
      "Shift-End": ({ editor }) => toEnd(editor.view, true),
    };
  },
});
