// How the person works on the text: suggesting, writing directly or only reading. The rights say what there is to choose.
import { computed, signal } from "@preact/signals";
import { type Editing, mayEdit, type Rights } from "./protocol";
import { rights } from "./state";

export type Mode = "suggest" | "direct" | "read";

/** Who writes directly in this draft. */
export const editing = signal<Editing>("direct");
/** Who writes directly as the page was told beside the text; null until it was. */
export const told = signal<Editing | null>(null);
/** What the person has chosen on this page, if anything. */
export const chosen = signal<Mode | null>(null);
/** What there is to choose; who cannot edit has nothing to choose. */
export const modes = computed(() => modesOf(rights.value));
/** How the person works now. */
export const mode = computed(() => modeOf(rights.value, chosen.value));

export function modesOf(given: Rights): Mode[] {
  if (given.write) return ["suggest", "direct", "read"];
  return given.suggest ? ["suggest", "read"] : [];
}

/** What was chosen, as long as it is possible; who may write writes, who may only suggest suggests. */
export function modeOf(given: Rights, wanted: Mode | null): Mode {
  if (wanted !== null && modesOf(given).includes(wanted)) return wanted;
  if (!mayEdit(given)) return "read";
  return given.write ? "direct" : "suggest";
}
