// What the draft's page asks over HTTP: comments and versions, and how to wait until everything is saved.
import * as Y from "yjs";
import { digest } from "../digest";
import { Offline, Refused, request } from "../http";
import { t } from "../words";
import type { Marked } from "./commenting";
import { type Changed, type Passage, passageFor } from "./homecoming";
import { label, type Section, sections } from "./sections";
import * as state from "./state";
import { saysTheSame, steadied } from "./steady";

const LONGEST_WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 50;
const LONGEST_QUOTE = 5_000;
/** Of a comment's 5,000 characters, what is left for the words once every line break is doubled. */
const LONGEST_PIECE = 2_400;

let base = "";

/** Say which draft this page is about. */
export function about(draft: number): void {
  base = `/drafts/${draft}`;
}

/** The address of something of this draft. */
export function path(rest: string): string {
  return `${base}/${rest}`;
}

/** Never twice at once, so that no late answer shows what was; news that come meanwhile are asked for once more. */
export function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const load = (): Promise<void> => {
    if (running === null) {
      running = ask().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return load();
      });
    return next;
  };
  return load;
}

export const loadComments = oneAtATime(askForComments);

async function askForComments(): Promise<void> {
  const answer = await request<{ comments: state.Comment[] }>("GET", path("comments"));
  state.comments.value = steadied(state.comments.value, answer.comments, saysTheSame);
}

/** What was sent is sent, even if it cannot be shown now; it comes with the next connection. */
export async function show(load: () => Promise<unknown>): Promise<void> {
  try {
    await load();
  } catch (error) {
    if (!(error instanceof Offline)) throw error;
  }
}

export async function loadVersions(): Promise<void> {
  const answer = await request<{ versions: state.Version[] }>("GET", path("versions"));
  state.versions.value = answer.versions;
}

export async function loadSections(): Promise<void> {
  const answer = await request<{ sections: Section[] }>("GET", path("sections"));
  sections.value = answer.sections;
}

/** Comment on a passage; returns the comment's id. */
export async function sendComment(marked: Marked, body: string, key: string): Promise<string> {
  await everythingSaved();
  const id = await postComment(marked, body, key);
  await show(loadComments);
  return id;
}

async function postComment({ ends, quote }: Marked, body: string, key: string): Promise<string> {
  const { anchor, head } = ends;
  const places = { anchor: Y.relativePositionToJSON(anchor), head: Y.relativePositionToJSON(head) };
  const { id } = await request<{ id: string }>("POST", path("comments"), {
    ...places,
    quote,
    body,
    request_key: key,
  });
  return id;
}

/** Answer a comment; one that was settled is open again. */
export async function sendReply(comment: string, body: string, key: string): Promise<void> {
  await request("POST", path(`comments/${comment}/replies`), { body, request_key: key });
  await show(loadComments);
}

/** Call a comment done, or take that back. */
export async function settleComment(comment: string, isDone: boolean): Promise<void> {
  await request(isDone ? "PUT" : "DELETE", path(`comments/${comment}/settlement`));
  await show(loadComments);
}

/**
 * Say a person's wording of each section in comments on it. `key` names the whole: the same words sent again, after an
 * answer that was lost, are the same comments; other words are others.
 */
export async function commentOn(text: Y.Doc, wordings: readonly Changed[], key: string): Promise<void> {
  for (const changed of wordings) {
    const passage = passageFor(text, changed.key);
    if (passage === undefined)
      throw new Refused(0, "empty", t("Im Entwurf steht noch nichts, wozu ein Kommentar passt."));
    const marked = { ends: passage.ends, quote: passage.quote.slice(0, LONGEST_QUOTE) };
    for (const [part, body] of commentsOn(changed, passage).entries()) {
      await postComment(marked, body, `${key}-${digest(`${changed.key} ${part} ${body}`)}`);
    }
  }
  await loadComments();
}

/** The comments that hold a section's wording: more than one if it is too long for one. */
function commentsOn({ key, words }: Changed, passage: Passage): string[] {
  const begin =
    passage.key === key
      ? t("Konnte nicht in den Text übernommen werden:")
      : t("Konnte nicht in „%(section)s“ übernommen werden:", { section: label(key) });
  const pieces = [...Array(Math.ceil(words.length / LONGEST_PIECE)).keys()];
  // Two line breaks, so that Markdown keeps the paragraphs.
  return pieces.map((piece) => {
    const part = words.slice(piece * LONGEST_PIECE, (piece + 1) * LONGEST_PIECE);
    return `${begin}\n\n${part.replaceAll("\n", "\n\n")}`;
  });
}

/** Freeze the text as it stands now. Refused with `fields` if required sections are empty. */
export async function freeze(occasion: string): Promise<state.Version> {
  await everythingSaved();
  const version = await request<state.Version>("POST", path("versions"), { occasion });
  await loadVersions();
  return version;
}

/** What is asked about the text must be about what one sees: wait for the last acknowledgement. */
export async function everythingSaved(): Promise<void> {
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
