// The sections of the draft as people see them: its page brings them along, and the server tells what changes in them.
import { signal } from "@preact/signals";

export interface Section {
  key: string;
  label: string;
  /** What belongs there. */
  help: string;
  /** How long it should be. */
  hint: string;
  required: boolean;
}

/** The key of the section that holds one paragraph and nothing else. */
export const TITLE = "title";

/** In the order of the draft. */
export const sections = signal<readonly Section[]>([]);

/** How often the page was told that they, or the rights in them, have changed. */
export const changes = signal(0);

/** What a section is called. */
export function label(key: string): string {
  return section(key)?.label ?? key;
}

/** What stands over a section and beside it; undefined for a key that this page does not know. */
export function section(key: string): Section | undefined {
  return sections.value.find((one) => one.key === key);
}
