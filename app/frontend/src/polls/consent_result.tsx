// The result of a consent poll: class, figures, rule, table, bar, groups, reasons.
import { t } from "../words";
import { Reasons, VoteTable } from "./consent_reasons";
import type { ConsentCounts, ConsentGroup, ConsentPoll, ConsentResult } from "./contract";
import { GroupRow, GroupTable } from "./group_table";
import { ClassMark, ConsentBar, Key } from "./marks";
import { Strip } from "./parts";
import { classRule, comparedWith } from "./sentences";

/** Rows of the table of answers: colour key, words, ballots. Those of whom there is nobody to tell are left out. */
export function answerRows(counts: ConsentCounts): { part: string; words: string; count: number }[] {
  const answers = [
    { part: "y", words: t("Zustimmung"), count: counts.agree },
    { part: "r", words: t("Zustimmung mit Bedenken"), count: counts.reservation },
    { part: "a", words: t("Enthaltung"), count: counts.stand_aside },
    { part: "n", words: t("Einwand"), count: counts.object },
  ];
  const silent = [
    { part: "x", words: t("befangen, ohne Stimme"), count: counts.recused },
    { part: "none", words: t("ungültig"), count: counts.invalid },
    { part: "none", words: t("nicht abgestimmt"), count: counts.not_cast },
  ];
  return [...answers, ...silent.filter((row) => row.count > 0)];
}

export function ConsentResultView({ poll, result }: { poll: ConsentPoll; result: ConsentResult }) {
  return (
    <>
      <div class="kw-split kw-split--res">
        <ClassPanel poll={poll} result={result} />
        <section class="kw-panel kw-stack kw-stack--s" aria-label={t("Stimmen")}>
          <AnswerTable counts={result.counts} />
          <ConsentBar counts={result.counts} />
        </section>
      </div>
      {result.groups.length > 0 && <ByGroup groups={result.groups} />}
      <Reasons reasons={result.reasons} named={poll.secrecy === "named"} />
      {result.votes.length > 0 && <VoteTable votes={result.votes} />}
    </>
  );
}

function ClassPanel({ poll, result }: { poll: ConsentPoll; result: ConsentResult }) {
  const isDecided = result.class !== "no_result";
  return (
    <section class="kw-panel kw-panel--lead kw-stack kw-stack--s" aria-label={t("Konsensstärke")}>
      <ClassMark reached={result.class} label={result.class_label} size="xl" />
      {isDecided ? <Share poll={poll} result={result} /> : <p>{result.sentence}</p>}
      {isDecided && result.low_participation && (
        <Strip kind="warn">{t("Weniger als die Hälfte der Stimmberechtigten hat mit Ja oder Einwand gestimmt.")}</Strip>
      )}
      {isDecided && <p class="kw-small kw-muted">{classRule(poll.settings, result.class)}</p>}
      <details class="kw-small">
        <summary>{t("Alle Regeln")}</summary>
        <ul class="kw-poll__rule">
          {result.rule.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Share({ poll, result }: { poll: ConsentPoll; result: ConsentResult }) {
  const { numerator, denominator, percent } = result;
  return (
    <p class="kw-num">
      <strong>{t("%(numerator)s von %(denominator)s", { numerator, denominator })}</strong>{" "}
      {comparedWith(poll.settings, percent ?? "")}
    </p>
  );
}

function AnswerTable({ counts }: { counts: ConsentCounts }) {
  return (
    <table class="kern-table kern-table--small">
      <caption class="kern-sr-only">{t("Stimmen")}</caption>
      <thead class="kern-table__head">
        <tr class="kern-table__row">
          <th scope="col" class="kern-table__header">
            {t("Antwort")}
          </th>
          <th scope="col" class="kern-table__header kern-table__header--numeric">
            {t("Stimmen")}
          </th>
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {answerRows(counts).map((row) => (
          <tr class="kern-table__row" key={row.words}>
            <th scope="row" class="kern-table__header">
              {row.part !== "none" && <Key part={row.part} />}
              {row.words}
            </th>
            <td class="kern-table__cell kern-table__cell--numeric kw-num">{row.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByGroup({ groups }: { groups: ConsentGroup[] }) {
  const someRecused = groups.some((group) => group.counts.recused > 0);
  // with soft hyphens, so that the table fits beside the room's columns
  const columns = [
    t("Stimm\u00adberechtigt"),
    t("Zu\u00adstimmung"),
    t("Ent\u00adhaltung"),
    t("Einwand"),
    ...(someRecused ? [t("befangen")] : []),
  ];
  return (
    <GroupTable columns={columns} last={t("Anteil und Konsensstärke")} labels={groups.map(({ label }) => label)}>
      {groups.map((group) => (
        <Group key={group.label} group={group} someRecused={someRecused} />
      ))}
    </GroupTable>
  );
}

function Group({ group, someRecused }: { group: ConsentGroup; someRecused: boolean }) {
  const { label, counts } = group;
  const answers = [counts.agree + counts.reservation, counts.stand_aside, counts.object];
  return (
    <GroupRow label={label} whole={counts.entitled} figures={someRecused ? [...answers, counts.recused] : answers}>
      <span class="kw-num">{group.percent === null ? "–" : t("%(percent)s\u00a0%%", { percent: group.percent })}</span>
      <br />
      <ClassMark reached={group.class} label={group.class_label} size="s" />
    </GroupRow>
  );
}
