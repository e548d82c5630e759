// Suggest mode: what the person does comes into the text as a suggestion. Undoing, and what the others do, pass as they are.
import { Extension } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import { newKey } from "../http";
import { isOwn } from "./guard";
import { inputRanges } from "./input-ranges";
import { isOfLook } from "./restyling";
import { asAccepted, asSuggestion } from "./rewriting";
import { type Leave, touchedIn } from "./section-rights";
import { isShaping } from "./shaping";
import { suggestedIn } from "./suggested";

export interface SuggestingOptions {
  /** What becomes of the person's edits in a section. */
  leaveIn: (key: string) => Leave;
  /** Told when something was not done because it would have changed a closed section. */
  onClosed: () => void;
  /** Whether a suggestion is the person's. */
  isMine: (id: string) => boolean;
  /** The person suggests under this id from now on. */
  onBegun: (id: string) => void;
  /** Told when something was not done because nobody can suggest it. */
  onBlocked: () => void;
}

const BURST_MS = 5_000;
const ID_LENGTH = 16;

/** Steps back would lead into words that are not the person's own any more: the server would refuse them. */
export function forgetUndo(state: EditorState): void {
  yUndoPluginKey.getState(state)?.undoManager.clear();
}

/** Whether others have taken a suggestion of one's own out of the text: it is decided. */
export function losesOwn(transaction: Transaction, isMine: (id: string) => boolean): boolean {
  const sync = transaction.getMeta(ySyncPluginKey);
  if (!sync?.isChangeOrigin || sync.isUndoRedoOperation) return false;
  const mine = suggestedIn(transaction.before).filter(({ id }) => isMine(id));
  if (mine.length === 0) return false;
  const left = new Set(suggestedIn(transaction.doc).map(({ id }) => id));
  return mine.some(({ id }) => !left.has(id));
}

/** The ids of suggestions: one for what is written at one place without a longer pause. */
class Burst {
  private id = "";
  private until = 0;

  next(): string {
    const now = Date.now();
    if (now >= this.until) this.id = newKey().slice(0, ID_LENGTH);
    this.until = now + BURST_MS;
    return this.id;
  }

  end(): void {
    this.until = 0;
  }
}

export const Suggesting = Extension.create<SuggestingOptions, { burst: Burst }>({
  name: "suggesting",
  addOptions: () => ({
    leaveIn: () => "write",
    isMine: () => false,
    onBegun: () => undefined,
    onBlocked: () => undefined,
    onClosed: () => undefined,
  }),
  addStorage: () => ({ burst: new Burst() }),

  addProseMirrorPlugins() {
    const isOn = () => this.options.leaveIn(sectionAt(this.editor.state)) === "suggest";
    return [inputRanges(isOn)];
  },

  dispatchTransaction({ transaction, next }) {
    const { leaveIn, isMine, onBegun, onBlocked, onClosed } = this.options;
    const { burst } = this.storage;
    const isDecided = losesOwn(transaction, isMine);
    if (isDecided) forgetUndo(this.editor.state);
    const isApart = isShaping(transaction) || transaction.steps.some(isOfLook);
    if (isDecided || isApart || goesElsewhere(transaction)) burst.end();
    if (!isOwn(transaction) || !transaction.docChanged) return next(transaction);
    const leaves = touchedIn(transaction).map(leaveIn);
    if (leaves.includes("closed")) return onClosed();
    if (!leaves.includes("suggest")) return next(asAccepted(transaction));
    const id = burst.next();
    const suggestion = asSuggestion(transaction, this.editor.state, { id, isOwn: (one) => one === id || isMine(one) });
    if (suggestion === null) return onBlocked();
    onBegun(id);
    next(suggestion);
    if (isApart) burst.end();
  },
});

/** The key of the section that the cursor is in. */
function sectionAt({ selection }: EditorState): string {
  return String(selection.$from.node(1)?.attrs.key);
}

function goesElsewhere(transaction: Transaction): boolean {
  return isOwn(transaction) && transaction.selectionSet && !transaction.docChanged;
}
