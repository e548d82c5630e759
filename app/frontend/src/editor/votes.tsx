// Votes on wordings as the draft's page shows them: what runs, what waits to be taken in, and what was chosen where.
import { computed } from "@preact/signals";
import { request } from "../http";
import { Button, Strip } from "../room/controls";
import { reason } from "../room/dialog";
import { may, room } from "../room/state";
import { toast } from "../room/toasts";
import type { PollSummary } from "../types";
import { t } from "../words";
import { oneAtATime, path } from "./requests";
import { lines, votes } from "./state";
import { changedAfter, type Vote } from "./voted";

const adopted = computed(() => votes.value.filter(({ wording }) => wording !== null));
const changed = computed(() => new Set(changedAfter(lines.value, adopted.value).map(({ id }) => id)));

export const loadVotes = oneAtATime(async () => {
  votes.value = (await request<{ polls: Vote[] }>("GET", path("polls"))).polls;
});

/** A sentence for each vote on this draft that people have to do something about. */
export function VoteStrips({ draft, workshop }: { draft: number; workshop: number }) {
  const about = room.value?.polls?.filter((poll) => poll.method === "wording" && poll.draft_id === draft) ?? [];
  return (
    <>
      {about.map((poll) => (
        <VoteStrip key={poll.id} poll={poll} workshop={workshop} />
      ))}
    </>
  );
}

function VoteStrip({ poll, workshop }: { poll: PollSummary; workshop: number }) {
  const { question } = poll;
  const way = (words: string) => <a href={`/workshops/${workshop}`}>{words}</a>;
  if (poll.status === "prepared")
    return <Strip>{[t("Vorbereitet: „%(question)s“", { question }), " ", way(t("Zur Abstimmung"))]}</Strip>;
  if (poll.status === "open")
    return <Strip>{[t("Es wird abgestimmt: „%(question)s“", { question }), " ", way(t("Zur Abstimmung"))]}</Strip>;
  if (poll.stage !== "chosen") return null;
  const adopt = may("run_polls") && <Button words={t("Ergebnis übernehmen")} onPress={() => void take(poll.id)} />;
  return (
    <Strip action={adopt}>
      {[t("Ein Wortlaut ist gewählt: „%(question)s“", { question }), " ", way(t("Zum Ergebnis"))]}
    </Strip>
  );
}

async function take(poll: number): Promise<void> {
  try {
    await request("POST", `/polls/${poll}/adoption`, {});
    toast(t("Das Ergebnis steht im Entwurf."));
  } catch (refused) {
    toast(reason(refused));
  }
}

/** What was decided by vote in this text, and whether it still reads so. */
export function VotedPassages({ draft }: { draft: number }) {
  if (adopted.value.length === 0) return null;
  return (
    <details class="kw-details" open={changed.value.size > 0}>
      <summary>{t("Abgestimmte Stellen (%(count)s)", { count: adopted.value.length })}</summary>
      <ul class="kw-list">
        {adopted.value.map((vote) => (
          <li key={vote.id}>
            <h3 class="kw-strong kw-break">{vote.question}</h3>
            <p class="kw-break">{t("„%(words)s“", { words: vote.wording ?? "" })}</p>
            {changed.value.has(vote.id) && <p class="kw-strong">{t("nach der Abstimmung geändert")}</p>}
            <p>
              <a href={`/drafts/${draft}/polls#poll-${vote.id}`}>{t("Abstimmung ansehen")}</a>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
