// The look of who wrote what in the text, as long as somebody wants to see it.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { fits, type Piece, piecesOf, type Run, runsOf } from "./authorship";
import { flushTyped } from "./carets";

export interface WrittenOptions {
  isShown: ReadonlySignal<boolean>;
  /** What is known of the writers; when it changes, the text is looked at anew. */
  known: ReadonlySignal<unknown>;
  nameAuthors: (client: number) => (run: Run) => string;
  lookOf: (author: string) => string;
  onRead: (pieces: Piece[], runs: Run[]) => void;
}

/** Own letters reach Yjs after the editor, and while somebody types nothing else is to be done. */
const QUIET_MS = 300;

const key = new PluginKey<DecorationSet>("written");

export const Written = Extension.create<WrittenOptions>({
  name: "written",
  addOptions: () => ({
    isShown: signal(false),
    known: signal(null),
    nameAuthors: () => () => "",
    lookOf: () => "",
    onRead: () => undefined,
  }),

  addProseMirrorPlugins() {
    const { options } = this;
    const plugin = new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) => drawn(transaction, before, options),
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => follow(view, options),
    });
    return [plugin];
  },
});

function drawn(transaction: Transaction, before: DecorationSet, { isShown, lookOf }: WrittenOptions): DecorationSet {
  if (!isShown.peek()) return DecorationSet.empty;
  const pieces: Piece[] | undefined = transaction.getMeta(key);
  return pieces ? decorations(transaction.doc, pieces, lookOf) : before.map(transaction.mapping, transaction.doc);
}

function decorations(text: Node, pieces: readonly Piece[], lookOf: (author: string) => string): DecorationSet {
  const looks = pieces.map((piece) => ({ ...piece, look: lookOf(piece.author) })).filter(({ look }) => look !== "");
  const all = looks.map(({ from, to, look }) => Decoration.inline(from, to, { class: look }));
  return DecorationSet.create(text, all);
}

/** Read the text anew after each pause, and as soon as somebody wants to see it. */
function follow(view: EditorView, options: WrittenOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (!view.isDestroyed) read(view, options);
  };
  const stop = effect(() => {
    options.known.value;
    options.isShown.value;
    timer = setTimeout(look); // not among the effects: it writes what others read
  });
  return {
    update: ({ state }: EditorView, before: EditorState) => {
      if (!options.isShown.peek() || state.doc === before.doc) return;
      clearTimeout(timer);
      timer = setTimeout(look, QUIET_MS);
    },
    destroy: () => {
      clearTimeout(timer);
      stop();
    },
  };
}

function read(view: EditorView, { isShown, nameAuthors, onRead }: WrittenOptions): void {
  const { type, doc } = ySyncPluginKey.getState(view.state) ?? {};
  const runs = isShown.peek() && type ? runsOf(type) : [];
  if (isShown.peek() && !fits(view.state.doc, runs)) return; // the editor and Yjs are about to meet, which is an update
  const pieces = doc ? piecesOf(runs, nameAuthors(doc.clientID)) : [];
  onRead(pieces, runs);
  flushTyped(view);
  view.dispatch(view.state.tr.setMeta(key, pieces).setMeta("addToHistory", false));
}
