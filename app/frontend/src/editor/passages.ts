// The commented passages: where they are, their numbers in the text, and the way from a passage to its comment.
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { t } from "../words";

export interface Passage {
  /** The comment's id. */
  id: string;
  from: number;
  to: number;
}

export interface PassagesOptions {
  onMoved: (passages: Passage[]) => void;
  /** The number behind a passage was pressed: the person wants to its comment. */
  onChosen: (id: string) => void;
  /** The passage itself was clicked: perhaps to write in it. */
  onTouched: (id: string) => void;
}

const key = new PluginKey<{ passages: Passage[]; marks: DecorationSet }>("passages");

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
function reference(passage: Passage, number: number, onChosen: (id: string) => void): HTMLElement {
  const link = document.createElement("a");
  link.className = "kw-ref";
  link.href = `#note-${passage.id}`;
  link.contentEditable = "false";
  link.textContent = String(number);
  link.setAttribute("aria-label", t("Kommentar %(number)s", { number }));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    onChosen(passage.id);
  });
  return link;
}

export const Passages = Extension.create<PassagesOptions>({
  name: "passages",
  addOptions: () => ({ onMoved: () => undefined, onChosen: () => undefined, onTouched: () => undefined }),

  addProseMirrorPlugins() {
    const { onMoved, onChosen, onTouched } = this.options;
    const computed = (text: Node) => {
      const passages = passagesIn(text);
      const references = passages.map((passage, index) =>
        Decoration.widget(passage.to, () => reference(passage, index + 1, onChosen), {
          side: -1,
          key: `${passage.id}-${index}`,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
      );
      return { passages, marks: DecorationSet.create(text, references) };
    };
    const plugin = new Plugin({
      key,
      state: {
        init: (_, state) => computed(state.doc),
        apply: (transaction, before) => (transaction.docChanged ? computed(transaction.doc) : before),
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
        return {
          update: (changed, before) => {
            if (changed.state.doc !== before.doc) onMoved(key.getState(changed.state)?.passages ?? []);
          },
        };
      },
    });
    return [plugin];
  },
});
