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

const TOO_MANY_REQUESTS = 429;
const SERVER_FAILED = 500;

async function page(event: Fetching): Promise<Response> {
  const { pathname } = new URL(event.request.url);
  const answer = await fetch(event.request).catch(() => undefined);
  if (answer === undefined || answer.status >= SERVER_FAILED) {
    return (await kept(pathname)) ?? answer ?? new Response(OFFLINE, { headers: { "Content-Type": "text/html" } });
  }
  // Who is refused, or sent to sign in, does not find the page of the one who was here before.
  if (!answer.ok && answer.status !== TOO_MANY_REQUESTS) await changeKept((cache) => cache.delete(pathname));
  const copy = answer.ok && DRAFT.test(pathname) ? answer.clone() : undefined;
  if (copy !== undefined) event.waitUntil(changeKept((cache) => cache.put(pathname, copy)));
  return answer;
}

/** The files a page is made of have their hash in the address: the browser asks for each once. */
async function file(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

async function kept(asked: Request | string): Promise<Response | undefined> {
  try {
    return await caches.match(asked, { cacheName: PAGES });
  } catch {
    return undefined; // this browser lets nothing be kept
  }
}

/** A full disk is no reason to withhold a page that is there. */
async function changeKept(change: (cache: Cache) => Promise<unknown>): Promise<void> {
  try {
    await change(await caches.open(PAGES));
  } catch {
    // The next visit tries again.
  }
}

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener<Waiting>("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener<Fetching>("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
