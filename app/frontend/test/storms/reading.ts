// A Yjs document as the server reads it (app/drafts/text/tree.py), so that both readings can be compared.
import * as Y from "yjs";
import { ROOT } from "../../src/editor/schema";

export type Child = Y.XmlElement | Y.XmlText;
type Json = Record<string, unknown>;
type Piece = { insert: string; attributes?: Record<string, Json> };

export function sectionsOf(doc: Y.Doc): Y.XmlElement[] {
  return doc.getXmlFragment(ROOT).toArray() as Y.XmlElement[];
}

/** The tree of a document: nested {type, attrs?, content?}, text as {type: "text", text, marks}. */
export function treeOf(doc: Y.Doc): Json[] {
  return sectionsOf(doc).map(nodeOf);
}

function nodeOf(element: Y.XmlElement): Json {
  const node: Json = { type: element.nodeName };
  const attributes = { ...(element.nodeName === "orderedList" ? { start: 1 } : {}), ...given(element.getAttributes()) };
  if (Object.keys(attributes).length > 0) node.attrs = attributes;
  if (element.nodeName !== "hardBreak") node.content = childrenOf(element).flatMap(contentOf);
  return node;
}

/** null counts as absent. */
function given(attributes: Json): Json {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));
}

export function childrenOf(element: Y.XmlElement): Child[] {
  return element.toArray() as Child[];
}

function contentOf(child: Child): Json[] {
  if (child instanceof Y.XmlElement) return [nodeOf(child)];
  return child
    .toDelta()
    .map(({ insert, attributes = {} }: Piece) => ({ type: "text", text: insert, marks: marksOf(attributes) }));
}

/** Marks as the server names them: comments that overlap, whose names end in a hash, become one list of ids. */
function marksOf(attributes: Record<string, Json>): Json {
  const marks: Json = {};
  const ids = new Set<unknown>();
  for (const [name, value] of Object.entries(attributes)) {
    if (/^comment(--[A-Za-z0-9+/=]{8})?$/.test(name)) ids.add(value.id);
    else marks[name] = name === "link" ? { href: value.href } : {};
  }
  return ids.size > 0 ? { ...marks, comment: { ids: [...ids].sort() } } : marks;
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

/** Whether two trees say the same, whatever the order of their keys and the cuts between pieces with the same marks. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return joined(value.map(ordered) as Json[]);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function joined(nodes: Json[]): Json[] {
  const result: Json[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (last?.type === "text" && node.type === "text" && isSame(last.marks, node.marks)) {
      result[result.length - 1] = { ...last, text: `${last.text}${node.text}` };
    } else result.push(node);
  }
  return result;
}
