// Who wrote what: each letter of a Yjs text keeps the client id of the page that wrote it, and each client id has its person.
import type { Node } from "@tiptap/pm/model";
import * as Y from "yjs";

/** Letters of one client that stand together, at their positions in the editor. */
export interface Run {
  from: number;
  to: number;
  client: number;
}

/** Letters of one author that stand together. */
export interface Piece {
  from: number;
  to: number;
  /** Whoever `nameAuthor` says. */
  author: string;
}

/** The letters of a text in its order. The positions are the editor's, as long as it shows this very text. */
export function runsOf(body: Y.XmlFragment): Run[] {
  const runs: Run[] = [];
  let position = 0;
  const visit = (node: unknown): void => {
    if (node instanceof Y.XmlText) position = addLetters(node, position, runs);
    else if (node instanceof Y.XmlElement) {
      const isLeaf = node.nodeName === "hardBreak";
      position += 1;
      for (const child of node.toArray()) visit(child);
      position += isLeaf ? 0 : 1;
    }
  };
  for (const section of body.toArray()) visit(section);
  return runs;
}

function addLetters(text: Y.XmlText, start: number, runs: Run[]): number {
  let position = start;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    runs.push({ from: position, to: position + item.length, client: item.id.client });
    position += item.length;
  }
  return position;
}

/** The same by authors; what one wrote in several goes together. */
export function piecesOf(runs: readonly Run[], nameAuthor: (run: Run) => string): Piece[] {
  const pieces: Piece[] = [];
  for (const run of runs) {
    const author = nameAuthor(run);
    const last = pieces.at(-1);
    if (last?.author === author && last.to === run.from) last.to = run.to;
    else pieces.push({ from: run.from, to: run.to, author });
  }
  return pieces;
}

/** What one author wrote: all pieces, and how many letters these are. */
export interface Share {
  author: string;
  letters: number;
  pieces: Piece[];
}

/** Who wrote most comes first. */
export function sharesOf(pieces: readonly Piece[]): Share[] {
  const shares = new Map<string, Share>();
  for (const piece of pieces) {
    const share = shares.get(piece.author) ?? { author: piece.author, letters: 0, pieces: [] };
    share.letters += piece.to - piece.from;
    share.pieces.push(piece);
    shares.set(piece.author, share);
  }
  return [...shares.values()].toSorted((one, other) => other.letters - one.letters);
}

/** Whether the editor shows the text to which the runs belong. */
export function fits(text: Node, runs: readonly Run[]): boolean {
  const last = runs.at(-1);
  const letters = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  return (last === undefined || last.to <= text.content.size) && letters === lettersIn(text);
}

function lettersIn(text: Node): number {
  let count = 0;
  text.descendants((node) => {
    if (node.isText) count += node.nodeSize;
  });
  return count;
}
