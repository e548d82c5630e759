// How words look, as a suggestion: bold, italic and links become wishes on the words.
import type { Mark, Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { AddMarkStep, RemoveMarkStep, type Step } from "@tiptap/pm/transform";
import type { Pen } from "./signs";

export type MarkStep = AddMarkStep | RemoveMarkStep;
const LOOKS = ["bold", "italic", "link"];

/** Whether a step changes nothing but how words look. */
export function isOfLook(step: Step): step is MarkStep {
  return (step instanceof AddMarkStep || step instanceof RemoveMarkStep) && LOOKS.includes(step.mark.type.name);
}

/** Wish what the step does, from `from` to `to`; what one wishes already everywhere is taken back. */
export function wishLook(out: Transaction, step: MarkStep, from: number, to: number, pen: Pen): void {
  const style = styleOf(step);
  const words = wordsBetween(out.doc, from, to);
  const isTakenBack = words.every(({ node }) =>
    ownWishes(node, step.mark, pen).some((one) => one.attrs.style === style),
  );
  for (const { node, start, end } of words) {
    if (isOwnWord(node, pen)) out.step(recast(step, start, end));
    else {
      for (const wish of ownWishes(node, step.mark, pen)) out.removeMark(start, end, wish);
      if (!isTakenBack && !looks(node, step)) out.addMark(start, end, wished(step.mark, style, pen.id));
    }
  }
}

/** Whether the person wishes all that is selected to look so, or the words at the cursor. */
export function isLookWishedHere({ doc, selection }: EditorState, style: string, isOwn: Pen["isOwn"]): boolean {
  const { from, to, empty, $from } = selection;
  const marks = empty ? [$from.marks()] : wordsBetween(doc, from, to).map(({ node }) => node.marks);
  const isWish = ({ type, attrs }: Mark) => type.name === "restyled" && attrs.style === style && isOwn(attrs.id);
  return marks.length > 0 && marks.every((all) => all.some(isWish));
}

function recast(step: MarkStep, start: number, end: number): Step {
  return step instanceof AddMarkStep
    ? new AddMarkStep(start, end, step.mark)
    : new RemoveMarkStep(start, end, step.mark);
}

function wished({ type }: Mark, style: string, id: string): Mark {
  return type.schema.mark("restyled", { id, style });
}

/** The style as the server knows it: "bold", "-bold" for no longer bold, "link:" and an address. */
function styleOf(step: MarkStep): string {
  const { type, attrs } = step.mark;
  if (step instanceof RemoveMarkStep) return `-${type.name}`;
  return type.name === "link" ? `link:${attrs.href}` : type.name;
}

/** Whether the word looks so already, without anybody's wish. */
function looks(node: Node, step: MarkStep): boolean {
  if (step instanceof AddMarkStep) return step.mark.isInSet(node.marks);
  return !node.marks.some(({ type }) => type === step.mark.type);
}

function isOwnWord(node: Node, { isOwn }: Pen): boolean {
  return node.marks.some(({ type, attrs }) => type.name === "insertion" && isOwn(attrs.id));
}

/** The person's own wishes about the same on a word. */
function ownWishes(node: Node, { type }: Mark, { isOwn }: Pen): Mark[] {
  return node.marks.filter(
    (mark) => mark.type.name === "restyled" && isOwn(mark.attrs.id) && aboutOf(mark.attrs.style) === type.name,
  );
}

/** Which mark a wished style is about. */
export function aboutOf(style: string): string {
  return style.replace(/^-/, "").split(":", 1)[0] ?? "";
}

function wordsBetween(text: Node, from: number, to: number) {
  const words: { node: Node; start: number; end: number }[] = [];
  text.nodesBetween(from, to, (node, position) => {
    const [start, end] = [Math.max(from, position), Math.min(to, position + node.nodeSize)];
    if (node.isText) words.push({ node, start, end });
  });
  return words;
}
