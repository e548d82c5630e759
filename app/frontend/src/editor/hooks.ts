// What the editor tells the page, and asks it.
import { answer } from "../announce";
import { toast } from "../room/toasts";
import { t } from "../words";
import { mode } from "./mode";
import { goToNote, pointToNote } from "./navigation";
import type { Cursor } from "./protocol";
import * as state from "./state";
import { beginOwn, found, isOf, known } from "./suggestions";
import type { Hooks } from "./text-editor";
import * as writing from "./writers";

/** For the page of participant `person`; `onCursor` shows the others where the cursor is. */
export function hooksOf(person: number, onCursor: (cursor: Cursor | null) => void): Hooks {
  return {
    carets: { onMoved: onCursor },
    guard: { onKept: () => answer(t("Die Abschnitte bleiben stehen. Löschen können Sie nur den Text darin.")) },
    passages: {
      settled: state.settled,
      onMoved: (passages) => {
        state.passages.value = passages;
      },
      onChosen: goToNote,
      onTouched: pointToNote,
    },
    suggesting: {
      isOn: () => mode.value === "suggest",
      isMine: (id) => isOf(person, id),
      onBegun: beginOwn,
      onBlocked: () => toast(notHere()),
    },
    suggestions: {
      known,
      onMoved: (suggested) => {
        found.value = suggested;
      },
      onChosen: goToNote,
      onTouched: pointToNote,
    },
    written: {
      isShown: writing.isShown,
      known: writing.writers,
      nameAuthors: writing.nameAuthors,
      lookOf: writing.lookOf,
      onRead: (pieces, runs) => {
        writing.pieces.value = pieces;
        writing.noteClients(runs);
      },
    },
    voted: {
      votes: state.votes,
      label: t("nach der Abstimmung geändert"),
      onMoved: (lines) => {
        state.lines.value = lines;
      },
    },
    onTurn: (isChange) => {
      state.turns.value += 1;
      if (isChange) state.changes.value += 1;
    },
  };
}

function notHere(): string {
  return t(
    "Überschriften, Listen und Auszeichnungen können Sie hier nicht ändern, und Absätze nicht verbinden. Bitte kommentieren Sie die Stelle.",
  );
}
