// Brings ballot papers to the server: once, also when the connection breaks in between or the page is loaded anew.
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newKey, Offline, Refused, request } from "../http";
import type { Poll } from "./contract";
import { reload, take } from "./polls";
import type { Counted, Paper, Sheet } from "./sheet";
import * as sheets from "./sheet";
import { tellTabs } from "./tabs";

const RETRY_MS = 3_000;
const CONFLICT = 409;

// A paper outlives the component that shows it: who looks at the agenda finds it again.
const papers = new Map<number, Signal<Sheet<unknown>>>();

/** The sheet of a poll on this device, with the own ballot as the server has it. */
export function useSheet<C>(poll: Poll, empty: Paper<C>): Signal<Sheet<C>> {
  const sheet = sheetOf(poll, empty);
  const ballot = ballotOf<C>(poll);
  useEffect(() => {
    sheet.value = sheets.arrived(sheet.peek(), ballot);
  }, [sheet, ballot]);
  return sheet;
}

function sheetOf<C>(poll: Poll, empty: Paper<C>): Signal<Sheet<C>> {
  let sheet = papers.get(poll.id) as Signal<Sheet<C>> | undefined;
  if (sheet === undefined) {
    sheet = signal(kept<C>(poll.id) ?? sheets.begin(empty, ballotOf<C>(poll)));
    papers.set(poll.id, sheet as Signal<Sheet<unknown>>);
    if (sheet.peek().step === "waiting") retry(poll.id, sheet, 0);
  }
  return sheet;
}

function ballotOf<C>(poll: Poll): Counted<C> | null {
  return poll.ballot as Counted<C> | null;
}

/** The button was pressed. */
export async function cast<C>(id: number, sheet: Signal<Sheet<C>>): Promise<void> {
  const pressed = sheets.press(sheet.peek(), newKey());
  if (pressed === sheet.peek()) return;
  sheet.value = pressed;
  await send(id, sheet);
}

async function send<C>(id: number, sheet: Signal<Sheet<C>>): Promise<void> {
  const { paper, seen, key } = sheet.peek();
  try {
    const answer = await request<Poll>("PUT", `/polls/${id}/ballot`, {
      ...written(paper),
      revision: seen,
      request_key: key,
    });
    const ballot = ballotOf<C>(answer);
    if (ballot !== null) sheet.value = sheets.accepted(sheet.peek(), ballot);
    take(answer);
    tellTabs(id);
  } catch (error) {
    await settle(id, sheet, error);
  }
  keep(id, sheet.peek());
}

/** The paper without „no opinion“, which only this page knows: the server gets what was said. */
function written<C>({ choices, reason }: Paper<C>): Paper<Partial<C>> {
  const said = Object.entries(choices as object).filter(([, choice]) => choice !== null);
  return { choices: Object.fromEntries(said) as Partial<C>, reason };
}

async function settle<C>(id: number, sheet: Signal<Sheet<C>>, error: unknown): Promise<void> {
  if (error instanceof Offline) {
    sheet.value = sheets.unreachable(sheet.peek());
    retry(id, sheet, RETRY_MS * (1 + Math.random()));
  } else if (error instanceof Refused) {
    const { message, fields, status } = error;
    sheet.value = sheets.refused(sheet.peek(), { message, fields });
    if (status === CONFLICT) await overtaken(id, sheet);
  } else {
    throw error;
  }
}

/** The poll has moved on. If it is over, this paper came too late; else a newer ballot of one's own replaces it. */
async function overtaken<C>(id: number, sheet: Signal<Sheet<C>>): Promise<void> {
  const poll = await reload(id);
  if (poll !== null && poll.status !== "open") sheet.value = sheets.tooLate(sheet.peek());
  else sheet.value = sheets.arrived(sheet.peek(), poll === null ? null : ballotOf<C>(poll));
}

function retry<C>(id: number, sheet: Signal<Sheet<C>>, after: number): void {
  setTimeout(() => {
    sheet.value = sheets.again(sheet.peek());
    void send(id, sheet);
  }, after);
}

// A phone may forget a page that waits in the background; the paper stays in this tab until its fate is known.
function keep<C>(id: number, sheet: Sheet<C>): void {
  if (sheet.step === "waiting") sessionStorage.setItem(place(id), JSON.stringify(sheet));
  else sessionStorage.removeItem(place(id));
}

function kept<C>(id: number): Sheet<C> | null {
  const found = sessionStorage.getItem(place(id));
  return found === null ? null : JSON.parse(found);
}

function place(id: number): string {
  return `ballot-${id}`;
}
