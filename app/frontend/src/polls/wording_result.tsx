// The result of a vote on a wording: each wording with its votes, the chosen one first.
import { clockTime } from "../clock";
import { t, tn } from "../words";
import type { WordingPoll, WordingResult } from "./contract";
import { RankBar } from "./marks";
import { Strip } from "./parts";
import { turnoutSentence } from "./sentences";
import { Difference } from "./wording_parts";

export function WordingResultView({ poll, result }: { poll: WordingPoll; result: WordingResult }) {
  const most = result.rows[0]?.votes ?? 0;
  const options = new Map(poll.options.map((option) => [option.id, option]));
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-label={t("Ergebnis")}>
      <p>
        <strong>{result.sentence}</strong>
      </p>
      <ol class="kw-list kw-stack kw-stack--s">
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

/** Whether the chosen wording is in the text by now, and the way there. */
export function InTheText({ poll, result }: { poll: WordingPoll; result: WordingResult }) {
  return (
    <>
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
