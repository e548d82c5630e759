// Changes of blocks as suggestions: what a key or a button would make of the lines is read from its transaction, and each line that
// would be otherwise gets a sign for that.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { AttrStep, ReplaceAroundStep } from "@tiptap/pm/transform";
import type { Shape } from "./schema";
import { TITLE } from "./sections";
import { hasOwn, type Pen, putSign, signOf, takeOwn } from "./signs";

interface Line {
  node: Node;
  /** The place before its first letter. */
  start: number;
  /** The lists and quotes that it is in, the outermost first. */
  within: string[];
  isTitle: boolean;
}

const CONTAINERS = new Set(["bulletList", "orderedList", "blockquote"]);
const WISHES: Record<string, Shape> = { bulletList: "bullets", orderedList: "numbers", blockquote: "quote" };

/** Whether a transaction changes blocks around words. */
export function isShaping({ steps }: Transaction): boolean {
  return steps.some((step) => step instanceof ReplaceAroundStep || step instanceof AttrStep);
}

/** The same as signs; null if there is a line of which nobody can suggest that, or none that would be otherwise. */
export function asSigns(transaction: Transaction, state: EditorState, pen: Pen): Transaction | null {
  const [old, new_] = [linesOf(state.doc), linesOf(transaction.doc)];
  if (old.length !== new_.length) return null;
  const wishes: { start: number; kind: Shape }[] = [];
  for (const [index, line] of old.entries()) {
    const other = new_[index];
    const kinds = other && wishesFor(line, other);
    if (!kinds || (kinds.length > 0 && line.isTitle)) return null;
    wishes.push(...kinds.map((kind) => ({ start: startOf(line, state), kind })));
  }
  if (wishes.length === 0) return null;
  const out = state.tr;
  const isTakenBack = wishes.every(({ start, kind }) => hasOwn(state.doc, start, kind, pen));
  for (const { start, kind } of wishes.reverse()) (isTakenBack ? takeOwn : putSign)(out, start, kind, pen);
  const { anchor, head } = state.selection;
  return out.setSelection(TextSelection.between(...ends(out, anchor, head)));
}

function ends({ doc, mapping }: Transaction, anchor: number, head: number) {
  return [doc.resolve(mapping.map(anchor)), doc.resolve(mapping.map(head))] as const;
}

function linesOf(text: Node): Line[] {
  const lines: Line[] = [];
  text.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const $place = text.resolve(position);
    const above = Array.from({ length: $place.depth }, (_, depth) => $place.node(depth + 1).type.name);
    const within = above.filter((name) => CONTAINERS.has(name));
    lines.push({ node, start: position + 1, within, isTitle: $place.node(1).attrs.key === TITLE });
    return false;
  });
  return lines;
}

/** Where the signs of a line stand: at its start; where a new paragraph is suggested before the cursor, behind that. */
function startOf({ node, start }: Pick<Line, "node" | "start">, { selection: { from } }: EditorState): number {
  let found = start;
  node.forEach((child, offset) => {
    const end = start + offset + child.nodeSize;
    if (signOf(child) === "paragraph" && end <= from) found = end;
  });
  return found;
}

/** Whether the person wishes this of the line that the cursor is in, or of its part behind a suggested paragraph. */
export function isWishedHere(state: EditorState, kind: Shape, isOwn: Pen["isOwn"]): boolean {
  const { $from } = state.selection;
  if (!$from.parent.isTextblock) return false;
  const start = startOf({ node: $from.parent, start: $from.start() }, state);
  return hasOwn(state.doc, start, kind, { isOwn });
}

/** What somebody wishes who would make the one line the other; null if there is no sign for that. */
function wishesFor(line: Line, other: Line): Shape[] | null {
  if (!line.node.content.eq(other.node.content)) return null;
  const place = line.within.join() === other.within.join() ? [] : wishForPlace(line.within, other.within);
  return place && [...wishForType(line.node, other.node), ...place];
}

function wishForType(node: Node, other: Node): Shape[] {
  if (node.type === other.type && node.attrs.level === other.attrs.level) return [];
  if (other.type.name === "paragraph") return ["plain"];
  return [other.attrs.level === 1 ? "heading1" : "heading2"];
}

function wishForPlace(old: string[], new_: string[]): Shape[] | null {
  const [oldAbove, newAbove] = [old.slice(0, -1), new_.slice(0, -1)].map((names) => names.join());
  const [oldLast, newLast] = [old.at(-1), new_.at(-1)];
  if (newAbove === old.join()) return isList(oldLast) && isList(newLast) ? null : wishFor(newLast); // no lists in items
  if (oldAbove === new_.join()) return ["out"];
  if (old.length !== new_.length) return null;
  if (oldLast === newLast) return []; // it goes with the item that it is in
  return oldAbove === newAbove && isList(oldLast) && isList(newLast) ? wishFor(newLast) : null;
}

function isList(container: string | undefined): boolean {
  return container === "bulletList" || container === "orderedList";
}

function wishFor(container: string | undefined): Shape[] | null {
  const kind = container && WISHES[container];
  return kind ? [kind] : null;
}

/** The lines that a deletion would bring to the ones before, each by the place before its first letter. */
export function joinedBy(text: Node, from: number, to: number): number[] {
  const lines = linesOf(text).filter(({ start }) => text.resolve(start).index(0) === text.resolve(from).index(0));
  const gone = lines.filter(({ start }) => start > from && start <= to);
  const [first] = lines;
  if (first === undefined || !gone.includes(first)) return gone.map(({ start }) => start);
  const next = text.resolve(to).parent.isTextblock ? undefined : lines.find(({ start }) => start > to);
  return [...gone.slice(1), ...(next ? [next] : [])].map(({ start }) => start);
}
