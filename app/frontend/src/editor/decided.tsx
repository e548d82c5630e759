// The suggestions that are decided: what was wanted, what became of it, by whom and why; and the way back.
import { useState } from "preact/hooks";
import { clockTime } from "../clock";
import { reason as sentenceOf } from "../room/dialog";
import { t } from "../words";
import { shownDecided } from "./margin-filter";
import { Act, Byline } from "./note-parts";
import { mayEdit } from "./protocol";
import { Reopened } from "./reopened";
import { path } from "./requests";
import { rights } from "./state";
import { reopenHere } from "./suggestion-news";
import { Wording } from "./suggestion-note";
import { type Decision, isOf, type Suggestion } from "./suggestions";

/** `person` is the participant who looks at it. */
export function Decided({ person }: { person: number }) {
  const shown = shownDecided.value;
  if (shown.length === 0) return null;
  return (
    <details class="kw-details kw-decided" id="decided">
      <summary>{t("Entschiedene Vorschläge (%(count)s)", { count: shown.length })}</summary>
      <ul class="kw-list">
        {shown.map((suggestion) => (
          <DecidedNote key={suggestion.id} {...{ suggestion, person }} />
        ))}
      </ul>
    </details>
  );
}

interface DecidedProps {
  suggestion: Suggestion;
  person: number;
}

function DecidedNote({ suggestion, person }: DecidedProps) {
  const decision = suggestion.decisions.at(-1);
  return (
    <li>
      <h3 class="kw-strong">{t("Vorschlag %(number)s", { number: suggestion.number })}</h3>
      <Byline {...suggestion} />
      {decision && <Outcome decision={decision} />}
      {decision && mayTakeBack(decision, isOf(person, suggestion.id)) && <TakeBack suggestion={suggestion} />}
    </li>
  );
}

/** Who decides takes that back, who withdrew the own suggestion takes that back; what was overtaken comes with another. */
function mayTakeBack({ outcome, poll, reopened }: Decision, isOwn: boolean): boolean {
  if (reopened !== null || poll !== null || outcome === "overtaken") return false;
  return outcome === "withdrawn" ? isOwn && mayEdit(rights.value) : rights.value.review;
}

function TakeBack({ suggestion: { id, number } }: { suggestion: Suggestion }) {
  const [error, setError] = useState("");
  const takeBack = () => {
    setError("");
    reopenHere([id]).catch((refused) => setError(sentenceOf(refused)));
  };
  return (
    <>
      <Act words={t("Zurücknehmen")} about={t("(Vorschlag %(number)s)", { number })} onPress={takeBack} look="firm" />
      {error && <p role="alert">{error}</p>}
    </>
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
      <Reopened decision={decision} />
      {decision.poll !== null && (
        <p>
          <a href={path(`polls#poll-${decision.poll}`)}>{t("Abstimmung ansehen")}</a>
        </p>
      )}
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
