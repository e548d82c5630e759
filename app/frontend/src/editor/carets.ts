// The others' cursors, named by the server. Our own renderer: y-tiptap's needs style attributes, which the policy forbids.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { absoluteOf, relativeOf } from "./positions";
import type { Cursor, Person } from "./protocol";

export interface CaretsOptions {
  /** Told where the own cursor is; null when the text has lost the focus. */
  onMoved: (cursor: Cursor | null) => void;
}

const COLORS = 4;
const key = new PluginKey<{ people: Person[]; carets: DecorationSet }>("carets");

/** The class that colours what belongs to a person; the server counts colours, never sends one. */
export function colorClass(color: number): string {
  return `a${(color % COLORS) + 1}`;
}

/**
 * Let the editor learn at once what the browser has typed and selected. Whatever touches the view next would otherwise put
 * the selection back to what the editor knew before the last keys.
 */
export function flushTyped(view: EditorView): void {
  // No public name, but the only way: prosemirror-view does the same before it handles a key.
  const { domObserver } = view as unknown as { domObserver: { forceFlush(): void; flush(): void } };
  domObserver.forceFlush();
  domObserver.flush();
}

/** Show these people's cursors from now on. */
export function showPeople(view: EditorView, people: Person[]): void {
  flushTyped(view);
  view.dispatch(view.state.tr.setMeta(key, people).setMeta("addToHistory", false));
}

/** A range of the text as others are told it; null before the first sync. */
export function cursorOf(state: EditorState, anchor: number, head: number): Cursor | null {
  const [from, to] = [relativeOf(state, anchor), relativeOf(state, head)];
  if (from === null || to === null) return null;
  return { anchor: from, head: to };
}

/** A name that would reach beyond the text stands on the other side of its bar. */
function turnNames(text: HTMLElement): void {
  const edge = text.getBoundingClientRect().right;
  const bars = [...text.querySelectorAll<HTMLElement>(".kw-caret")];
  // First all are measured, then all turned: in turns, each would lay the whole text out anew.
  const ends = bars.map((bar) => bar.getBoundingClientRect().left + (bar.firstElementChild?.clientWidth ?? 0));
  for (const [place, bar] of bars.entries()) bar.classList.toggle("kw-caret--end", (ends[place] ?? 0) > edge);
}

function caret(person: Person): HTMLElement {
  const bar = document.createElement("span");
  bar.className = `kw-caret ${colorClass(person.color)}`;
  bar.setAttribute("aria-hidden", "true");
  const flag = document.createElement("b");
  flag.textContent = person.name;
  bar.append("\u2060", flag, "\u2060"); // word joiners: the bar never ends a line by itself
  return bar;
}

function decorations(state: EditorState, people: Person[]): DecorationSet {
  return DecorationSet.create(
    state.doc,
    people.flatMap((person) => ofPerson(state, person)),
  );
}

function ofPerson(state: EditorState, person: Person): Decoration[] {
  if (person.cursor === null) return [];
  const anchor = absoluteOf(state, person.cursor.anchor);
  const head = absoluteOf(state, person.cursor.head);
  if (anchor === null || head === null) return [];
  const marked = { class: `kw-marked ${colorClass(person.color)}` };
  const flag = Decoration.widget(head, () => caret(person), { key: caretKey(person), side: 10 });
  return [Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), marked), flag];
}

/** Whoever moves gets a new bar, so that the name is shown anew for a while (editor.css). */
function caretKey({ connection, name, color, cursor }: Person): string {
  return `${connection} ${color} ${name} ${JSON.stringify(cursor?.head)}`;
}

export const Carets = Extension.create<CaretsOptions>({
  name: "carets",
  addOptions: () => ({ onMoved: () => undefined }),

  addProseMirrorPlugins() {
    const { onMoved } = this.options;
    const report = (view: EditorView) => {
      const { anchor, head } = view.state.selection;
      onMoved(view.hasFocus() ? cursorOf(view.state, anchor, head) : null);
    };
    const plugin = new Plugin({
      key,
      state: {
        init: () => ({ people: [] as Person[], carets: DecorationSet.empty }),
        apply: (transaction, before, _old, state) => {
          const people: Person[] = transaction.getMeta(key) ?? before.people;
          const fromYjs = transaction.getMeta(ySyncPluginKey) !== undefined;
          // Others' edits replace the text as a whole, so that mapping would lose every cursor.
          if (people !== before.people || fromYjs) return { people, carets: decorations(state, people) };
          return { people, carets: before.carets.map(transaction.mapping, transaction.doc) };
        },
      },
      props: {
        decorations: (state) => key.getState(state)?.carets,
        handleDOMEvents: { focus: report, blur: report },
      },
      view: () => ({
        update: (view, before) => {
          if (!view.state.selection.eq(before.selection)) report(view);
          if (key.getState(view.state)?.carets !== key.getState(before)?.carets) {
            requestAnimationFrame(() => turnNames(view.dom));
          }
        },
      }),
    });
    return [plugin];
  },
});
