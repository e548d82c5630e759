// A result by stakeholder group: a column for each group, so that many entries stay one below the other.
import { t, tn } from "../words";
import type { FigureGroup, Figures } from "./contract";
import { PooledGroups } from "./group_table";
import { WideTable } from "./wide_table";

interface FigureGroupsProps {
  result: Figures;
  /** What a row is. */
  entry: string;
}

export function FigureGroups({ result: { rows, groups, group_figure }, entry }: FigureGroupsProps) {
  if (groups.length === 0) return null;
  const name = t("Nach Beteiligtengruppen: %(figure)s", { figure: group_figure });
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-label={name}>
      <WideTable name={name} isTitled className="kw-poll__by-group">
        <Head groups={groups} entry={entry} />
        <tbody class="kern-table__body">
          {rows.map((row, place) => (
            <tr class="kern-table__row" key={row.option_id ?? row.label}>
              <th scope="row" class="kern-table__header kw-break" dir="auto">
                {row.label}
              </th>
              {groups.map(({ label, cells }) => (
                <td key={label} class="kern-table__cell kern-table__cell--numeric kw-num">
                  {cells[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <PooledGroups labels={groups.map(({ label }) => label)} />
    </section>
  );
}

function Head({ groups, entry }: { groups: FigureGroup[]; entry: string }) {
  return (
    <thead class="kern-table__head">
      <tr class="kern-table__row">
        <th scope="col" class="kern-table__header">
          {entry}
        </th>
        {groups.map(({ label, cast }) => (
          <th key={label} scope="col" class="kern-table__header kern-table__header--numeric">
            {label}
            <br />
            <span class="kw-muted">{tn("%(num)s Stimme", "%(num)s Stimmen", cast)}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}
