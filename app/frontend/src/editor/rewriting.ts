// Turns what a person does to the text into a suggestion: what they write becomes an insertion, what they delete a deletion,
// a change of blocks a sign for it, how words look a wish; the blocks stay as they are. Pure: a transaction goes in, another comes out.
import type { Mark, Node, ResolvedPos, Schema, Slice } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import { printableOf } from "./printable";
import { isOfLook, wishLook } from "./restyling";
import { asSigns, isShaping, joinedBy } from "./shaping";
import { hasOwn, type Pen, putSign, sign, signOf } from "./signs";

/** The marks that say what became of words, not how they look: new words never inherit one. */
const MARKS_OF_SUGGESTIONS = ["insertion", "deletion", "restyled", "break", "origin"];

/** The same as a suggestion; null if nobody can suggest that. */
export function asSuggestion(transaction: Transaction, state: EditorState, pen: Pen): Transaction | null {
  if (isShaping(transaction)) return asSigns(transaction, state, pen);
  if (transaction.steps.every(isOfLook)) return asWishes(transaction, state, pen);
  const out = state.tr;
  let [isText, cursor] = [false, state.selection.from];
  for (const [index, step] of transaction.steps.entries()) {
    const before = transaction.docs[index] ?? state.doc;
    if (!(step instanceof ReplaceStep) || addsBlocks(step, before)) return null;
    const { from, to } = rangeOf(step, transaction, index, out);
    const done = suggested(out, { from, to, slice: step.slice }, pen);
    if (done === null) continue;
    isText = true;
    cursor = done.end ?? (isForward(state, step) ? out.mapping.slice(done.before).map(to) : from);
  }
  if (!isText) return null;
  out.setSelection(TextSelection.near(out.doc.resolve(cursor), -1));
  return transaction.scrolledIntoView ? out.scrollIntoView() : out;
}

/** How words shall look; what is selected stays selected. */
function asWishes({ steps }: Transaction, state: EditorState, pen: Pen): Transaction | null {
  const out = state.tr;
  for (const step of steps) if (isOfLook(step)) wishLook(out, step, step.from, step.to, pen);
  return out.docChanged ? out : null;
}

/** Whether a step brings nothing but blocks. */
function addsBlocks({ slice, from, to }: ReplaceStep, before: Node): boolean {
  if (slice.size === 0 || wordsOf(slice, isOneLine(before, from)).length > 0) return false;
  return from === to; // where whole blocks are emptied, an empty one takes their place
}

/** Whether the place is in the title, which stays one line. */
function isOneLine(text: Node, place: number): boolean {
  return text.resolve(place).node(1)?.attrs.key === "title";
}

/** Where the range of a step is in `out`, which began with the same text. */
function rangeOf({ from, to }: ReplaceStep, { mapping }: Transaction, index: number, out: Transaction) {
  const undone = mapping.maps.slice(0, index).reverse();
  const now = (place: number, side: -1 | 1) =>
    out.mapping.map(
      undone.reduce((there, map) => map.invert().map(there, side), place),
      side,
    );
  return { from: now(from, -1), to: now(to, 1) };
}

/** Whether what is deleted lies behind the cursor: then it goes on behind it. */
function isForward({ selection }: EditorState, { from, to }: ReplaceStep): boolean {
  return selection.empty ? selection.from <= from : selection.to === to;
}

interface Wanted {
  from: number;
  to: number;
  slice: Slice;
}

/** Strike the range and insert the slice's words; null if there are no words in either. `end` is behind what was inserted. */
function suggested(out: Transaction, { from, to, slice }: Wanted, pen: Pen): { before: number; end?: number } | null {
  const before = out.mapping.maps.length;
  const words = wordsOf(slice, isOneLine(out.doc, from));
  const place = placeIn(out.doc, from, to);
  const all = joinedBy(out.doc, from, to);
  const joined = words.length > 0 ? all.filter((start) => start < to) : all; // a triple click reaches to the next line
  const isStruck = out.doc.textBetween(from, to) !== "" || joined.length > 0;
  if (place === null || (words.length === 0 && !isStruck)) return null;
  const id = ownBeside(out.doc, from, to, pen) ?? pen.id;
  join(out, joined, { ...pen, id });
  const end = out.mapping.slice(before).map(to);
  strike(out, from, end, { ...pen, id }, joined.length > 0);
  if (words.length === 0) return { before };
  const at = out.mapping.slice(before).map(place);
  const $at = out.doc.resolve(at);
  const pieces = words.map((piece) => inserted(piece, $at, id));
  out.insert(at, pieces);
  return { before, end: at + pieces.reduce((size, piece) => size + piece.nodeSize, 0) };
}

/** These lines shall go on the ones before. */
function join(out: Transaction, starts: number[], pen: Pen): void {
  for (const start of starts.toReversed()) if (!hasOwn(out.doc, start, "join", pen)) putSign(out, start, "join", pen);
}

