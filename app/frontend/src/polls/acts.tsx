// What the moderation does with a poll. Each act is one request; its answer is the poll as it is then.
import { Offline, Refused, request } from "../http";
import { ask, reason } from "../room/dialog";
import { t } from "../words";
import type { Poll } from "./contract";
import { openingBody, type Timing } from "./plans";
import { reload, take } from "./polls";
import { closingWords } from "./sentences";
import type { Refusal } from "./sheet";

async function post(poll: Poll, what: string, body: unknown = {}): Promise<void> {
  take(await request<Poll>("POST", `/polls/${poll.id}/${what}`, body));
}

function act(poll: Poll, what: string, body: unknown = {}): Promise<Refusal | null> {
  return refusalOf(() => post(poll, what, body));
}

/** Runs `act`; a no of the server or a lost connection becomes something to show. */
async function refusalOf(act: () => Promise<void>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Offline)) throw error;
    return { message: reason(error), fields: error instanceof Refused ? error.fields : {} };
  }
}

/** Prepare a poll and open it. Prepared but not opened, it stays and can be opened later. */
export async function openNew(workshop: number, body: object, timing: Timing): Promise<Refusal | null> {
  return refusalOf(async () => {
    const prepared = await request<Poll>("POST", `/workshops/${workshop}/polls`, body);
    take(prepared);
    take(await request<Poll>("POST", `/polls/${prepared.id}/opening`, openingBody(timing)));
  });
}

export function openPrepared(poll: Poll, timing: Timing): Promise<Refusal | null> {
  return act(poll, "opening", openingBody(timing));
}

export function extend(poll: Poll, minutes: number): Promise<Refusal | null> {
  return act(poll, "extension", { minutes });
}

export function publish(poll: Poll): Promise<Refusal | null> {
  return act(poll, "publication");
}

/** Take the chosen wording into the text. */
export function adopt(poll: Poll): Promise<Refusal | null> {
  return act(poll, "adoption");
}

/** Asks first, with the number of missing ballots as it is now. */
export async function close(poll: Poll): Promise<void> {
  const fresh = (await reload(poll.id)) ?? poll;
  ask({
    heading: t("Abstimmung schließen?"),
    body: <p>{closingWords(fresh.turnout)}</p>,
    yes: t("Schließen"),
    no: t("Noch offen lassen"),
    act: () => post(poll, "closure"),
  });
}

export function cancel(poll: Poll): void {
  ask({
    heading: t("Abstimmung abbrechen?"),
    body: <p>{t("Die abgegebenen Stimmen werden gelöscht. Dass abgebrochen wurde, bleibt festgehalten.")}</p>,
    yes: t("Abstimmung abbrechen"),
    no: t("Weiter abstimmen lassen"),
    act: () => post(poll, "cancellation"),
  });
}
