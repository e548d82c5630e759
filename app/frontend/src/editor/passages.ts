// The commented passages: where they are, their numbers in the text, and the way from a passage to its comment.
import { type ReadonlySignal, signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { t } from "../words";
import { flushTyped } from "./carets";

export interface Passage {
  /** The comment's id. */
  id: string;
  from: number;
  to: number;
}

export interface PassagesOptions {
  /** The comments that are done: their passages step back. */
  settled: ReadonlySignal<Set<string>>;
  onMoved: (passages: Passage[]) => void;
  /** The number behind a passage was pressed: the person wants to its comment. */
  onChosen: (id: string) => void;
  /** The passage itself was clicked: perhaps to write in it. */
  onTouched: (id: string) => void;
}

interface Shown {
  passages: Passage[];
  settled: Set<string>;
  marks: DecorationSet;
}

const key = new PluginKey<Shown>("passages");

/** The passages of a text, each once, in its order; one that others cut in two reaches from its first to its last word. */
export function passagesIn(text: Node): Passage[] {
  const found = new Map<string, Passage>();
  text.descendants((node, position) => {
    for (const { type, attrs } of node.marks) {
      if (type.name !== "comment") continue;
      const passage = found.get(attrs.id) ?? { id: attrs.id, from: position, to: position };
      found.set(attrs.id, { ...passage, to: position + node.nodeSize });
    }
  });
  return [...found.values()];
}

/** The number behind a passage. It can be reached with Tab, which the text around it cannot. */
function reference(passage: Passage, number: number, isDone: boolean, onChosen: (id: string) => void): HTMLElement {
  const link = document.createElement("a");
  link.className = isDone ? "kw-ref kw-ref--settled" : "kw-ref";
  link.href = `#note-${passage.id}`;
  link.contentEditable = "false";
  link.textContent = String(number);
  link.setAttribute(
    "aria-label",
    isDone ? t("Kommentar %(number)s, erledigt", { number }) : t("Kommentar %(number)s", { number }),
  );
  link.addEventListener("click", (event) => {
    event.preventDefault();
    onChosen(passage.id);
  });
  return link;
}

function decorations(passage: Passage, number: number, isDone: boolean, onChosen: (id: string) => void): Decoration[] {
  const link = Decoration.widget(passage.to, () => reference(passage, number, isDone, onChosen), {
    side: -1,
    key: `${passage.id}-${number}-${isDone}`,
    ignoreSelection: true,
    stopEvent: () => true,
  });
  // The open ones are painted, not the done ones quietened: passages overlap.
  return isDone ? [link] : [Decoration.inline(passage.from, passage.to, { class: "kw-open" }), link];
}

function showSettled(view: EditorView, done: Set<string>): void {
  if (key.getState(view.state)?.settled === done) return;
  flushTyped(view);
  view.dispatch(view.state.tr.setMeta(key, done).setMeta("addToHistory", false));
}

export const Passages = Extension.create<PassagesOptions>({
  name: "passages",
  addOptions: () => ({
    settled: signal(new Set()),
    onMoved: () => undefined,
    onChosen: () => undefined,
    onTouched: () => undefined,
  }),

  addProseMirrorPlugins() {
    const { settled, onMoved, onChosen, onTouched } = this.options;
    const shown = (text: Node, done: Set<string>): Shown => {
      const passages = passagesIn(text);
      const marks = passages.flatMap((passage, index) =>
        decorations(passage, index + 1, done.has(passage.id), onChosen),
      );
      return { passages, settled: done, marks: DecorationSet.create(text, marks) };
    };
    const plugin = new Plugin({
      key,
      state: {
        init: (_, state) => shown(state.doc, settled.value),
        apply: (transaction, before) => {
          const done: Set<string> = transaction.getMeta(key) ?? before.settled;
          return transaction.docChanged || done !== before.settled ? shown(transaction.doc, done) : before;
        },
      },
      props: {
        decorations: (state) => key.getState(state)?.marks,
        handleClick: (_view, _position, event) => {
          const mark = (event.target as Element).closest<HTMLElement>("[data-comment]");
          if (mark?.dataset.comment) onTouched(mark.dataset.comment);
          return false;
        },
      },
      view: (view) => {
        onMoved(key.getState(view.state)?.passages ?? []);
        const stop = settled.subscribe((done) => showSettled(view, done));
        return {
          update: (changed, before) => {
            if (changed.state.doc !== before.doc) onMoved(key.getState(changed.state)?.passages ?? []);
          },
          destroy: stop,
        };
      },
    });
    return [plugin];
  },
});
