// How many changes edits are. Without Yjs: every page asks it before somebody signs out.

/** What goes on where the edit before it was made, a person calls the same change. */
export function countChanges(edits: readonly { goesOn?: boolean }[]): number {
  return edits.filter(({ goesOn }, place) => place === 0 || !goesOn).length;
}
