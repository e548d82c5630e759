// The one next action of each phase, apart from polls.
import type { Board, Room } from "../types";
import { t, tn } from "../words";
import { askForReveal } from "./collected";
import { ask } from "./dialog";
import { goToPhase, setPhase } from "./phases";

export interface Next {
  words: string;
  /** Half a sentence beside the button: what is missing, or what is so. */
  half: string;
  blocked?: boolean;
  act: () => void;
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
