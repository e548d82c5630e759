// The pages that this browser keeps so that they open without a network: the service worker and the pages share the name.

export const PAGES = "konsenswerk-pages";

/** Forget them: whoever uses this device next must not open them. */
export async function forgetPages(): Promise<void> {
  await globalThis.caches?.delete(PAGES);
}
