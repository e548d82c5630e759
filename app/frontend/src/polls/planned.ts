// The method that the moderation is about to open: the stage chooses it, the bar names it on its button.
import { signal } from "@preact/signals";
import type { ChosenMethod } from "./methods";

/** Null while no form stands on the stage. */
export const planned = signal<ChosenMethod | null>(null);
