// What the person may do in which section. The server holds everybody to it; here the page says so before anything is typed.
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { mode } from "./mode";
import { mayEdit, type Rights } from "./protocol";
import { rights } from "./state";

export type Leave = "write" | "suggest" | "closed";

/** What the rights say of a section, however the person has chosen to work. */
export function leaveOf(given: Rights, key: string): Leave {
  if (!mayEdit(given) || given.closed?.includes(key)) return "closed";
  return given.write && !given.suggested?.includes(key) ? "write" : "suggest";
}

/** What becomes of the person's next edit in a section. */
export function leaveIn(key: string): Leave {
  const leave = leaveOf(rights.value, key);
  return leave === "write" && mode.value === "suggest" ? "suggest" : leave;
}

/** The sections that are otherwise than before, of those that may have been open. */
export function changedLeaves(before: Rights, after: Rights, keys: readonly string[]): Record<Leave, string[]> {
  const changed: Record<Leave, string[]> = { write: [], suggest: [], closed: [] };
  if (before.write !== after.write || before.suggest !== after.suggest) return changed; // this is news of the whole text
  for (const key of keys) {
    const leave = leaveOf(after, key);
    if (leave !== leaveOf(before, key)) changed[leave].push(key);
  }
  return changed;
}

/** The keys of the sections that a transaction changes. Whatever stays is the same node. */
export function touchedIn({ before, doc }: Transaction): string[] {
  const areSame = before.childCount === doc.childCount;
  return before.children.filter((part, index) => !areSame || part !== doc.maybeChild(index)).map(keyOf);
}

export function keyOf(section: Node): string {
  return String(section.attrs.key);
}
