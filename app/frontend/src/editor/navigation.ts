// Ways between the text and its comments: F6 there and back, Alt with arrows from comment to comment.
import { answer } from "../announce";
import { t } from "../words";
import { type Comment, comments, editor, passages, selectedComment } from "./state";

/** The comments in the order of their passages; those whose passage is gone come last. */
export function orderedComments(): Comment[] {
  const places = new Map(passages.value.map(({ id }, index) => [id, index]));
  const place = ({ id }: Comment) => places.get(id) ?? Number.POSITIVE_INFINITY;
  return comments.value.toSorted((one, other) => place(one) - place(other) || one.at.localeCompare(other.at));
}

/** Show a comment and put the focus on it. */
export function goToComment(id: string): void {
  selectedComment.value = id;
  const note = document.getElementById(`note-${id}`);
  note?.focus({ preventScroll: true });
  note?.scrollIntoView({ block: "center" });
}

/** Show which comment belongs to the place where the person is writing; the focus stays there. */
export function pointToComment(id: string): void {
  selectedComment.value = id;
  const isBeside = matchMedia("(min-width: 64rem)").matches;
  if (isBeside) document.getElementById(`note-${id}`)?.scrollIntoView({ block: "nearest" });
}

/** Mark a comment's passage in the text and put the focus there. */
export function goToPassage(id: string): void {
  const passage = passages.value.find((one) => one.id === id);
  if (passage === undefined) return;
  selectedComment.value = id;
  editor.value?.chain().focus().setTextSelection({ from: passage.from, to: passage.to }).scrollIntoView().run();
}

function isInText(): boolean {
  return editor.value?.view.dom.contains(document.activeElement) ?? false;
}

/** From the text to the comment of the passage at the cursor, or the first; from everywhere else into the text. */
function change(): void {
  if (!isInText()) {
    editor.value?.view.focus();
    return;
  }
  const at = editor.value?.state.selection.from ?? 0;
  const here = passages.value.find(({ from, to }) => from <= at && at <= to)?.id;
  const wanted = here ?? selectedComment.value ?? orderedComments()[0]?.id;
  if (wanted !== undefined) goToComment(wanted);
  else document.getElementById("margin")?.focus();
}

function step(by: 1 | -1): void {
  const ids = orderedComments().map(({ id }) => id);
  const now = ids.indexOf(selectedComment.value ?? "");
  const next = ids[now < 0 ? (by > 0 ? 0 : ids.length - 1) : now + by];
  if (next !== undefined) goToComment(next);
  else answer(t("Kein weiterer Kommentar."));
}

/** Whether the key was one of ours. */
export function navigate(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return false;
  if (event.key === "F6" && !event.ctrlKey && !event.altKey) change();
  else if (event.altKey && !event.ctrlKey && event.key === "ArrowDown") step(1);
  else if (event.altKey && !event.ctrlKey && event.key === "ArrowUp") step(-1);
  else return false;
  return true;
}
