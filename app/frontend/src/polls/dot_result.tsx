// The result of a dot poll: rank, entry, points, how many people, and a bar on the scale of rank 1.
import { t } from "../words";
import type { DotResult, DotRow } from "./contract";
import { RankBar } from "./marks";

export function DotResultView({ result }: { result: DotResult }) {
  const name = t("Rangfolge");
  const most = result.rows[0]?.points ?? 0;
  const figures = { cast: result.cast, entitled: result.entitled, points: result.points_given };
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-label={name}>
      <p>
        <strong>{result.sentence}</strong>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section class="kern-table-responsive" tabIndex={0} aria-label={t("Tabelle: %(name)s", { name })}>
        <table class="kern-table kern-table--small kw-poll__ranks">
          <caption class="kern-sr-only">{name}</caption>
          <thead class="kern-table__head">
            <tr class="kern-table__row">
              <th scope="col" class="kern-table__header">
                {t("Platz")}
              </th>
              <th scope="col" class="kern-table__header">
                {t("Eintrag")}
              </th>
              <th scope="col" class="kern-table__header kern-table__header--numeric">
                {t("Punkte")}
              </th>
              <th scope="col" class="kern-table__header kern-table__header--numeric">
                {t("Personen")}
              </th>
            </tr>
          </thead>
          <tbody class="kern-table__body">
            {result.rows.map((row) => (
              <Row key={row.option_id} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </section>
      <p class="kw-small kw-muted">
        {t("%(cast)s von %(entitled)s haben abgestimmt und %(points)s Punkte vergeben.", figures)}{" "}
        {t("Gleiche Punkte ergeben denselben Platz.")} {t("Personen: wie viele mindestens einen Punkt gaben.")}
      </p>
    </section>
  );
}

function Row({ row, most }: { row: DotRow; most: number }) {
  return (
    <tr class="kern-table__row">
      <td class="kern-table__cell kw-num">{row.rank}.</td>
      <th scope="row" class="kern-table__header">
        <span class="kw-poll__label">{row.label}</span>
        <RankBar points={row.points} most={most} />
      </th>
      <td class="kern-table__cell kern-table__cell--numeric kw-num">{row.points}</td>
      <td class="kern-table__cell kern-table__cell--numeric kw-num">{row.persons}</td>
    </tr>
  );
}
