// The open suggestions of a text: what each one inserts and strikes, and which of them stand in each other's way.
import type { Mark, Node } from "@tiptap/pm/model";
import { aboutOf } from "./restyling";
import type { Sign } from "./schema";
import { decidedBy, isShape, signOf } from "./signs";

type Kind = "insertion" | "deletion" | "restyled";

/** A change of a line (`kind` is the sign's), or of how these words look ("bold", "-bold", "link:…"). */
export interface Wish {
  kind: string;
  words: string;
}

export interface Piece {
  kind: Kind;
  from: number;
  to: number;
  /** What the piece stands for, if it is no words. */
  sign: Sign | undefined;
}

export interface Suggested {
  id: string;
  from: number;
  to: number;
  /** The words it inserts and those it strikes; „ … “ stands for words in between that stay. */
  insertion: string;
  deletion: string;
  wishes: Wish[];
  pieces: Piece[];
  /** The ids of others that strike the same words, or wish the same words or lines to be otherwise. */
  rivals: Set<string>;
}

interface Reading extends Suggested {
  /** The last piece of text that belonged to it. */
  last: number;
  /** Whether other words have come since the last piece of a kind. */
  isApart: Record<"insertion" | "deletion", boolean>;
  /** Of each wish the place of its last words. */
  wished: Map<string, number>;
}

/** The open suggestions, each once, in the order of the text. */
export function suggestedIn(text: Node): Suggested[] {
  const found = new Map<string, Reading>();
  const shapes = new Stakes(found);
  let place = 0;
  text.descendants((node, position) => {
    place += 1;
    if (node.isTextblock) shapes.clear();
    if (!node.isText) return;
    for (const mark of node.marks.filter(isSuggestion)) {
      const id = String(mark.attrs.id);
      const reading = found.get(id) ?? begin(id, position);
      found.set(id, reading);
      read(reading, mark, node, position, place);
    }
    const looks = new Stakes(found);
    for (const { type, attrs } of node.marks) {
      if (type.name === "deletion") looks.claim("words", attrs.id);
      if (type.name === "restyled") looks.claim(aboutOf(attrs.style), attrs.id);
      if (type.name === "insertion") for (const what of decidedBy(node)) shapes.claim(what, attrs.id);
    }
    if (signOf(node) === "paragraph") shapes.clear();
  });
  return [...found.values()];
}

function isSuggestion({ type }: Mark): boolean {
  return type.name === "insertion" || type.name === "deletion" || type.name === "restyled";
}

function begin(id: string, from: number): Reading {
  const words = { insertion: "", deletion: "" };
  const isApart = { insertion: false, deletion: false };
  return {
    id,
    from,
    to: from,
    ...words,
    wishes: [],
    pieces: [],
    rivals: new Set(),
    last: Number.POSITIVE_INFINITY,
    isApart,
    wished: new Map(),
  };
}

function read(reading: Reading, mark: Mark, node: Node, from: number, place: number): void {
  const kind = mark.type.name as Kind;
  if (place - reading.last > 1) reading.isApart = { insertion: true, deletion: true };
  const wish = wishOf(mark, node);
  if (wish) note(reading, wish, place);
  else if (kind !== "restyled") {
    const gap = reading[kind] !== "" && reading.isApart[kind] ? " … " : "";
    reading[kind] += gap + node.text;
    reading.isApart[kind] = false;
  }
  reading.last = place;
  reading.to = from + node.nodeSize;
  reading.pieces.push({ kind, from, to: reading.to, sign: signOf(node) });
}

function wishOf({ type, attrs }: Mark, node: Node): Wish | null {
  if (type.name === "restyled") return { kind: attrs.style, words: node.text ?? "" };
  const kind = signOf(node);
  return type.name === "insertion" && isShape(kind) ? { kind, words: "" } : null;
}

/** What is wished of several lines is said once; words that look the same are read together, and parted where others are. */
function note({ wishes, wished }: Reading, wish: Wish, place: number): void {
  const last = wishes.find(({ kind }) => kind === wish.kind);
  const isApart = place - (wished.get(wish.kind) ?? place) > 1;
  wished.set(wish.kind, place);
  if (last) last.words += (isApart && last.words !== "" ? " … " : "") + wish.words;
  else wishes.push(wish);
}

/** Who wants to decide the same thing: they become rivals. */
class Stakes {
  private readonly claims = new Map<string, Set<string>>();

  constructor(private readonly found: Map<string, Reading>) {}

  claim(what: string, id: string): void {
    const others = this.claims.get(what) ?? new Set();
    for (const other of others) this.pair(id, other);
    this.claims.set(what, others.add(id));
  }

  clear(): void {
    this.claims.clear();
  }

  private pair(one: string, other: string): void {
    if (one === other) return;
    this.found.get(one)?.rivals.add(other);
    this.found.get(other)?.rivals.add(one);
  }
}
