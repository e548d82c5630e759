// Passages that were voted on: whether the text still says what was chosen, and a mark where it does not.
import type { ReadonlySignal } from "@preact/signals";
import { signal } from "@preact/signals";
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import { anchorPlugin } from "./anchors";
import { Section } from "./schema";
import { keyOf } from "./section-rights";

/** A vote on a passage, as the server tells it. `wording` is the chosen one, once it was taken into the text. */
export interface Vote {
  id: number;
  question: string;
  wording: string | null;
  /** The suggestion that made it so; null if the passage stayed as it was. */
  suggestion: string | null;
  place: Place | null;
}

/** Where a passage stood as the vote on it began: the words of the lines around it, null at an end of its section. */
export interface Place {
  section: string;
  before: string | null;
  after: string | null;
}

/** A paragraph or heading: its agreed words, and the accepted suggestions that some of them came by. */
export interface Line {
  from: number;
  to: number;
  section: string;
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
  let section = "";
  text.descendants((node, position) => {
    if (node.type.name === Section.name) section = keyOf(node);
    if (!node.isTextblock) return true;
    lines.push({ from: position, to: position + node.nodeSize, section, ...readOnce(node) });
    return false;
  });
  return lines;
}

type Read = Pick<Line, "words" | "origins">;
const readings = new WeakMap<Node, Read>(); // a line that nobody changes stays the same node

function readOnce(line: Node): Read {
  const known = readings.get(line) ?? read(line);
  readings.set(line, known);
  return known;
}

function read(line: Node): Read {
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

/** The lines in which a passage is now that was changed: those with words that came by its vote, else where it stood. */
export function linesOf(lines: readonly Line[], { suggestion, wording, place }: Vote): Line[] {
  const marked = lines.filter(({ origins }) => suggestion !== null && origins.has(suggestion));
  if (marked.length > 0 || place === null || wording === null) return marked;
  const near = standingAt(lines, place).filter(({ words }) => resemble(words, wording));
  const isThere = new Set(wording.split("\n"));
  const otherwise = near.filter(({ words }) => !isThere.has(words));
  return otherwise.length > 0 ? otherwise : near;
}

function standingAt(lines: readonly Line[], { section, before, after }: Place): Line[] {
  const here = lines.filter((line) => line.section === section && line.words !== "");
  const behind = here.slice(here.findIndex(({ words }) => words === before) + 1);
  const end = behind.findIndex(({ words }) => words === after);
  return end < 0 ? behind : behind.slice(0, end);
}

/** Whether the longer one has most words of the shorter one. */
function resemble(one: string, other: string): boolean {
  const [mine, others] = [wordsIn(one), wordsIn(other)];
  const shared = [...mine].filter((word) => others.has(word)).length;
  return 2 * shared > Math.min(mine.size, others.size);
}

function wordsIn(words: string): Set<string> {
  return new Set(words.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

function marksOf(lines: Line[], votes: readonly Vote[], label: string): Decoration[] {
  const touched = new Set(changedAfter(lines, votes).flatMap((vote) => linesOf(lines, vote)));
  return [...touched].map(({ from, to }) => Decoration.node(from, to, { class: "kw-voted", "data-voted": label }));
}

export const Voted = Extension.create<VotedOptions>({
  name: "voted",
  addOptions: () => ({ votes: signal([]), onMoved: () => undefined, label: "" }),

  addProseMirrorPlugins() {
    const { votes, onMoved, label } = this.options;
    const draw = (lines: Line[], known: readonly Vote[]) => marksOf(lines, known, label);
    const nothing = { isOneByOne: false, attribute: "data-vote", onTouched: () => undefined };
    return [anchorPlugin({ name: this.name, find: linesIn, known: votes, draw, onMoved, ...nothing })];
  },
});
