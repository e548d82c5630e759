// Ways between the text and the notes beside it: F6 there and back, Alt with arrows from note to note.
import { answer } from "../announce";
import { t } from "../words";
import { idsOf } from "./margin-entries";
import { notes, showEverything, shownEntries, shownNotes } from "./margin-filter";
import { editor, passages, selectedNote } from "./state";
import { found } from "./suggestions";

interface Place {
  id: string;
  from: number;
  to: number;
}

/** Where a note's place is in the text; undefined if it is gone. */
function placeOf(id: string): Place | undefined {
  return [...passages.value, ...found.value].find((one) => one.id === id);
}

/** Show a note, whatever the filter says, and put the focus on it. */
export function goToNote(id: string): void {
  selectedNote.value = id;
  if (notes.value.includes(id) && !shownNotes.value.includes(id)) {
    showEverything();
    requestAnimationFrame(() => focusNote(id));
  } else focusNote(id);
}

function focusNote(id: string): void {
  const note = document.getElementById(`note-${id}`);
  note?.focus({ preventScroll: true });
  bringToMiddle(note);
}

/** Notes out of sight have only a guessed height: once those around are drawn, the place is another one. */
function bringToMiddle(note: HTMLElement | null): void {
  const scroll = () => note?.scrollIntoView({ block: "center", behavior: "instant" });
  scroll();
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}

/** The note goes, perhaps from under somebody's hands: then the focus goes to the one that stood behind it. */
export function leaveNote(id: string): void {
  const notes = [...document.querySelectorAll<HTMLElement>("[id^=note-]")];
  const place = notes.findIndex((note) => note.id === `note-${id}`);
  if (!notes[place]?.contains(document.activeElement)) return;
  const next = notes[place + 1] ?? notes[place - 1] ?? document.getElementById("margin");
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) (document.getElementById(`note-${id}`) ?? next)?.focus();
  });
}

/** Show which note belongs to the place where the person is writing; the focus stays there. */
export function pointToNote(id: string): void {
  selectedNote.value = id;
  const isBeside = matchMedia("(min-width: 64rem)").matches;
  if (isBeside) document.getElementById(`note-${id}`)?.scrollIntoView({ block: "nearest" });
}

/** Select a note's place in the text and put the focus there. */
export function goToPlace(id: string): void {
  const place = placeOf(id);
  if (place === undefined) return;
  selectedNote.value = id;
  editor.value?.chain().focus().setTextSelection({ from: place.from, to: place.to }).scrollIntoView().run();
}

function isInText(): boolean {
  return editor.value?.view.dom.contains(document.activeElement) ?? false;
}

/** From the text to the note of the place at the cursor, or the first; from everywhere else into the text. */
function change(): void {
  if (!isInText()) {
    editor.value?.view.focus();
    return;
  }
  const at = editor.value?.state.selection.from ?? 0;
  const shown = idsOf(shownEntries.value);
  const here = [...found.value, ...passages.value].filter(({ from, to }) => from <= at && at <= to);
  const wanted =
    [...here.map(({ id }) => id), selectedNote.value].find((id) => id !== null && shown.includes(id)) ?? shown[0];
  if (wanted) goToNote(wanted);
  else document.getElementById("margin")?.focus();
}

function step(by: 1 | -1): void {
  const ids = idsOf(shownEntries.value);
  const now = ids.indexOf(selectedNote.value ?? "");
  const next = ids[now < 0 ? (by > 0 ? 0 : ids.length - 1) : now + by];
  if (next !== undefined) goToNote(next);
  else answer(t("Kein weiterer Vorschlag oder Kommentar."));
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
