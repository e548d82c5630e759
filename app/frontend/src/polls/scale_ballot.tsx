// The ballot that rates: for each option the steps of a scale, or of two, as large buttons.
import { FieldError } from "../room/controls";
import { t, tn } from "../words";
import type { Option, PaperPoll, Ratings, Scale } from "./contract";
import { OptionLabel } from "./option_label";
import { type Doubt, PaperForm, type Problems, type Writing } from "./paper_form";
import { cleared, counted, gap, rated, skipped, stepOf, stepsOf, untouched } from "./scale";

export function ScaleBallot({ poll }: { poll: PaperPoll }) {
  return (
    <PaperForm<Ratings>
      poll={poll}
      check={({ choices }) => problemsOf(poll, choices)}
      doubt={({ choices }) => doubtOf(poll, choices)}
      reopened={(choices) => (poll.form.may_skip ? counted(poll.options, choices) : choices)}
    >
      {(writing) => (
        <>
          <FieldError id="poll-choices" error={writing.problems.choices} />
          <ul class="kw-rate" aria-label={t("Einträge")} tabIndex={-1} data-landing="">
            {poll.options.map((option) => (
              <Row key={option.id} poll={poll} option={option} writing={writing} />
            ))}
          </ul>
        </>
      )}
    </PaperForm>
  );
}

/** What is missing, by option. */
export function problemsOf({ form, options }: PaperPoll, ratings: Ratings): Problems {
  const found = options.map(({ id }): [number, string] => [id, gapWords(gap(form, ratings, id))]);
  return Object.fromEntries(found.filter(([, words]) => words !== ""));
}

function gapWords(found: "missing" | "half" | null): string {
  if (found === null) return "";
  return found === "half" ? t("Bitte wählen Sie auf beiden Skalen.") : t("Bitte bewerten Sie diesen Eintrag.");
}

function doubtOf({ options }: PaperPoll, ratings: Ratings): Doubt | null {
  const left = untouched(options, ratings).length;
  if (left === 0) return null;
  return {
    heading: tn("%(num)s Eintrag ist nicht bewertet.", "%(num)s Einträge sind nicht bewertet.", left),
    meaning: t("Das zählt als „keine Meinung“. Trotzdem abgeben?"),
    no: t("Weiter bewerten"),
    yes: t("Abgeben"),
  };
}

interface RowProps {
  poll: PaperPoll;
  option: Option;
  writing: Writing<Ratings>;
}

function Row({ poll, option, writing }: RowProps) {
  const { form } = poll;
  const problem = writing.problems[option.id];
  const props = { poll, option, writing, problem };
  const has2 = form.scales.length > 1;
  return (
    <li>
      <fieldset aria-describedby={problem && `poll-rate-${option.id}-error`}>
        <legend>
          <OptionLabel option={option} />
        </legend>
        {form.scales.map((scale, place) => (
          <Steps key={scale.name} {...props} scale={scale} place={place} mayLeaveOut={form.may_skip && !has2} />
        ))}
        {form.may_skip && has2 && <LeftOut {...props} />}
      </fieldset>
      <FieldError id={`poll-rate-${option.id}`} error={problem} />
    </li>
  );
}

interface StepsProps extends RowProps {
  problem: string | undefined;
  scale: Scale;
  place: number;
  mayLeaveOut: boolean;
}

/** The steps of one scale; of two, each is named. */
function Steps(props: StepsProps) {
  const { scale, option } = props;
  if (scale.name === "") return <Cells {...props} />;
  return (
    <fieldset class="kw-rate__scale" id={`poll-scale-${option.id}-${props.place}`}>
      <legend class="kw-small">{scale.name}</legend>
      <Cells {...props} />
    </fieldset>
  );
}

function Cells({ poll, option, writing, problem, scale, place, mayLeaveOut }: StepsProps) {
  const { choices, write } = writing;
  const chosen = stepOf(choices, option.id, place);
  const shared = { name: `poll-rate-${option.id}-${place}`, isWrong: problem !== undefined && chosen === undefined };
  return (
    <>
      <div class="kw-rate__steps">
        {stepsOf(scale).map((step) => (
          <Cell
            key={step}
            {...shared}
            words={String(step)}
            meaning={endWords(scale, step)}
            checked={chosen === step}
            choose={() => write({ choices: rated(poll.form, choices, option.id, place, step) })}
          />
        ))}
        {mayLeaveOut && (
          <Cell
            {...shared}
            words={t("keine Meinung")}
            isWide
            checked={chosen === null}
            choose={() => write({ choices: skipped(choices, option.id) })}
          />
        )}
      </div>
      <p class="kw-rate__ends kw-small kw-muted" aria-hidden="true">
        <span>{t("%(step)s: %(words)s", { step: scale.low, words: scale.low_words })}</span>
        <span>{t("%(step)s: %(words)s", { step: scale.high, words: scale.high_words })}</span>
      </p>
    </>
  );
}

function endWords({ low, high, low_words, high_words }: Scale, step: number): string {
  if (step === low) return low_words;
  return step === high ? high_words : "";
}

interface CellProps {
  name: string;
  words: string;
  /** What the step means, for who does not see the line below. */
  meaning?: string;
  isWide?: boolean;
  isWrong: boolean;
  checked: boolean;
  choose: () => void;
}

function Cell({ name, words, meaning, isWide, isWrong, checked, choose }: CellProps) {
  return (
    <label class={`kw-rate__cell${isWide ? " kw-rate__cell--wide" : ""}`}>
      <input
        type="radio"
        name={name}
        checked={checked}
        aria-label={meaning ? t("%(step)s: %(words)s", { step: words, words: meaning }) : undefined}
        aria-invalid={isWrong ? "true" : undefined}
        onChange={choose}
      />
      <span>{words}</span>
    </label>
  );
}

/** „No opinion“ where an option has two scales. */
function LeftOut({ option, writing: { choices, write } }: RowProps) {
  const isLeftOut = choices[option.id] === null;
  return (
    <label class="kw-rate__out">
      <input
        type="checkbox"
        checked={isLeftOut}
        onChange={() => write({ choices: isLeftOut ? cleared(choices, option.id) : skipped(choices, option.id) })}
      />
      {t("keine Meinung")}
    </label>
  );
}