/** Behind the words of the range that stand in its first block with any; else at the end of its part of the first block. */
function placeIn(text: Node, from: number, to: number): number | null {
  const ends: { end: number; hasWords: boolean }[] = [];
  text.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    const [start, end] = [Math.max(from, position + 1), Math.min(to, position + 1 + node.content.size)];
    if (start <= end) ends.push({ end, hasWords: text.textBetween(start, end) !== "" });
    return false;
  });
  return (ends.find(({ hasWords }) => hasWords) ?? ends[0])?.end ?? null;
}

/** The person's own suggestion at the edge of the range: who goes on there goes on with it. */
function ownBeside(text: Node, from: number, to: number, { isOwn }: Pen): string | undefined {
  const [$from, $to] = [text.resolve(from), text.resolve(to)];
  return [$from.nodeBefore, $to.nodeAfter, $from.nodeAfter, $to.nodeBefore]
    .flatMap((node) => node?.marks ?? [])
    .filter(({ type }) => type.name === "insertion" || type.name === "deletion")
    .map(({ attrs }) => String(attrs.id))
    .find(isOwn);
}

/** Own insertions go, but for the signs that join lines now (`joins`); everything else stays, marked as struck. */
function strike(out: Transaction, from: number, to: number, pen: Pen, joins: boolean): void {
  const acts: (() => void)[] = [];
  const struck = out.doc.type.schema.mark("deletion", { id: pen.id });
  out.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return;
    const [start, end] = [Math.max(from, position), Math.min(to, position + node.nodeSize)];
    if (joins && isOwnJoin(node, pen)) return;
    if (bears(node, "insertion", pen)) acts.push(() => out.delete(start, end));
    else if (!bears(node, "deletion", pen)) acts.push(() => out.addMark(start, end, struck));
  });
  for (const act of acts.reverse()) act();
}

/** It stays: what it joins goes. */
function isOwnJoin(node: Node, pen: Pen): boolean {
  return signOf(node) === "join" && bears(node, "insertion", pen);
}

function bears(node: Node, name: string, { isOwn }: Pen): boolean {
  return node.marks.some(({ type, attrs }) => type.name === name && isOwn(attrs.id));
}

/** The words of a slice, with signs for the breaks between them; `oneLine` has spaces instead, and none without words. */
function wordsOf(slice: Slice, oneLine: boolean): Node[] {
  const pieces: Node[] = [];
  let [blocks, isApart] = [0, false];
  slice.content.descendants((node) => {
    const kind = node.isTextblock ? "paragraph" : "line";
    if (node.isText) {
      const words = (isApart ? " " : "") + printableOf(node.text ?? "");
      isApart = false;
      if (words !== "") pieces.push(node.type.schema.text(words, withoutSign(node.marks)));
    } else if (node.type.name === "hardBreak" || (node.isTextblock && blocks++ > 0)) {
      if (oneLine) isApart = pieces.length > 0;
      else pieces.push(sign(node.type.schema, kind));
    }
  });
  return pieces;
}

/** Letters that are typed between two signs are none. */
function withoutSign(marks: readonly Mark[]): Mark[] {
  return marks.filter((mark) => !isSign(mark));
}

/** A comment on the words around goes on through new ones; another one, of words that were moved, stays where it was. */
function inserted(piece: Node, $at: ResolvedPos, id: string): Node {
  const around = $at.marks();
  const kept = piece.marks.filter((mark) => isSign(mark) || !(isOfSuggestion(mark) || isLost(mark, around)));
  const schema: Schema = piece.type.schema;
  return piece.mark(schema.mark("insertion", { id }).addToSet(kept));
}

function isLost(mark: Mark, around: readonly Mark[]): boolean {
  return mark.type.name === "comment" && !mark.isInSet(around);
}

function isSign({ type }: Mark): boolean {
  return type.name === "break";
}

function isOfSuggestion({ type }: Mark): boolean {
  return MARKS_OF_SUGGESTIONS.includes(type.name);
}

/** Who writes directly writes accepted words, also in the middle of a suggestion. What is dragged stays what it was. */
export function asAccepted(transaction: Transaction): Transaction {
  if (transaction.getMeta("uiEvent") === "drop") return transaction;
  for (const [from, to] of written(transaction)) {
    for (const name of MARKS_OF_SUGGESTIONS) transaction.removeMark(from, to, transaction.doc.type.schema.marks[name]);
  }
  return transaction;
}

/** The ranges of new words that would be part of a suggestion. */
function written({ steps, mapping }: Transaction): [number, number][] {
  return steps.flatMap((step, index) => {
    if (!(step instanceof ReplaceStep) || !inherits(step.slice)) return [];
    const rest = mapping.slice(index + 1);
    return [[rest.map(step.from, 1), rest.map(step.from + step.slice.size, -1)]];
  });
}

function inherits({ content }: Slice): boolean {
  let found = false;
  content.descendants((node) => {
    found ||= node.isText && node.marks.some(isOfSuggestion);
  });
  return found;
}
