// The commented passages: where they are, their numbers in the text, and the way from a passage to its comment.
import { type ReadonlySignal, signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import { t } from "../words";
import { anchorPlugin, referenceAt } from "./anchors";

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
  onChosen: (id: string) => void;
  onTouched: (id: string) => void;
}

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

function decorations(
  { id, from, to }: Passage,
  number: number,
  isDone: boolean,
  onChosen: (id: string) => void,
): Decoration[] {
  const label = isDone ? t("Kommentar %(number)s, erledigt", { number }) : t("Kommentar %(number)s", { number });
  const reference = referenceAt(to, { id, number, label, look: isDone ? "kw-ref--settled" : "", onChosen });
  // The open ones are painted, not the done ones quietened: passages overlap.
  return isDone ? [reference] : [Decoration.inline(from, to, { class: "kw-open" }), reference];
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
    const draw = (passages: Passage[], done: Set<string>) =>
      passages.flatMap((passage, index) => decorations(passage, index + 1, done.has(passage.id), onChosen));
    const attribute = "data-comment";
    return [
      anchorPlugin({
        name: this.name,
        find: passagesIn,
        known: settled,
        draw,
        onMoved,
        attribute,
        onTouched,
        isOneByOne: true,
      }),
    ];
  },
});
