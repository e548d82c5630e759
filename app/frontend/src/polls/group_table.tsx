// A result by stakeholder group, small groups in one row: a table of figures, tinted by their share of the row.
import type { ComponentChildren } from "preact";
import { t } from "../words";

interface TableProps {
  /** What the figures of a row are. */
  columns: string[];
  /** What stands behind the figures. */
  last?: string;
  labels: string[];
  /** The rows. */
  children: ComponentChildren;
}

export function GroupTable({ columns, last, labels, children }: TableProps) {
  const name = t("Nach Beteiligtengruppen");
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-label={name}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section class="kern-table-responsive" tabIndex={0} aria-label={t("Tabelle: %(name)s", { name })}>
        <table class={`kern-table kern-table--small kw-heat ${last ? "" : "kw-heat--all"}`}>
          <caption class="kern-title kern-title--small">{name}</caption>
          <Head columns={columns} last={last} />
          <tbody class="kern-table__body">{children}</tbody>
        </table>
      </section>
      <PooledGroups labels={labels} />
    </section>
  );
}

/** What the star behind a label means, if there is one. */
export function PooledGroups({ labels }: { labels: string[] }) {
  if (!labels.some((label) => label.endsWith("*"))) return null;
  return (
    <p class="kw-small kw-muted">{t("* Kleine Gruppen werden nicht einzeln gezeigt, sondern zusammengefasst.")}</p>
  );
}

function Head({ columns, last }: { columns: string[]; last: string | undefined }) {
  return (
    <thead class="kern-table__head">
      <tr class="kern-table__row">
        <th scope="col" class="kern-table__header">
          {t("Gruppe")}
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" class="kern-table__header kern-table__header--numeric">
            {column}
          </th>
        ))}
        {last && (
          <th scope="col" class="kern-table__header">
            {last}
          </th>
        )}
      </tr>
    </thead>
  );
}

interface RowProps {
  label: string;
  /** The first figure, and what the others are parts of. */
  whole: number;
  figures: number[];
  children?: ComponentChildren;
}

export function GroupRow({ label, whole, figures, children }: RowProps) {
  return (
    <tr class="kern-table__row">
      <th scope="row" class="kern-table__header">
        {label}
      </th>
      <td class="kern-table__cell kern-table__cell--numeric kw-num">{whole}</td>
      {figures.map((count, column) => (
        <td key={column} class={`kern-table__cell kern-table__cell--numeric kw-num ${tint(count, whole)}`}>
          {count}
        </td>
      ))}
      {children && <td class="kern-table__cell">{children}</td>}
    </tr>
  );
}

/** The step of the tint of a figure: none, up to a third, up to two thirds, more. */
export function tint(part: number, whole: number): "" | "h1" | "h2" | "h3" {
  if (part === 0 || whole === 0) return "";
  if (3 * part <= whole) return "h1";
  return 3 * part <= 2 * whole ? "h2" : "h3";
}
