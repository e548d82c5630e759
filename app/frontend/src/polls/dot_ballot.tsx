// The dot ballot: points with steppers, by finger or by key.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { answer } from "../announce";
import { Button } from "../room/controls";
import { ask } from "../room/dialog";
import { t, tn } from "../words";
import { CountedPaper, WaitingPaper } from "./ballot_parts";
import { cast, useSheet } from "./casting";
import type { DotPoll, Option, Points } from "./contract";
import { Refusing } from "./parts";
import { fewer, given, left, more, pointsOf } from "./points";
import { pointsChanged, pointsLeft, whyBlocked } from "./sentences";
import { fill, type Paper, type Sheet } from "./sheet";

const EMPTY: Paper<Points> = { choices: {}, reason: "" };
const ANNOUNCED_AFTER_MS = 600;
/** More than these are a number only. */
const MOST_DOTS = 10;

export function DotBallot({ poll }: { poll: DotPoll }) {
  const sheet = useSheet<Points>(poll, EMPTY);
  if (sheet.value.step === "counted") return <CountedPaper poll={poll} sheet={sheet} />;
  return <DotPaper poll={poll} sheet={sheet} />;
}

function DotPaper({ poll, sheet }: { poll: DotPoll; sheet: Signal<Sheet<Points>> }) {
  const { step, paper, refusal } = sheet.value;
  const points = paper.choices;
  const place = usePlacing(poll, sheet);
  return (
    <>
      <Budget poll={poll} points={points} />
      <ul class="kw-points" aria-label={t("Einträge")}>
        {poll.options.map((option) => (
          <OptionRow
            key={option.id}
            poll={poll}
            points={points}
            option={option}
            locked={step !== "filling"}
            place={place}
          />
        ))}
      </ul>
      <p class="kw-small kw-muted">
        {t("Ergebnisse sieht niemand, bevor die Moderation schließt. Bis dahin können Sie Ihre Punkte ändern.")}
      </p>
      {step === "waiting" && <WaitingPaper poll={poll} />}
      <div class="kw-dock kw-poll__dock">
        <Refusing refusal={refusal} />
        <Button
          words={step === "sending" ? t("Wird gesendet …") : t("Punkte abgeben")}
          kind="primary"
          block
          busy={step !== "filling"}
          onPress={() => void give(poll, sheet)}
        />
      </div>
    </>
  );
}

/** Points may be kept, but not by mistake. */
async function give(poll: DotPoll, sheet: Signal<Sheet<Points>>): Promise<void> {
  const rest = left(poll.settings, sheet.value.paper.choices);
  if (rest === 0) return cast(poll.id, sheet);
  ask({
    heading: tn("Sie haben noch %(num)s Punkt.", "Sie haben noch %(num)s Punkte.", rest),
    body: <p>{t("Trotzdem abgeben?")}</p>,
    yes: t("Abgeben"),
    no: t("Weiter verteilen"),
    act: () => void cast(poll.id, sheet), // the paper says how it goes on
  });
}

type Place = (option: Option, points: Points) => void;

/** Writes on the paper, and says the new state once the taps have ended. */
function usePlacing(poll: DotPoll, sheet: Signal<Sheet<Points>>): Place {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (option, points) => {
    sheet.value = fill(sheet.value, { choices: points, reason: "" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => answer(pointsChanged(poll.settings, points, option)), ANNOUNCED_AFTER_MS);
  };
}

function Budget({ poll, points }: { poll: DotPoll; points: Points }) {
  const spent = given(points);
  const all = poll.settings.points;
  return (
    <div class="kw-budget kw-poll__budget" data-landing tabIndex={-1}>
      <strong>{pointsLeft(poll.settings, points)}</strong>
      {all <= MOST_DOTS && spent < all && (
        <span class="kw-dots" aria-hidden="true">
          {Array.from({ length: all }, (_, place) => (
            <i key={place} class={place < all - spent ? "on" : ""} />
          ))}
        </span>
      )}
    </div>
  );
}

interface OptionRowProps {
  poll: DotPoll;
  points: Points;
  option: Option;
  locked: boolean;
  place: Place;
}

function OptionRow({ poll, points, option, locked, place }: OptionRowProps) {
  const here = pointsOf(points, option.id);
  const why = whyBlocked(poll.settings, points, option.id);
  const told = useSignal(false); // the limit is explained where it is met, not on every line
  const step = (next: Points) => {
    told.value = next === points && why !== null;
    if (!locked && next !== points) place(option, next);
  };
  const add = () => step(more(poll.settings, points, option.id));
  const remove = () => step(here > 0 ? fewer(points, option.id) : points);
  const explained = why !== null && (told.value || here >= poll.settings.limit);
  return (
    <li>
      <span class="kw-break kw-poll__label">
        <span class="kw-need__id">{option.number}</span>
        <span class="kw-need__t" dir="auto">
          {option.label}
        </span>
      </span>
      <fieldset
        class={`kw-step${here > 0 ? " kw-step--on" : ""}`}
        aria-label={t("Punkte für %(label)s", { label: option.label })}
        onKeyDown={(event) => {
          if (event.key === "+") add();
          else if (event.key === "-" || event.key === "−") remove();
        }}
      >
        <button
          type="button"
          aria-label={t("Einen Punkt weniger")}
          aria-disabled={locked || here === 0}
          onClick={remove}
        >
          −
        </button>
        <output>{here}</output>
        <button
          type="button"
          aria-label={t("Einen Punkt mehr")}
          aria-disabled={locked || why !== null}
          aria-describedby={explained ? `poll-why-${option.id}` : undefined}
          onClick={add}
        >
          +
        </button>
      </fieldset>
      {explained && (
        <p class="kw-poll__why kw-small" id={`poll-why-${option.id}`}>
          {why}
        </p>
      )}
    </li>
  );
}
