// The moderator's bar: four tools on the left, on the right what is missing and the one next action of the phase.
import { PollBar } from "../polls";
import type { Board, Room } from "../types";
import { t, tn } from "../words";
import { askForReveal } from "./collected";
import { Button } from "./controls";
import { ask } from "./dialog";
import { goToPhase, setPhase } from "./phases";
import { currentPoll } from "./poll";
import { board } from "./state";
import { ToolButtons, ToolPanel } from "./tools";

export interface Next {
  words: string;
  /** Half a sentence beside the button: what is missing, or what is so. */
  half: string;
  blocked?: boolean;
  act: () => void;
}

export function ModerationBar({ room }: { room: Room }) {
  return (
    <section class="kw-moderation" aria-label={t("Moderation")}>
      <ToolPanel room={room} />
      <div class="kw-modbar">
        <ToolButtons />
        <NextAction room={room} />
      </div>
    </section>
  );
}

function NextAction({ room }: { room: Room }) {
  const poll = currentPoll(room);
  const { phase } = room.workshop;
  const isDecided = phase === "prioritise" && poll?.status === "published";
  if ((phase === "prioritise" && !isDecided) || phase === "consent") return <PollBar room={room} poll={poll} />;
  const next = nextOf(room, board.value);
  if (next === null) return null;
  return (
    <div class="kw-modbar__next">
      <span class="kw-small kw-muted">{next.half}</span>
      <Button words={next.words} kind="primary" blocked={next.blocked ?? false} onPress={next.act} />
    </div>
  );
}

/** What the moderator does next, apart from polls; null once the room is closed. */
export function nextOf(room: Room, needs: Board | null): Next | null {
  switch (room.workshop.phase) {
    case "preparing":
      return { words: t("Raum öffnen"), half: presentWords(room), act: () => void goToPhase("collect") };
    case "collect":
      return afterCollecting(room, needs?.needs.length ?? 0);
    case "cluster":
      return { words: t("Ordnen abschließen"), half: looseWords(needs), act: () => finishClustering(needs) };
    case "prioritise":
      return {
        words: t("Zum Entwerfen"),
        half: t("Ergebnis ist veröffentlicht"),
        act: () => void goToPhase("draft"),
      };
    case "draft":
      return afterDrafting(room);
    default:
      return null;
  }
}

function presentWords({ presence: { present, total } }: Room): string {
  return t("%(present)s von %(total)s Personen sind da", { present, total });
}

function afterCollecting({ workshop }: Room, count: number): Next {
  const isHidden = workshop.collecting === "private" && workshop.revealed === "no";
  const half = count === 0 ? t("Noch ist nichts eingereicht") : isHidden ? t("Die Bedarfe sind verdeckt") : "";
  return {
    words: isHidden ? t("Bedarfe aufdecken") : t("Bedarfe ordnen"),
    half,
    blocked: count === 0,
    act: isHidden ? askForReveal : () => void goToPhase("cluster"),
  };
}

function looseCount(needs: Board | null): number {
  return needs?.needs.filter((need) => need.cluster_id === null).length ?? 0;
}

function looseWords(needs: Board | null): string {
  const count = looseCount(needs);
  if (count === 0) return t("Alle Bedarfe sind zugeordnet");
  return tn("%(num)s Bedarf ist noch ohne Cluster", "%(num)s Bedarfe sind noch ohne Cluster", count);
}

function finishClustering(needs: Board | null): void {
  if (looseCount(needs) === 0) {
    void goToPhase("prioritise");
    return;
  }
  ask({
    heading: t("%(sentence)s.", { sentence: looseWords(needs) }),
    body: <p>{t("Sie bleiben erhalten, gehören aber zu keinem Cluster.")}</p>,
    yes: t("Trotzdem abschließen"),
    no: t("Weiter ordnen"),
    act: () => setPhase("prioritise"),
  });
}

function afterDrafting(room: Room): Next {
  const frozen = (room.drafts ?? []).some((draft) => draft.version !== null);
  return {
    words: t("Zum Konsens"),
    half: frozen ? "" : t("Noch ist keine Fassung eingefroren"),
    blocked: !frozen,
    act: () => void goToPhase("consent"),
  };
}

/** Strg+Eingabe: the next action, asked first, because no button was pressed. */
export function askForNext(): void {
  const button = document.querySelector<HTMLButtonElement>(".kw-modbar__next .kern-btn--primary");
  if (button === null || button.getAttribute("aria-disabled") === "true") return;
  const words = button.textContent ?? "";
  ask({
    heading: t("Nächster Schritt: %(words)s?", { words }),
    yes: words,
    act: () => void setTimeout(() => button.click()),
  });
}
