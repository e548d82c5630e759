// The open suggestions of a text: what each one inserts and strikes, and which of them stand in each other's way.
import type { Mark, Node } from "@tiptap/pm/model";

type Kind = "insertion" | "deletion";

export interface Piece {
  kind: Kind;
  from: number;
  to: number;
}

export interface Suggested {
  id: string;
  from: number;
  to: number;
  /** The words it inserts and those it strikes; „ … “ stands for words in between that stay. */
  insertion: string;
  deletion: string;
  pieces: Piece[];
  /** The ids of others that strike the same words. */
  rivals: Set<string>;
}

interface Reading extends Suggested {
  /** The last piece of text that belonged to it. */
  last: number;
  /** Whether other words have come since the last piece of a kind. */
  isApart: Record<Kind, boolean>;
}

/** The open suggestions, each once, in the order of the text. */
export function suggestedIn(text: Node): Suggested[] {
  const found = new Map<string, Reading>();
  let place = 0;
  text.descendants((node, position) => {
    place += 1;
    if (!node.isText) return;
    const ids = node.marks.filter(isSuggestion).map(({ attrs }) => String(attrs.id));
    for (const mark of node.marks.filter(isSuggestion)) {
      const id = String(mark.attrs.id);
      const reading = found.get(id) ?? begin(id, position);
      found.set(id, reading);
      read(reading, mark, node, position, place);
    }
    noteRivals(found, node, ids);
  });
  return [...found.values()];
}

function isSuggestion({ type }: Mark): boolean {
  return type.name === "insertion" || type.name === "deletion";
}

function begin(id: string, from: number): Reading {
  const words = { insertion: "", deletion: "" };
  const isApart = { insertion: false, deletion: false };
  return { id, from, to: from, ...words, pieces: [], rivals: new Set(), last: Number.POSITIVE_INFINITY, isApart };
}

function read(reading: Reading, mark: Mark, node: Node, from: number, place: number): void {
  const kind = mark.type.name as Kind;
  if (place - reading.last > 1) reading.isApart = { insertion: true, deletion: true };
  const gap = reading[kind] !== "" && reading.isApart[kind] ? " … " : "";
  reading[kind] += gap + node.text;
  reading.isApart[kind] = false;
  reading.last = place;
  reading.to = from + node.nodeSize;
  reading.pieces.push({ kind, from, to: reading.to });
}

function noteRivals(found: Map<string, Reading>, node: Node, ids: string[]): void {
  const strikers = ids.filter((id) => node.marks.some((mark) => mark.type.name === "deletion" && mark.attrs.id === id));
  for (const id of strikers) for (const other of strikers) if (other !== id) found.get(id)?.rivals.add(other);
}
