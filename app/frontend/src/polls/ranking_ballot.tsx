// The ballot that puts options in order: a tap gives the next place, buttons move. Nothing has to be dragged.
import { useLayoutEffect, useRef } from "preact/hooks";
import { answer } from "../announce";
import { FieldError } from "../room/controls";
import { t, tn } from "../words";
import type { Option, PaperPoll, Places } from "./contract";
import { OptionLabel } from "./option_label";
import { labelOf } from "./own_words";
import { PaperForm, type Problems, type Writing } from "./paper_form";
import { append, fewestPlaces, inOrder, mostPlaces, moved, without } from "./ranking";

export function RankingBallot({ poll }: { poll: PaperPoll }) {
  return (
    <PaperForm<Places> poll={poll} check={({ choices }) => problemsOf(poll, choices)}>
      {(writing) => <Ordering poll={poll} writing={writing} />}
    </PaperForm>
  );
}

/** Whether places are missing. */
export function problemsOf({ form, options }: PaperPoll, places: Places): Problems {
  const fewest = fewestPlaces(form, options.length);
  if (Object.keys(places).length >= fewest) return {};
  return { choices: tn("Bitte vergeben Sie %(num)s Platz.", "Bitte vergeben Sie alle %(num)s Plätze.", fewest) };
}

interface Part {
  poll: PaperPoll;
  writing: Writing<Places>;
}

function Ordering({ poll, writing }: Part) {
  const { choices, problems } = writing;
  const { form, options } = poll;
  const most = mostPlaces(form, options.length);
  return (
    <>
      <div class="kw-budget kw-poll__budget" tabIndex={-1} data-problem={problems.choices && ""} data-landing="">
        <strong>{placesLeft(most - Object.keys(choices).length, most)}</strong>
      </div>
      <FieldError id="poll-choices" error={problems.choices} />
      <ul class="kw-pick" aria-label={t("Einträge")}>
        {options.map((option) => (
          <Pick key={option.id} option={option} most={most} writing={writing} />
        ))}
      </ul>
      {form.may_skip && !form.exactly && (
        <p class="kw-small kw-muted">{t("Was Sie nicht einordnen, steht gemeinsam hinter dem letzten Platz.")}</p>
      )}
      <Order poll={poll} writing={writing} />
    </>
  );
}

export function placesLeft(rest: number, most: number): string {
  if (rest <= 0) return t("Alle Plätze sind vergeben.");
  return tn("Noch %(rest)s von %(num)s Platz", "Noch %(rest)s von %(num)s Plätzen", most, { rest });
}

interface PickProps {
  option: Option;
  most: number;
  writing: Writing<Places>;
}

/** A tap gives the next place, another one takes it back. */
function Pick({ option, most, writing: { choices, locked, write } }: PickProps) {
  const { id, label } = option;
  const place = choices[id];
  const isFull = place === undefined && Object.keys(choices).length >= most;
  function press() {
    if (locked) return;
    if (isFull) answer(t("Alle Plätze sind vergeben. Nehmen Sie erst einen zurück."));
    else if (place === undefined) {
      const next = append(choices, id, most);
      write({ choices: next });
      answer(placeWords(next, id, label));
    } else {
      write({ choices: without(choices, id) });
      answer(t("%(label)s hat keinen Platz mehr.", { label }));
    }
  }
  return (
    <li>
      <button
        type="button"
        id={`poll-pick-${id}`}
        aria-pressed={place !== undefined}
        aria-disabled={isFull || undefined}
        onClick={press}
      >
        <OptionLabel option={option} />
        <span class="kw-pick__place kw-num" aria-hidden="true">
          {place ?? ""}
        </span>
        {place !== undefined && <span class="kern-sr-only">{t("Platz %(place)s", { place })}</span>}
      </button>
    </li>
  );
}

/** „Platz 2: Übergang Kita–Schule“ */
function placeWords(places: Places, option: number, label: string): string {
  return t("Platz %(place)s: %(label)s", { place: places[option] ?? "", label });
}

/** The places that are given, where they can be changed. The focus follows the option that moves. */
function Order({ poll, writing }: Part) {
  const { choices, locked, write } = writing;
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  }, [choices]);
  const order = inOrder(choices);
  if (order.length === 0) return null;
  function move(option: number, by: -1 | 1, button: string) {
    const next = moved(choices, option, by);
    if (locked || next === choices) return;
    wanted.current = button;
    write({ choices: next });
    answer(placeWords(next, option, labelOf(poll.options, option)));
  }
  function remove(option: number, index: number) {
    if (locked) return;
    const neighbour = order[index + 1] ?? order[index - 1];
    wanted.current = neighbour === undefined ? `poll-pick-${option}` : `poll-remove-${neighbour}`;
    write({ choices: without(choices, option) });
    answer(t("%(label)s hat keinen Platz mehr.", { label: labelOf(poll.options, option) }));
  }
  return (
    <section class="kw-stack kw-stack--s" aria-labelledby="poll-order">
      <h2 class="kern-heading-small" id="poll-order">
        {t("Ihre Reihenfolge")}
      </h2>
      <ol class="kw-order">
        {order.map((option, index) => (
          <Placed
            key={option}
            option={option}
            label={labelOf(poll.options, option)}
            place={index + 1}
            isLast={index === order.length - 1}
            move={move}
            remove={() => remove(option, index)}
          />
        ))}
      </ol>
    </section>
  );
}

interface PlacedProps {
  option: number;
  label: string;
  place: number;
  isLast: boolean;
  move: (option: number, by: -1 | 1, button: string) => void;
  remove: () => void;
}

function Placed({ option, label, place, isLast, move, remove }: PlacedProps) {
  const ids = { up: `poll-up-${option}`, down: `poll-down-${option}`, remove: `poll-remove-${option}` };
  const up = () => move(option, -1, ids.up);
  const down = () => move(option, 1, ids.down);
  return (
    <li>
      <strong class="kw-num">{place}.</strong>
      <span class="kw-break" dir="auto">
        {label}
      </span>
      <span class="kw-order__acts">
        <Act id={ids.up} sign="↑" words={t("%(label)s nach oben", { label })} isOff={place === 1} press={up} />
        <Act id={ids.down} sign="↓" words={t("%(label)s nach unten", { label })} isOff={isLast} press={down} />
        <Act id={ids.remove} sign="×" words={t("%(label)s zurücknehmen", { label })} press={remove} />
      </span>
    </li>
  );
}

interface ActProps {
  id: string;
  sign: string;
  words: string;
  isOff?: boolean;
  press: () => void;
}

function Act({ id, sign, words, isOff, press }: ActProps) {
  return (
    <button type="button" id={id} aria-label={words} aria-disabled={isOff || undefined} onClick={press}>
      {sign}
    </button>
  );
}
