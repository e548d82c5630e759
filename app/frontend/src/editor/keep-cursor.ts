// Keeps the own cursor where it is while others write. y-tiptap 3.0.9 takes every edit in the same section for a moved
// block and puts the cursor back to its old distance from the block's start, so that typing together garbles the words.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, type PluginView, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Doc, RelativePosition } from "yjs";
import { absoluteOf, relativeOf } from "./positions";

interface Kept {
  anchor: RelativePosition;
  head: RelativePosition;
}

/** The selection in Yjs' words; null if it is more than a range of text. */
function keptOf(state: EditorState): Kept | null {
  if (!(state.selection instanceof TextSelection)) return null;
  const [anchor, head] = [relativeOf(state, state.selection.anchor), relativeOf(state, state.selection.head)];
  return anchor === null || head === null ? null : { anchor, head };
}

/** The selection where it belongs now; null if its place is gone, so that y-tiptap's guess is as good as any. */
function restored(state: EditorState, kept: Kept): TextSelection | null {
  const [anchor, head] = [absoluteOf(state, kept.anchor), absoluteOf(state, kept.head)];
  if (anchor === null || head === null) return null;
  const [$anchor, $head] = [state.doc.resolve(anchor), state.doc.resolve(head)];
  const isInText = $anchor.parent.isTextblock && $head.parent.isTextblock;
  return isInText ? new TextSelection($anchor, $head) : null;
}

export const KeepCursor = Extension.create({
  name: "keepCursor",

  addProseMirrorPlugins() {
    let kept: Kept | null = null;
    const remember = (view: EditorView): PluginView => {
      const doc: Doc = ySyncPluginKey.getState(view.state).doc;
      const before = () => {
        kept = keptOf(view.state);
      };
      doc.on("beforeAllTransactions", before);
      return { destroy: () => doc.off("beforeAllTransactions", before) };
    };
    const restore = (transactions: readonly Transaction[], _before: EditorState, after: EditorState) => {
      const others = transactions.map((one) => one.getMeta(ySyncPluginKey)).find((meta) => meta?.isChangeOrigin);
      if (kept === null || others === undefined || others.isUndoRedoOperation) return null;
      const selection = restored(after, kept);
      if (selection === null || selection.eq(after.selection)) return null;
      return after.tr.setSelection(selection).setMeta(ySyncPluginKey, others);
    };
    return [new Plugin({ view: remember, appendTransaction: restore })];
  },
});
