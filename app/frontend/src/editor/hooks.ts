// What the editor tells the page, and asks it.
import type { Signal } from "@preact/signals";
import { answer } from "../announce";
import { toast } from "../room/toasts";
import { t } from "../words";
import { goToNote, pointToNote } from "./navigation";
import type { Cursor } from "./protocol";
import { sentenceOf } from "./section-head";
import { leaveIn, leaveOf } from "./section-rights";
import * as state from "./state";
import { beginOwn, found, isOf, known } from "./suggestions";
import type { Hooks } from "./text-editor";
import * as writing from "./writers";

/** For the page of participant `person`; `onCursor` shows the others where the cursor is. */
export function hooksOf(person: number, onCursor: (cursor: Cursor | null) => void): Hooks {
  return {
    carets: { onMoved: onCursor },
    guard: { onKept: () => answer(t("Die Abschnitte bleiben stehen. Löschen können Sie nur den Text darin.")) },
    passages: { settled: state.settled, onMoved: keepIn(state.passages), onChosen: goToNote, onTouched: pointToNote },
    suggesting: suggestingOf(person),
    sectionNews: { onEntered: tellLeave },
    suggestions: { known, onMoved: keepIn(found), onChosen: goToNote, onTouched: pointToNote },
    written: writtenBy(),
    voted: { votes: state.votes, label: t("nach der Abstimmung geändert"), onMoved: keepIn(state.lines) },
    onTurn: (isChange) => {
      state.turns.value += 1;
      if (isChange) state.changes.value += 1;
    },
  };
}

function keepIn<T>(kept: Signal<T>): (value: T) => void {
  return (value) => {
    kept.value = value;
  };
}

function suggestingOf(person: number): Hooks["suggesting"] {
  return {
    leaveIn,
    onClosed: () => toast(t("Dieser Abschnitt ist geschlossen. Ihn ändert nur die Moderation.")),
    isMine: (id) => isOf(person, id),
    onBegun: beginOwn,
    onBlocked: () => toast(notHere()),
  };
}

function writtenBy(): Hooks["written"] {
  return {
    isShown: writing.isShown,
    known: writing.writers,
    nameAuthors: writing.nameAuthors,
    lookOf: writing.lookOf,
    onRead: (pieces, runs) => {
      writing.pieces.value = pieces;
      writing.noteClients(runs);
    },
  };
}

/** The whole text has a switch that says how one works; only what is otherwise in a section is said there. */
function tellLeave(key: string): void {
  const leave = leaveOf(state.rights.value, key);
  if (leave === "closed" || (leave === "suggest" && state.rights.value.write)) answer(sentenceOf(leave === "closed"));
}

function notHere(): string {
  return t("Das lässt sich nicht vorschlagen. Bitte kommentieren Sie die Stelle.");
}
