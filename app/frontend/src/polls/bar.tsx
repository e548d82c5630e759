// The right side of the moderation's bar: half a sentence on what is missing, and the one next action.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "../room/controls";
import { askToClose } from "../room/phases";
import { board } from "../room/state";
import type { PollSummary, Room } from "../types";
import { t, tn } from "../words";
import { close, publish } from "./acts";
import { isPaper, type Poll } from "./contract";
import { useLanding } from "./landing";
import { isAnswerMethod } from "./methods";
import { sendForm } from "./opening";
import { LinkButton } from "./parts";
import { planned } from "./planned";
import { usePoll } from "./polls";
import { isRevised, nextAddress, recordedFrom, recordedWords } from "./result";
import { missingSentence } from "./sentences";
import type { Refusal } from "./sheet";

export function PollBar({ room, poll: summary }: { room: Room; poll: PollSummary | null }) {
  const { poll } = usePoll(summary?.id ?? null);
  const bar = useLanding(`${poll?.id}-${poll?.status}`);
  return (
    <div class="kw-poll__bar" ref={bar}>
      {summary === null ? <Opening room={room} poll={null} /> : poll && <NextAct room={room} poll={poll} />}
    </div>
  );
}

function NextAct({ room, poll }: { room: Room; poll: Poll }) {
  switch (poll.status) {
    case "prepared":
    case "cancelled":
      return <Opening room={room} poll={poll} />;
    case "open":
      return (
        <Next half={missingSentence(poll.turnout)}>
          <Button words={t("Abstimmung schließen")} kind="primary" onPress={() => void close(poll)} />
        </Next>
      );
    case "closed":
      return <Publishing poll={poll} />;
    case "published":
      if (isAnswerMethod(poll.method)) return <Opening room={room} poll={null} />;
      if (poll.method === "wording") return <Next half={t("Ergebnis ist veröffentlicht")} />;
      return isRevised(room, poll) ? <Opening room={room} poll={null} /> : <Published poll={poll} />;
  }
}

function Next({ half, children }: { half: string; children?: ComponentChildren }) {
  return (
    <div class="kw-modbar__next">
      <span class="kw-small kw-muted">{half}</span>
      {children}
    </div>
  );
}

/** Sends the form on the stage: what it opens stands there. */
function Opening({ room, poll }: { room: Room; poll: Poll | null }) {
  const method = methodToOpen(room, poll);
  const words = openingWords(method);
  const obstacle = whyNotYet(room, board.value?.needs.length ?? 0, method);
  if (obstacle !== null)
    return (
      <Next half={obstacle}>
        <Button words={words} kind="primary" blocked />
      </Next>
    );
  const voting = room.presence.voting;
  return (
    <Next half={tn("%(num)s Person ist stimmberechtigt", "%(num)s Personen sind stimmberechtigt", voting)}>
      <Button words={words} kind="primary" onPress={sendForm} />
    </Next>
  );
}

type ToOpen = "dot" | "consent" | "other";

/** What stands on the stage: a poll that is prepared, or the form for a new one. */
function methodToOpen(room: Room, poll: Poll | null): ToOpen {
  if (poll?.status === "prepared" && (poll.method === "wording" || isPaper(poll))) return "other";
  const usual = room.workshop.phase === "prioritise" ? "dot" : "consent";
  return planned.value === null || planned.value === usual ? usual : "other";
}

function openingWords(method: ToOpen): string {
  const words: Record<ToOpen, string> = {
    dot: t("Mehrpunktabfrage öffnen"),
    consent: t("Konsensabstimmung öffnen"),
    other: t("Abstimmung öffnen"),
  };
  return words[method];
}

function nobodyVotes({ presence }: Room): string | null {
  return presence.voting === 0 ? t("Noch niemand ist stimmberechtigt") : null;
}

/** What is missing before a poll can be opened; null if nothing is. Other methods need nothing of the room. */
export function whyNotYet(room: Room, needs: number, method: ToOpen): string | null {
  const { drafts, presence } = room;
  if (presence.voting === 0) return nobodyVotes(room);
  if (method === "other") return null;
  if (method === "dot") return needs === 0 ? t("Noch keine Bedarfe") : null;
  return drafts.every((draft) => draft.version === null) ? t("Erst eine Fassung einfrieren") : null;
}

/** While it is on its way the line says so, afterwards why it did not work. */
function Publishing({ poll }: { poll: Poll }) {
  const busy = useSignal(false);
  const refusal = useSignal<Refusal | null>(null);
  async function press() {
    busy.value = true;
    refusal.value = await publish(poll);
    busy.value = false;
  }
  const half = refusal.value?.message ?? t("Nur Sie sehen dieses Ergebnis");
  return (
    <Next half={busy.value ? t("wird veröffentlicht …") : half}>
      <Button words={t("Ergebnis veröffentlichen")} kind="primary" busy={busy.value} onPress={() => void press()} />
    </Next>
  );
}

/** On to the recommendation; once that is recorded, nothing is left but to close the room. */
function Published({ poll }: { poll: Poll }) {
  const recorded = recordedFrom(poll);
  if (recorded !== undefined)
    return (
      <Next half={recordedWords(recorded)}>
        <Button words={t("Raum schließen")} kind="primary" onPress={askToClose} />
      </Next>
    );
  const next = poll.method === "consent" ? nextAddress(poll) : null;
  return <Next half={t("Ergebnis ist veröffentlicht")}>{next && <LinkButton {...next} />}</Next>;
}
