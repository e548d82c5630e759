// Opens a draft's page without a network. Asks the network first, always; keeps the page of a draft, and nothing else that
// is about people: no data, no other page. What a page is made of, the page itself keeps (editor/offline.ts).
import { PAGES } from "./kept-pages";

/** The events of a service worker: TypeScript's own types of it exclude those of pages. */
interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
type Worker = {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener<E extends Event>(name: string, handler: (event: E) => void): void;
};

const worker = globalThis as unknown as Worker;
const DRAFT = /^\/drafts\/\d+$/;
const OFFLINE = `<!doctype html><html lang="de"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Keine Verbindung – Konsenswerk</title>
<h1>Keine Verbindung</h1>
<p>Diese Seite lässt sich gerade nicht laden. Bitte versuchen Sie es noch einmal, sobald Sie wieder ein Netz haben.</p></html>`;

/** What a proxy answers while the server behind it restarts. */
const NOBODY_THERE = new Set([502, 503, 504]);

async function page(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(PAGES);
  const answer = await fetch(request).catch(() => undefined);
  if (answer === undefined || NOBODY_THERE.has(answer.status)) {
    return (
      (await cache.match(pathname)) ?? answer ?? new Response(OFFLINE, { headers: { "Content-Type": "text/html" } })
    );
  }
  // Who is refused, or sent to sign in, does not find the page of the one who was here before.
  if (!answer.ok) await cache.delete(pathname);
  else if (DRAFT.test(pathname)) await cache.put(pathname, answer.clone());
  return answer;
}

/** The files a page is made of have their hash in the address: the browser asks for each once. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: PAGES });
  return kept ?? fetch(request);
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener<Waiting>("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener<Fetching>("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
