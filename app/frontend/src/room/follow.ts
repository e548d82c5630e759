// The room leads, the person may stay behind: what this device shows while the room moves on.
import { signal } from "@preact/signals";
import { announce } from "../announce";
import type { Phase, Room } from "../types";
import { t } from "../words";
import { phaseName } from "./names";

export type View = "now" | "agenda" | "more";

/** What a phone shows; a larger device always shows the stage. */
export const view = signal<View>("now");
/** The phase whose stage stands there; differs from the room's while somebody writes. */
export const shownPhase = signal<Phase | null>(null);
/** Where the room went while the person stayed behind. */
export const movedTo = signal<string | null>(null);
/** Set by a stage that holds unfinished text. */
export const unfinished = signal(false);

let focusWasInStage = false;

/** Take over a new state of the room: go along, or say where it went. Called before the state is shown. */
export function followRoom(before: Room | null, now: Room): void {
  if (before === null) {
    shownPhase.value = now.workshop.phase;
    return;
  }
  const phaseMoved = before.workshop.phase !== now.workshop.phase;
  if (!phaseMoved && before.workshop.current_item_id === now.workshop.current_item_id) return;
  const place = whereIs(now);
  announce(t("Der Raum ist jetzt bei %(place)s.", { place }));
  if (view.value !== "now" || (phaseMoved && mustStay())) movedTo.value = place;
  else go(now.workshop.phase);
}

/** Who waited outside has nothing to lose: the next stage is entered at its heading. */
export function enterAtHeading(): void {
  focusWasInStage = true;
}

/** „TOP 4, Priorisieren“ */
export function whereIs(now: Room): string {
  const { agenda, current_item_id, phase } = now.workshop;
  const index = agenda.findIndex((item) => item.id === current_item_id);
  return index < 0 ? phaseName(phase) : t("TOP %(number)s, %(phase)s", { number: index + 1, phase: phaseName(phase) });
}

/** „Mitgehen“: back to where the room is. */
export function goAlong(now: Room): void {
  view.value = "now";
  unfinished.value = false;
  go(now.workshop.phase);
  focusWasInStage = true;
}

function go(phase: Phase): void {
  movedTo.value = null;
  if (shownPhase.value === phase) return;
  focusWasInStage = stage()?.contains(document.activeElement) ?? false;
  shownPhase.value = phase;
}

/** Never a jump while somebody writes. An empty field has the focus after each submission: it holds nobody back. */
function mustStay(): boolean {
  const focused = document.activeElement;
  const isField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return unfinished.value || (isField && focused.value !== "" && (stage()?.contains(focused) ?? false));
}

/** After a new stage stands there: it is seen from its top, and who was in the old one starts at its heading. */
export function enterStage(): void {
  scrollTo(0, 0);
  if (!focusWasInStage) return;
  focusWasInStage = false;
  stage()?.querySelector<HTMLElement>("h1")?.focus();
}

function stage(): HTMLElement | null {
  return document.getElementById("inhalt");
}
