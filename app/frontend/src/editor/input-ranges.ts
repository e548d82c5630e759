// What the browser is about to delete or replace, as a range of the text. Left to itself it changes the page first, and what
// it leaves of insertions and struck words there cannot be told from new words.
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { flushTyped } from "./carets";

/** The words that come instead; null for what is no such change. */
function wordsOf({ inputType, data, dataTransfer }: InputEvent): string | null {
  if (inputType === "insertReplacementText") return data ?? dataTransfer?.getData("text/plain") ?? null;
  const isDeleting = inputType.startsWith("delete") && !inputType.startsWith("deleteBy"); // not by cutting or dragging
  return isDeleting ? "" : null;
}

function change(view: EditorView, event: InputEvent): boolean {
  const [range] = event.getTargetRanges();
  const words = wordsOf(event);
  if (range === undefined || words === null || !event.cancelable || view.composing) return false;
  const from = view.posAtDOM(range.startContainer, range.startOffset);
  const to = view.posAtDOM(range.endContainer, range.endOffset);
  event.preventDefault();
  const { tr } = view.state;
  if (from < to) view.dispatch((words === "" ? tr.delete(from, to) : tr.insertText(words, from, to)).scrollIntoView());
  return true;
}

/**
 * Who composes a word over others strikes those first: what is struck during it would end it, and double its letters. The word
 * comes before them, for the browser counts its place from where the selection began.
 */
function strikeFirst(view: EditorView): boolean {
  flushTyped(view);
  const { empty, from } = view.state.selection;
  if (empty) return false;
  view.dispatch(view.state.tr.deleteSelection());
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(from))));
  return false;
}

/** Takes these changes out of the browser's hands, as long as `isOn`. */
export function inputRanges(isOn: () => boolean): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (view, event) => isOn() && change(view, event),
        compositionstart: (view) => isOn() && strikeFirst(view),
      },
    },
  });
}
