// Where a change is one of words in one paragraph or heading, what stands elsewhere has only moved.
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { type Mapping, ReplaceStep } from "@tiptap/pm/transform";

export interface Range {
  from: number;
  to: number;
}

/** The inside of the only paragraph or heading that a transaction has changed; null if it has changed more. */
export function changedLine({ doc, docs, mapping, steps }: Transaction): Range | null {
  const changed = { from: Number.POSITIVE_INFINITY, to: 0 };
  for (const [index, step] of steps.entries()) {
    if (!(step instanceof ReplaceStep) || !isInOneLine(docs[index] ?? doc, step)) return null;
    const rest = mapping.slice(index);
    changed.from = Math.min(changed.from, rest.map(step.from, -1));
    changed.to = Math.max(changed.to, rest.map(step.to, 1));
  }
  if (changed.from > changed.to) return null;
  const [$from, $to] = [doc.resolve(changed.from), doc.resolve(changed.to)];
  return $from.parent.isTextblock && $from.sameParent($to) ? { from: $from.start(), to: $from.end() } : null;
}

function isInOneLine(text: Node, { from, to }: Range): boolean {
  return text.resolve(from).sameParent(text.resolve(to));
}

/** Whether the places are the same ones as before, and begin and end where they did or both times in the line. */
export function isElsewhereAsBefore(before: Range[], now: Range[], mapping: Mapping, line: Range): boolean {
  const isInLine = (place: number) => place >= line.from && place <= line.to;
  const isKept = (was: number, is: number) => was === is || (isInLine(was) && isInLine(is));
  return (
    before.length === now.length &&
    now.every((place, index) => {
      const old = before[index];
      if (old === undefined || !isSame(old, place)) return false;
      return isKept(mapping.map(old.from), place.from) && isKept(mapping.map(old.to), place.to);
    })
  );
}

function isSame(one: Range & { id?: string }, other: Range & { id?: string }): boolean {
  return one.id === other.id;
}
