// A Yjs document as the server reads it (app/drafts/tree.py), so that both readings can be compared.
import * as Y from "yjs";
import { ROOT } from "../../src/editor/schema";

export type Child = Y.XmlElement | Y.XmlText;
type Json = Record<string, unknown>;

export function sectionsOf(doc: Y.Doc): Y.XmlElement[] {
  return doc.getXmlFragment(ROOT).toArray() as Y.XmlElement[];
}

/** The tree of a document: nested {type, attrs?, content?}, text as {type: "text", text, marks}. */
export function treeOf(doc: Y.Doc): Json[] {
  return sectionsOf(doc).map(nodeOf);
}

function nodeOf(element: Y.XmlElement): Json {
  const node: Json = { type: element.nodeName };
  const attributes = Object.entries(element.getAttributes()).filter(([, value]) => value !== null);
  if (attributes.length > 0) node.attrs = Object.fromEntries(attributes);
  if (element.nodeName !== "hardBreak") node.content = childrenOf(element).flatMap(contentOf);
  return node;
}

export function childrenOf(element: Y.XmlElement): Child[] {
  return element.toArray() as Child[];
}

function contentOf(child: Child): Json[] {
  if (child instanceof Y.XmlElement) return [nodeOf(child)];
  return child.toDelta().map((piece: { insert: string; attributes?: Json }) => ({
    type: "text",
    text: piece.insert,
    marks: piece.attributes ?? {},
  }));
}

/** All texts below some nodes, in their order. */
export function textsIn(nodes: readonly Child[]): Y.XmlText[] {
  return nodes.flatMap((node) => (node instanceof Y.XmlText ? [node] : textsIn(childrenOf(node))));
}

/** The words of a text without their marks. */
export function plain(text: Y.XmlText): string {
  return text.toDelta().reduce((all: string, piece: { insert: string }) => all + piece.insert, "");
}

/** Every word of a document; whoever begins a new piece of text begins a new word. */
export function wordsOf(doc: Y.Doc): string[] {
  return textsIn(sectionsOf(doc)).flatMap((text) => plain(text).split(" ").filter(Boolean));
}

/** Two values as JSON has them, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
