// The signs of a line: where they stand, whose they are, and what they decide.
import type { Mark, Node, Schema } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { SHAPES, type Shape, SIGNS, type Sign } from "./schema";

/** Who suggests. */
export interface Pen {
  /** The id for what begins here. */
  id: string;
  /** Whether a suggestion is the person's own and open. */
  isOwn: (id: string) => boolean;
}

/** What a sign decides about its line: of two that decide the same only one can come in (app/drafts/text/rivals.py). */
const DECIDES: Record<Shape, string[]> = {
  join: ["join"],
  heading1: ["line"],
  heading2: ["line"],
  plain: ["line"],
  bullets: ["list"],
  numbers: ["list"],
  quote: ["quote"],
  out: ["list", "quote"],
};

export function sign(schema: Schema, kind: Sign, ...marks: Mark[]): Node {
  return schema.text(SIGNS[kind], [schema.mark("break", { kind }), ...marks]);
}

/** What a piece of text stands for; undefined: it is words. */
export function signOf(node: Node): Sign | undefined {
  return node.marks.find(({ type }) => type.name === "break")?.attrs.kind;
}

export function isShape(kind: Sign | undefined): kind is Shape {
  return kind !== undefined && kind in SHAPES;
}

/** What a piece decides about its line. */
export function decidedBy(node: Node): string[] {
  const kind = signOf(node);
  return isShape(kind) ? DECIDES[kind] : [];
}

interface Standing {
  kind: Shape;
  from: number;
  to: number;
}

/** The person's own signs in the line that begins at `start`, up to the next suggested paragraph. */
function ownSigns(text: Node, start: number, { isOwn }: Pick<Pen, "isOwn">): Standing[] {
  const found: Standing[] = [];
  const $start = text.resolve(start);
  let isOver = false;
  $start.parent.forEach((node, offset) => {
    const from = $start.start() + offset;
    if (from < start || isOver) return;
    const kind = signOf(node);
    isOver = kind === "paragraph";
    const isMine = node.marks.some(({ type, attrs }) => type.name === "insertion" && isOwn(attrs.id));
    if (isShape(kind) && isMine) found.push({ kind, from, to: from + node.nodeSize });
  });
  return found;
}

/** Whether the person wishes this of the line already. */
export function hasOwn(text: Node, start: number, kind: Shape, pen: Pick<Pen, "isOwn">): boolean {
  return ownSigns(text, start, pen).some((one) => one.kind === kind);
}

/** Take away the person's own signs that decide the same as this one. */
export function takeOwn(out: Transaction, start: number, kind: Shape, pen: Pen): void {
  const same = ownSigns(out.doc, start, pen).filter((one) =>
    DECIDES[one.kind].some((what) => DECIDES[kind].includes(what)),
  );
  for (const { from, to } of same.reverse()) out.delete(from, to);
}

/** Wish this of the line that begins at `start`. */
export function putSign(out: Transaction, start: number, kind: Shape, pen: Pen): void {
  takeOwn(out, start, kind, pen);
  const { schema } = out.doc.type;
  out.insert(start, sign(schema, kind, schema.mark("insertion", { id: pen.id })));
}
