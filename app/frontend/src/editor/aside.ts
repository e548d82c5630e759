// Text that could not be saved. It stays in this browser's tab, across a reload, until the person has taken it.
import { type SetAside, setAside } from "./state";

function keyOf(draft: number): string {
  return `draft-${draft}-set-aside`;
}

/** Keep the text and show it. */
export function keepAside(draft: number, kept: SetAside): void {
  setAside.value = kept;
  try {
    sessionStorage.setItem(keyOf(draft), JSON.stringify(kept));
  } catch {
    // Full or forbidden: it is still shown, it only does not survive a reload.
  }
}

/** What was kept before the page was loaded anew. */
export function keptAside(draft: number): SetAside | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(draft)) ?? "null");
  } catch {
    return null;
  }
}

/** The person has taken it. */
export function dropAside(draft: number): void {
  setAside.value = null;
  sessionStorage.removeItem(keyOf(draft));
}
