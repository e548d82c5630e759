// Passages that were voted on: whether the text still says what was chosen, and a mark where it does not.
import type { ReadonlySignal } from "@preact/signals";
import { signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import { anchorPlugin } from "./anchors";

/** A vote on a passage, as the server tells it. `wording` is the chosen one, once it was taken into the text. */
export interface Vote {
  id: number;
  question: string;
  wording: string | null;
  /** The suggestion that made it so; null if the passage stayed as it was. */
  suggestion: string | null;
}

/** A paragraph or heading: its agreed words, and the accepted suggestions that some of them came by. */
export interface Line {
  from: number;
  to: number;
  words: string;
  origins: Set<string>;
}

export interface VotedOptions {
  /** What is said at a passage that was edited since. */
  label: string;
  votes: ReadonlySignal<readonly Vote[]>;
  onMoved: (lines: Line[]) => void;
}

export function linesIn(text: Node): Line[] {
  const lines: Line[] = [];
  text.descendants((node, position) => {
    if (!node.isTextblock) return true;
    lines.push({ from: position, to: position + node.nodeSize, ...read(node) });
    return false;
  });
  return lines;
}

function read(line: Node): Pick<Line, "words" | "origins"> {
  const origins = new Set<string>();
  let words = "";
  line.forEach((piece) => {
    for (const mark of piece.marks) if (mark.type.name === "origin") origins.add(String(mark.attrs.id));
    if (!piece.marks.some((mark) => mark.type.name === "insertion")) words += piece.text ?? "\n";
  });
  return { words: words.trim(), origins };
}

/** The votes whose chosen wording the agreed text does not have any more, line by line: the server reads it the same way. */
export function changedAfter(lines: readonly Line[], votes: readonly Vote[]): Vote[] {
  const adopted = votes.filter(({ wording }) => wording); // of no words nobody can tell
  if (adopted.length === 0) return [];
  const text = `\n${lines.map(({ words }) => words).join("\n")}\n`;
  return adopted.filter(({ wording }) => !text.includes(`\n${wording}\n`));
}

function marksOf(lines: Line[], votes: readonly Vote[], label: string): Decoration[] {
  const changed = new Set(changedAfter(lines, votes).map(({ suggestion }) => suggestion));
  const touched = lines.filter(({ origins }) => [...origins].some((id) => changed.has(id)));
  return touched.map(({ from, to }) => Decoration.node(from, to, { class: "kw-voted", "data-voted": label }));
}

export const Voted = Extension.create<VotedOptions>({
  name: "voted",
  addOptions: () => ({ votes: signal([]), onMoved: () => undefined, label: "" }),

  addProseMirrorPlugins() {
    const { votes, onMoved, label } = this.options;
    const draw = (lines: Line[], known: readonly Vote[]) => marksOf(lines, known, label);
    const nothing = { attribute: "data-vote", onTouched: () => undefined };
    return [anchorPlugin({ name: this.name, find: linesIn, known: votes, draw, onMoved, ...nothing })];
  },
});
