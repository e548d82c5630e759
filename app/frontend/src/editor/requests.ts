// What the draft's page asks over HTTP: comments and versions, and how to wait until everything is saved.
import { Offline, Refused, request } from "../http";
import { t } from "../words";
import type { Marked } from "./commenting";
import * as state from "./state";

const LONGEST_WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 50;

let base = "";

/** Say which draft this page is about. */
export function about(draft: number): void {
  base = `/drafts/${draft}`;
}

export async function loadComments(): Promise<void> {
  const answer = await request<{ comments: state.Comment[] }>("GET", `${base}/comments`);
  state.comments.value = answer.comments;
}

export async function loadVersions(): Promise<void> {
  const answer = await request<{ versions: state.Version[] }>("GET", `${base}/versions`);
  state.versions.value = answer.versions;
}

/** Load both; who is offline gets them with the next connection. */
export async function loadAll(): Promise<void> {
  try {
    await Promise.all([loadComments(), loadVersions()]);
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
  }
}

/** Comment on a passage; returns the comment's id. */
export async function sendComment({ ends, quote }: Marked, body: string, key: string): Promise<string> {
  await everythingSaved();
  const { id } = await request<{ id: string }>("POST", `${base}/comments`, { ...ends, quote, body, request_key: key });
  await loadComments();
  return id;
}

/** Freeze the text as it stands now. Refused with `fields` if required sections are empty. */
export async function freeze(occasion: string): Promise<state.Version> {
  await everythingSaved();
  const version = await request<state.Version>("POST", `${base}/versions`, { occasion });
  await loadVersions();
  return version;
}

/** What is asked about the text must be about what one sees: wait for the last acknowledgement. */
async function everythingSaved(): Promise<void> {
  const late = Date.now() + LONGEST_WAIT_MS;
  while (state.unsaved.value > 0) {
    if (Date.now() > late) throw new Refused(0, "unsaved", notSavedYet());
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function notSavedYet(): string {
  return t("Ihre letzten Änderungen sind noch nicht gespeichert. Bitte versuchen Sie es gleich noch einmal.");
}

/** `7c1e 94ab`: the fingerprint as people compare it. */
export function shortFingerprint(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}
