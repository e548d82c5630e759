// The suggestions that are decided: what was wanted, what became of it, by whom and why.
import { clockTime } from "../clock";
import { t } from "../words";
import { shownDecided } from "./margin-filter";
import { Byline } from "./note-parts";
import { Wording } from "./suggestion-note";
import type { Decision, Suggestion } from "./suggestions";

export function Decided() {
  const shown = shownDecided.value;
  if (shown.length === 0) return null;
  return (
    <details class="kw-details kw-decided" id="decided">
      <summary>{t("Entschiedene Vorschläge (%(count)s)", { count: shown.length })}</summary>
      <ul class="kw-list">
        {shown.map((suggestion) => (
          <DecidedNote key={suggestion.id} suggestion={suggestion} />
        ))}
      </ul>
    </details>
  );
}

function DecidedNote({ suggestion }: { suggestion: Suggestion }) {
  const decision = suggestion.decisions.at(-1);
  return (
    <li>
      <h3 class="kw-strong">{t("Vorschlag %(number)s", { number: suggestion.number })}</h3>
      <Byline {...suggestion} />
      {decision && <Outcome decision={decision} />}
    </li>
  );
}

function Outcome({ decision }: { decision: Decision }) {
  return (
    <>
      <Wording {...decision} />
      <p>
        <strong>{sentence(decision)}</strong>
      </p>
      {decision.reason && <p class="kw-break">{decision.reason}</p>}
    </>
  );
}

function sentence({ outcome, name, at }: Decision): string {
  const values = { name, time: clockTime(at) };
  if (outcome === "accepted") return t("Angenommen von %(name)s, %(time)s", values);
  if (outcome === "rejected") return t("Abgelehnt von %(name)s, %(time)s", values);
  if (outcome === "withdrawn") return t("Zurückgezogen, %(time)s", values);
  return t("Durch einen anderen Vorschlag überholt, %(time)s", values);
}
