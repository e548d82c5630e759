// The outbox of the person in this room: when it sends, and what is said about it.
import { effect, signal, untracked } from "@preact/signals";
import { answer } from "../announce";
import { connection } from "../live";
import { t, tn } from "../words";
import { Outbox, type Wording } from "./outbox";
import { act, path, room } from "./state";
import { toast } from "./toasts";

/** There from the moment on when the person is known. */
export const outbox = signal<Outbox | null>(null);

const TRY_AGAIN_MS = 10_000;

async function send(wording: Wording, key: string): Promise<void> {
  const body = { ...wording, request_key: key };
  const { number } = await act<{ number: number }>("POST", path("needs"), body, ["board"]);
  answer(t("Bedarf %(label)s ist eingereicht.", { label: `H-${String(number).padStart(2, "0")}` }));
}

async function flush(): Promise<void> {
  const sent = (await outbox.value?.flush()) ?? 0;
  if (sent === 0) return;
  toast(tn("Wieder verbunden. %(num)s Bedarf ist gesendet.", "Wieder verbunden. %(num)s Bedarfe sind gesendet.", sent));
}

/** Open the outbox once the person is known; send what waits whenever there is a connection. */
export function startSending(): void {
  effect(() => {
    const place = room.value?.me.id;
    if (place !== undefined && outbox.peek() === null) outbox.value = new Outbox(`konsenswerk-outbox-${place}`, send);
  });
  effect(() => {
    const mayFlow = connection.value.state === "connected" && outbox.value !== null;
    if (mayFlow) untracked(() => void flush());
  });
  setInterval(() => {
    if (outbox.value?.waiting.value) void flush();
  }, TRY_AGAIN_MS);
}
