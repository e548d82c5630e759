// The result of a vote on a wording: each wording with its votes, the chosen one first.
import { useSignal } from "@preact/signals";
import { clockTime } from "../clock";
import { Button } from "../room/controls";
import { t, tn } from "../words";
import { adopt } from "./acts";
import type { WordingPoll, WordingResult } from "./contract";
import { GroupRow, GroupTable } from "./group_table";
import { RankBar } from "./marks";
import { Refusing, Strip } from "./parts";
import { turnoutSentence } from "./sentences";
import type { Refusal } from "./sheet";
import { Difference } from "./wording_parts";

export function WordingResultView({ poll, result }: { poll: WordingPoll; result: WordingResult }) {
  const most = result.rows[0]?.votes ?? 0;
  const options = new Map(poll.options.map((option) => [option.id, option]));
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-label={t("Ergebnis")}>
      <p>
        <strong>{result.sentence}</strong>
      </p>
      <ol class="kw-list kw-stack kw-stack--m">
        {result.rows.map((row) => (
          <li key={row.option_id} class="kw-stack kw-stack--xs">
            <p class="kw-strong">
              {row.note} · {tn("%(num)s Stimme", "%(num)s Stimmen", row.votes)}
              {row.option_id === result.chosen && ` · ${t("gewählt")}`}
            </p>
            <RankBar points={row.votes} most={most} />
            <p class="kw-break">
              <Difference option={options.get(row.option_id) ?? { label: row.label, parts: [] }} />
            </p>
          </li>
        ))}
      </ol>
      <p class="kw-small kw-muted">
        {t("%(turnout)s.", { turnout: turnoutSentence({ ...result, by_group: [] }) })} {poll.rule.sentences[1]}
      </p>
    </section>
  );
}

/** A table by group, if there is one to tell. */
export function WordingByGroup({ rows, groups }: WordingResult) {
  if (groups.length === 0) return null;
  const columns = [t("Stimmen"), ...rows.map(({ note }) => note)];
  return (
    <GroupTable columns={columns} labels={groups.map(({ label }) => label)}>
      {groups.map(({ label, cast, votes }) => (
        <GroupRow key={label} label={label} whole={cast} figures={votes} />
      ))}
    </GroupTable>
  );
}

function Adopting({ poll }: { poll: WordingPoll }) {
  const busy = useSignal(false);
  const refusal = useSignal<Refusal | null>(null);
  async function press() {
    busy.value = true;
    refusal.value = await adopt(poll);
    busy.value = false;
  }
  return (
    <div class="kw-stack kw-stack--s">
      <Refusing refusal={refusal.value} />
      <div class="kw-row">
        <Button
          words={t("Ergebnis in den Entwurf übernehmen")}
          kind="primary"
          busy={busy.value}
          onPress={() => void press()}
        />
      </div>
      <p class="kw-small kw-muted">{t("Die anderen Vorschläge, die zur Wahl standen, sind damit abgelehnt.")}</p>
    </div>
  );
}

/** Whether the chosen wording is in the text by now, and the way there. */
export function InTheText({ poll, result }: { poll: WordingPoll; result: WordingResult }) {
  return (
    <>
      {poll.stage === "chosen" && poll.may_moderate && <Adopting poll={poll} />}
      {result.adopted_at && (
        <Strip kind="ok" icon="check">
          {t("Der gewählte Wortlaut steht seit %(time)s Uhr im Entwurf.", { time: clockTime(result.adopted_at) })}
        </Strip>
      )}
      <p>
        <a href={`/drafts/${poll.draft_id}`}>{t("Zum Entwurf")}</a>
      </p>
    </>
  );
}
