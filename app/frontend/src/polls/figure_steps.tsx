// The steps of a count, for who wants to check it by hand.
import { t } from "../words";
import type { StepTable } from "./contract";
import { WideTable } from "./wide_table";

export function FigureSteps({ steps }: { steps: StepTable[] }) {
  if (steps.length === 0) return null;
  return (
    <details class="kw-panel">
      <summary>{t("Auszählung zeigen")}</summary>
      <div class="kw-stack kw-stack--m">
        {steps.map((step) => (
          <Step key={step.title} step={step} />
        ))}
      </div>
    </details>
  );
}

function Step({ step: { title, columns, rows } }: { step: StepTable }) {
  return (
    <WideTable name={title} isTitled>
      {columns.length > 0 && (
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            <td class="kern-table__cell" />
            {columns.map((column) => (
              <th key={column} scope="col" class="kern-table__header kern-table__header--numeric">
                {column}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="kern-table__body">
        {rows.map(({ label, cells }) => (
          <tr class="kern-table__row" key={label}>
            <th scope="row" class="kern-table__header kw-break">
              {label}
            </th>
            {cells.map((cell, column) => (
              <td key={column} class="kern-table__cell kern-table__cell--numeric kw-num">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
