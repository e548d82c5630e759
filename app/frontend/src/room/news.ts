// What is said aloud about what others do.
import { announce, announceCount, urgent } from "../announce";
import { type Fact, onFact } from "../live";
import { t, tn } from "../words";
import { board, isAboutMe, may, room } from "./state";
import { attention } from "./strips";

/** Begin to tell. */
export function startNews(): void {
  onFact(tell);
  let before = clustersOfOwn();
  board.subscribe(() => {
    const after = clustersOfOwn();
    for (const [label, title] of after) if (before.get(label) !== title) tellCluster(label, title);
    before = after;
  });
}

function tell(fact: Fact): void {
  if (fact.kind === "attention:called") callAttention();
  if (fact.kind === "need:submitted") {
    announceCount("needs", 1, (count) => tn("%(num)s neuer Bedarf.", "%(num)s neue Bedarfe.", count));
  }
  if (fact.kind === "comment:mentioned" && isAboutMe(fact)) announce(t("Sie wurden in einem Kommentar erwähnt."));
  if (fact.kind === "needs:revealed") announce(t("Die Bedarfe sind aufgedeckt."));
  if (fact.kind === "participant:joined" && room.value?.workshop.admission === "lobby") {
    announceCount("waiting", 1, (count) =>
      tn("%(num)s Person wartet auf Einlass.", "%(num)s Personen warten auf Einlass.", count),
    );
  }
}

function callAttention(): void {
  attention.value = true;
  urgent(t("Die Moderation bittet: Bitte nach vorn schauen."));
}

/** Label of each own need -> title of its cluster. */
function clustersOfOwn(): Map<string, string> {
  const state = board.value;
  const titles = new Map(state?.clusters.map((cluster) => [cluster.id, cluster.title]));
  const own = state?.needs.filter((need) => need.mine && need.cluster_id !== null) ?? [];
  return new Map(own.map((need) => [need.label, titles.get(need.cluster_id ?? 0) ?? ""]));
}

/** Who arranges the board has just heard it. */
function tellCluster(label: string, title: string): void {
  if (may("arrange_needs")) return;
  announce(t("Ihr Bedarf %(label)s gehört jetzt zu: %(title)s.", { label, title }));
}
