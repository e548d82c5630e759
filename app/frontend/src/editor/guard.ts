// The sections stay: nobody deletes, adds, moves or renames one. The server refuses it too; here it does not even happen.
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { TITLE } from "./sections";

export interface GuardOptions {
  /** Told when something was not done because it would have touched a section. */
  onKept: () => void;
}

/** Whether `after` has the very sections of `before`, and the title is at most one paragraph. */
export function keepsSections(before: Node, after: Node): boolean {
  return keys(before).join() === keys(after).join() && titleFits(after);
}

function keys(text: Node): string[] {
  return text.children.map((child) => String(child.attrs.key));
}

function titleFits(text: Node): boolean {
  const title = text.children.find((child) => child.attrs.key === TITLE);
  const blocks = title?.children ?? [];
  return blocks.length === 0 || (blocks.length === 1 && blocks[0]?.type.name === "paragraph");
}

/** What comes from Yjs is what everybody has; only the person's own wishes are judged. */
export function isOwn(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey) === undefined;
}

/** Delete what is selected; of sections that are selected as a whole, their words. Null if one section holds it all. */
export function emptiedAcross(state: EditorState): Transaction | null {
  const { from, to, $from, $to } = state.selection;
  if (from === to || $from.index(0) === $to.index(0)) return null;
  const transaction = state.tr;
  const ranges: [number, number][] = [];
  state.doc.forEach((part, offset) => {
    const inside = { start: offset + 1, end: offset + part.nodeSize - 1 };
    const [start, end] = [Math.max(from, inside.start), Math.min(to, inside.end)];
    if (start < end) ranges.push([start, end]);
  });
  for (const [start, end] of ranges.reverse()) empty(transaction, start, end);
  return transaction.setSelection(
    Selection.near(transaction.doc.resolve(Math.min(from, transaction.doc.content.size))),
  );
}

/** Delete a range within one section; a section of which nothing would be left keeps an empty paragraph. */
function empty(transaction: Transaction, start: number, end: number): void {
  const $start = transaction.doc.resolve(start);
  const whole = $start.depth === 1 && end === $start.end(1);
  const paragraph = transaction.doc.type.schema.nodes.paragraph?.create();
  if (whole && start === $start.start(1) && paragraph) transaction.replaceWith(start, end, paragraph);
  else transaction.deleteRange(start, end);
}

/** In the title, Enter goes on to the next section. */
function leaveTitle(state: EditorState, dispatch?: (transaction: Transaction) => void): boolean {
  const { $from, $to } = state.selection;
  if ($from.node(1)?.attrs.key !== TITLE) return false;
  if ($to.sameParent($from)) {
    const next = TextSelection.near(state.doc.resolve($from.after(1) + 1));
    dispatch?.(state.tr.setSelection(next).scrollIntoView());
  }
  return true;
}

/** Keeps the sections, and lets deleting and typing over several of them empty each. */
export const Guard = Extension.create<GuardOptions>({
  name: "guard",
  priority: 1_100, // before the keys of paragraphs and lists
  addOptions: () => ({ onKept: () => undefined }),

  addKeyboardShortcuts() {
    const clear = () => {
      const emptied = emptiedAcross(this.editor.state);
      if (emptied) this.editor.view.dispatch(emptied);
      return emptied !== null;
    };
    const leave = () => leaveTitle(this.editor.state, this.editor.view.dispatch);
    const select = () => selectSection(this.editor.state, this.editor.view.dispatch);
    const clearing = { Backspace: clear, Delete: clear, "Mod-Backspace": clear, "Mod-Delete": clear };
    return { ...clearing, Enter: leave, "Shift-Enter": leave, "Mod-a": select };
  },

  addProseMirrorPlugins() {
    const { onKept } = this.options;
    const guard = new Plugin({
      filterTransaction: (transaction, state) => {
        if (!transaction.docChanged || !isOwn(transaction)) return true;
        const kept = keepsSections(state.doc, transaction.doc);
        if (!kept) onKept();
        return kept;
      },
      props: {
        handleTextInput: (view, _from, _to, words) => {
          const emptied = emptiedAcross(view.state);
          if (emptied) view.dispatch(emptied.insertText(words));
          return emptied !== null;
        },
        handleDOMEvents: { cut: cutAcross },
        handlePaste: (view, event) => pastedIntoTitle(view.state, view.dispatch, event),
      },
    });
    return [guard];
  },
});

/** "Select all" means the section first, and the whole text the second time. */
function selectSection(state: EditorState, dispatch: (transaction: Transaction) => void): boolean {
  const { $from, $to, from, to } = state.selection;
  if ($from.depth === 0 || $from.index(0) !== $to.index(0)) return false;
  const whole = TextSelection.between(state.doc.resolve($from.start(1)), state.doc.resolve($from.end(1)));
  if (!whole.empty && from <= whole.from && whole.to <= to) return false;
  dispatch(state.tr.setSelection(whole));
  return true;
}

/** Cutting over several sections empties each; what was cut is in the clipboard all the same. */
function cutAcross(view: EditorView, event: ClipboardEvent): boolean {
  const emptied = emptiedAcross(view.state);
  if (emptied === null || event.clipboardData === null) return false;
  const { dom, text } = view.serializeForClipboard(view.state.selection.content());
  event.preventDefault();
  event.clipboardData.setData("text/html", dom.innerHTML);
  event.clipboardData.setData("text/plain", text);
  view.dispatch(emptied);
  return true;
}

/** Into the title goes one line of plain text, whatever was copied. */
function pastedIntoTitle(
  state: EditorState,
  dispatch: (transaction: Transaction) => void,
  event: ClipboardEvent,
): boolean {
  const { $from, $to } = state.selection;
  if ($from.node(1)?.attrs.key !== TITLE || !$to.sameParent($from)) return false;
  const words = event.clipboardData?.getData("text/plain").replace(/\s+/g, " ").trim() ?? "";
  dispatch(state.tr.insertText(words).scrollIntoView());
  return true;
}
