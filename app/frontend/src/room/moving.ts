// Moving a need on the board, by whichever way: taking up, choosing, dropping, undoing; and what is said about it.
import { computed, signal } from "@preact/signals";
import { answer } from "../announce";
import type { Need } from "../types";
import { t } from "../words";
import { reason } from "./dialog";
import { type ArrowKey, type Column, columnsOf, isSamePlace, others, type Place, placeOf, step } from "./places";
import { act, board } from "./state";
import { toast } from "./toasts";

interface Held {
  need: Need;
  target: Place;
  by: "keys" | "pointer";
}

/** The need that is taken up, and where it would go. */
export const held = signal<Held | null>(null);
/** Needs whose move the server has not confirmed yet. */
export const saving = signal<ReadonlySet<number>>(new Set());
export const columns = computed<Column[]>(() =>
  board.value === null ? [] : columnsOf(board.value, t("Noch nicht zugeordnet")),
);

export function takeUp(need: Need, by: Held["by"]): void {
  const target = placeOf(columns.value, need.id);
  if (target === undefined || saving.value.has(need.id)) return;
  held.value = { need, target, by };
  if (by === "keys")
    answer(t("%(label)s aufgenommen. %(place)s.", { label: need.label, place: inWords(need, target) }));
}

/** Let an arrow key choose another target. */
export function choose(key: ArrowKey): void {
  const now = held.value;
  if (now === null) return;
  aim(step(columns.value, now.need.id, now.target, key));
  answer(t("Ziel: %(place)s.", { place: inWords(now.need, held.value?.target ?? now.target) }));
}

/** Let the pointer choose another target. */
export function aim(target: Place): void {
  if (held.value !== null && !isSamePlace(held.value.target, target)) held.value = { ...held.value, target };
}

export function putBack(): void {
  if (held.value?.by === "keys") answer(t("Zurückgelegt."));
  held.value = null;
}

export function drop(): void {
  const now = held.value;
  held.value = null;
  if (now !== null) void move(now.need, now.target);
}

/** Write a move to the server; the card says so until it is confirmed, and the toast offers the way back. */
export async function move(need: Need, target: Place): Promise<void> {
  const from = placeOf(columns.value, need.id);
  if (from === undefined || isSamePlace(from, target)) return;
  if (!(await write(need, target))) return;
  answer(t("%(label)s liegt jetzt in %(place)s.", { label: need.label, place: inWords(need, target) }));
  toast(t("%(label)s verschoben.", { label: need.label }), {
    words: t("Rückgängig"),
    act: () => void undo(need, from),
  });
}

async function undo(need: Need, from: Place): Promise<void> {
  if (await write(need, from)) answer(t("%(label)s liegt wieder an seinem alten Platz.", { label: need.label }));
}

async function write(need: Need, { clusterId, position }: Place): Promise<boolean> {
  saving.value = new Set([...saving.value, need.id]);
  try {
    await act("PUT", `/needs/${need.id}/place`, { cluster_id: clusterId, position }, ["board"]);
    return true;
  } catch (error) {
    toast(t("%(label)s wurde nicht verschoben: %(reason)s", { label: need.label, reason: reason(error) }));
    return false;
  } finally {
    saving.value = new Set([...saving.value].filter((id) => id !== need.id));
    focusGripSoon(need.id);
  }
}

/** „Fachkräfte stärken und begleiten, 2 von 5“ */
function inWords(need: Need, { clusterId, position }: Place): string {
  const column = columns.value.find((one) => one.clusterId === clusterId);
  if (column === undefined) return "";
  const count = others(column, need.id) + 1;
  return t("%(title)s, %(position)s von %(count)s", { title: column.title, position: position + 1, count });
}

export function gripId(needId: number): string {
  return `grip-${needId}`;
}

/** The card was drawn anew in another column: whoever worked with its grip goes on there. */
function focusGripSoon(needId: number): void {
  const hadFocus = document.activeElement === document.body || document.activeElement?.id === gripId(needId);
  if (hadFocus) setTimeout(() => document.getElementById(gripId(needId))?.focus());
}
