// The result of a vote by common papers: the sentence, the table with its bars, what the figures mean, the picture.
import { t } from "../words";
import type { FigureRow, Figures, PaperPoll } from "./contract";
import { FigureGroups } from "./figure_groups";
import { FigureReasons } from "./figure_reasons";
import { FigureSteps } from "./figure_steps";
import { RankBar } from "./marks";
import { turnoutSentence } from "./sentences";
import { WideTable } from "./wide_table";

/** The length of a full bar. */
export const WHOLE = 1000;

export function FiguresResult({ poll, result }: { poll: PaperPoll; result: Figures }) {
  const entry = poll.form.kind === "answers" ? t("Antwort") : t("Eintrag");
  return (
    <>
      <section class="kw-panel kw-stack kw-stack--s" aria-label={t("Ergebnis")}>
        <p class="kw-break">
          <strong>{result.sentence}</strong>
        </p>
        <FigureTable result={result} entry={entry} />
        {result.has_chart && <img class="kw-chart" src={chartAddress(poll)} alt="" />}
        <Explained poll={poll} result={result} />
      </section>
      <FigureGroups result={result} entry={entry} />
      <FigureReasons reasons={result.reasons} />
      <FigureSteps steps={result.steps} />
    </>
  );
}

export function chartAddress({ id }: PaperPoll): string {
  return `/polls/${id}/chart.svg`;
}

/** Answers have no rank. */
export function hasRanks({ rows }: Figures): boolean {
  return rows.some(({ rank }) => rank !== null);
}

function FigureTable({ result, entry }: { result: Figures; entry: string }) {
  const ranked = hasRanks(result);
  return (
    <WideTable name={t("Ergebnis")} className="kw-poll__ranks">
      <thead class="kern-table__head">
        <tr class="kern-table__row">
          {ranked && (
            <th scope="col" class="kern-table__header">
              {t("Platz")}
            </th>
          )}
          <th scope="col" class="kern-table__header">
            {entry}
          </th>
          {result.columns.map((column) => (
            <th key={column} scope="col" class="kern-table__header kern-table__header--numeric">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="kern-table__body">
        {result.rows.map((row) => (
          <Row key={row.option_id ?? row.label} row={row} ranked={ranked} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({ row, ranked }: { row: FigureRow; ranked: boolean }) {
  return (
    <tr class="kern-table__row">
      {ranked && <td class="kern-table__cell kw-num">{rankWords(row)}</td>}
      <th scope="row" class="kern-table__header">
        <span class="kw-poll__label kw-break" dir="auto">
          {row.label}
        </span>
        {row.share !== null && <RankBar points={row.share} most={WHOLE} />}
      </th>
      {row.cells.map((cell, column) => (
        <td key={column} class="kern-table__cell kern-table__cell--numeric kw-num">
          {cell}
        </td>
      ))}
    </tr>
  );
}

export function rankWords({ rank }: FigureRow): string {
  return rank === null ? "–" : `${rank}.`;
}

/** Who took part, what the figures mean, and by which rule they came about. */
function Explained({ poll, result }: { poll: PaperPoll; result: Figures }) {
  return (
    <>
      <div class="kw-small kw-muted kw-stack kw-stack--xs">
        <p>{t("%(turnout)s.", { turnout: turnoutSentence({ ...result, by_group: [] }) })}</p>
        {result.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <details class="kw-small">
        <summary>{t("Alle Regeln")}</summary>
        <ul class="kw-poll__rule">
          {poll.rule.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
