// The ballot that ticks options: any number of them, or at most so many.
import { answer } from "../announce";
import { FieldError } from "../room/controls";
import { t, tn } from "../words";
import { checksLeft, isChecked, toggled } from "./checks";
import type { Checked, Form, Option, PaperPoll } from "./contract";
import { OptionLabel } from "./option_label";
import { type Doubt, PaperForm, type Problems, type Writing } from "./paper_form";

export function ChecksBallot({ poll }: { poll: PaperPoll }) {
  return (
    <PaperForm<Checked>
      poll={poll}
      check={({ choices }) => problemsOf(poll.form, choices)}
      doubt={({ choices }) => doubtOf(choices)}
    >
      {(writing) => <Ticking poll={poll} writing={writing} />}
    </PaperForm>
  );
}

/** Whether ticks are missing, where a ballot has a fixed number of them. */
export function problemsOf({ most, exactly }: Form, checked: Checked): Problems {
  if (!exactly || most === null || Object.keys(checked).length >= most) return {};
  return { choices: tn("Bitte wählen Sie %(num)s Eintrag aus.", "Bitte wählen Sie %(num)s Einträge aus.", most) };
}

function doubtOf(checked: Checked): Doubt | null {
  if (Object.keys(checked).length > 0) return null;
  return {
    heading: t("Sie haben nichts ausgewählt."),
    meaning: t("Das zählt als Stimme für keinen der Einträge. Trotzdem abgeben?"),
    no: t("Weiter auswählen"),
    yes: t("Abgeben"),
  };
}

export function leftWords(left: number | null, count: number): string {
  if (left === null) return tn("%(num)s ausgewählt", "%(num)s ausgewählt", count);
  if (left === 0) return t("Mehr ist nicht möglich. Nehmen Sie erst eine Auswahl zurück.");
  return tn("Noch %(num)s möglich", "Noch %(num)s möglich", left);
}

function Ticking({ poll: { form, options }, writing }: { poll: PaperPoll; writing: Writing<Checked> }) {
  const { choices, problems } = writing;
  const left = checksLeft(form, choices);
  return (
    <>
      <div class="kw-budget kw-poll__budget" tabIndex={-1} data-problem={problems.choices && ""} data-landing="">
        <strong>{leftWords(left, Object.keys(choices).length)}</strong>
      </div>
      <FieldError id="poll-choices" error={problems.choices} />
      <fieldset class="kw-choice kw-choice--checks">
        <legend class="kern-sr-only">{t("Einträge")}</legend>
        {options.map((option) => (
          <Tick key={option.id} form={form} option={option} isFull={left === 0} writing={writing} />
        ))}
      </fieldset>
    </>
  );
}

interface TickProps {
  form: Form;
  option: Option;
  isFull: boolean;
  writing: Writing<Checked>;
}

/** What cannot be ticked any more stays reachable, and says why. */
function Tick({ form, option, isFull, writing: { choices, write } }: TickProps) {
  const checked = isChecked(choices, option.id);
  const isOff = isFull && !checked;
  function press(event: Event) {
    if (isOff) {
      event.preventDefault();
      answer(leftWords(0, 0));
      return;
    }
    const next = toggled(form, choices, option.id);
    write({ choices: next });
    answer(leftWords(checksLeft(form, next), Object.keys(next).length));
  }
  return (
    <label for={`poll-check-${option.id}`}>
      <input
        type="checkbox"
        id={`poll-check-${option.id}`}
        checked={checked}
        aria-disabled={isOff || undefined}
        onClick={press}
      />
      <OptionLabel option={option} />
    </label>
  );
}
