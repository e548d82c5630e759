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
  const said = sentenceOf(poll);
  if (said === null) return null;
  const isChosen = poll.stage === "chosen";
  const adopt = isChosen && may("run_polls") && (
    <Button words={t("Ergebnis übernehmen")} onPress={() => void take(poll.id)} />
  );
  return (
    <Strip action={adopt}>
      {said} <a href={`/workshops/${workshop}`}>{isChosen ? t("Zum Ergebnis") : t("Zur Abstimmung")}</a>
    </Strip>
  );
}

function sentenceOf({ question, status, stage }: PollSummary): string | null {
  if (status === "prepared") return t("Vorbereitet: „%(question)s“", { question });
  if (status === "open") return t("Es wird abgestimmt: „%(question)s“", { question });
  return stage === "chosen" ? t("Ein Wortlaut ist gewählt: „%(question)s“", { question }) : null;
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
