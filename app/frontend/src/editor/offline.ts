// Lets the page open again without a network, once it was open: with the service worker, which exists on https and on
// localhost only. Without it the edits are kept all the same, only the page does not come back by itself.
import { PAGES } from "../kept-pages";

/** Keep this page and what it is made of. Twice is the same as once. */
export async function keepPage(): Promise<void> {
  if (navigator.serviceWorker === undefined || globalThis.caches === undefined) return;
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
  try {
    await navigator.serviceWorker.register("/service-worker.js", { scope: "/drafts/" });
    await keepFiles(await caches.open(PAGES));
  } catch {
    // No network now, or no room to keep anything: the next visit tries again.
  }
}

async function keepFiles(cache: Cache): Promise<void> {
  // Also those that the page has not needed yet: without a network it says more in bold.
  await Promise.all([...document.fonts].map((font) => font.load()));
  const isOurs = (address: string) => address.startsWith(`${location.origin}/static/`);
  const wanted = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter(isOurs);
  const kept = (await cache.keys()).map(({ url }) => url);
  // What a former release was made of.
  for (const url of kept) if (isOurs(url) && !wanted.includes(url)) await cache.delete(url);
  const page = location.origin + location.pathname;
  await cache.addAll([...new Set([...wanted, page])].filter((address) => !kept.includes(address)));
}
