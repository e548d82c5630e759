// Blocks and the texts in them, as y-prosemirror writes them into Yjs.
import * as Y from "yjs";
import { childrenOf, plain, textsIn } from "./reading";

export type Delta = { insert: string; attributes?: Record<string, unknown> }[];

export function isTextblock(node: Y.XmlElement): boolean {
  return node.nodeName === "paragraph" || node.nodeName === "heading";
}

export function textblocksIn(node: Y.XmlElement): Y.XmlElement[] {
  if (isTextblock(node)) return [node];
  return childrenOf(node).flatMap((child) => (child instanceof Y.XmlElement ? textblocksIn(child) : []));
}

/** The text of a textblock; the first to write makes it. */
export function textIn(block: Y.XmlElement): Y.XmlText {
  const [found] = textsIn([block]);
  if (found !== undefined) return found;
  const made = new Y.XmlText();
  block.insert(0, [made]);
  return made;
}

/** Where a word may begin: the start, and after each space. */
export function bounds(text: Y.XmlText): number[] {
  return [0, ...[...plain(text).matchAll(/ /g)].map((found) => found.index + 1)];
}

/** Where a cursor may stand: between all letters, never within one. */
export function places(text: Y.XmlText): number[] {
  const found = [0];
  for (const letter of plain(text)) found.push((found.at(-1) ?? 0) + letter.length);
  return found;
}

/** The pieces of a text from one place to another. */
export function between(delta: Delta, from: number, to = Number.POSITIVE_INFINITY): Delta {
  let start = 0;
  return delta.flatMap((piece) => {
    const insert = piece.insert.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += piece.insert.length;
    return insert === "" ? [] : [{ ...piece, insert }];
  });
}

export function newBlock(name: string, words: Delta): Y.XmlElement {
  const element = new Y.XmlElement(name);
  if (name === "heading") element.setAttribute("level", 2 as never);
  if (name === "orderedList") element.setAttribute("start", 3 as never);
  if (name === "bulletList" || name === "orderedList") element.insert(0, [newBlock("listItem", words)]);
  else if (name === "listItem" || name === "blockquote") element.insert(0, [newBlock("paragraph", words)]);
  else element.insert(0, [newText(words)]);
  return element;
}

function newText(words: Delta): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(words);
  return text;
}

export function insertAfter(node: Y.XmlElement, made: Y.XmlElement): void {
  (node.parent as Y.XmlElement).insertAfter(node, [made]);
}

export function removeNode(node: Y.XmlElement): void {
  const parent = node.parent as Y.XmlElement;
  parent.delete(parent.toArray().indexOf(node), 1);
}

/** Delete a textblock, and what would be left around it without anything in it. */
export function removeWhole(block: Y.XmlElement): void {
  let node = block;
  for (let around = node.parent; isList(around) && around.length === 1; around = node.parent) node = around;
  removeNode(node);
}

function isList(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && node.nodeName !== "section";
}
