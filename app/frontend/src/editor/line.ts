// The provider's way to the server: the page's live connection, and HTTP for what is too long for a message.
import { Refused } from "../http";
import { ask, on } from "../live";
import { t } from "../words";
import type { Line } from "./ports";

const LONGEST_WAIT_MS = 30_000;

async function upload(path: string, update: Uint8Array): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": token };
  const response = await fetch(path, {
    method: "POST",
    headers,
    body: update as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(LONGEST_WAIT_MS),
  }).catch(() => undefined);
  if (response?.ok) return;
  const { error, message } = (await response?.json().catch(() => undefined)) ?? {};
  throw new Refused(response?.status ?? 0, error ?? "no_answer", message ?? t("Das hat nicht geklappt."));
}

export const line: Line = { ask, on, upload };
