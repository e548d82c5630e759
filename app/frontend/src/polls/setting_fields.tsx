// The few settings of each method.
import { Check, TextField } from "../room/controls";
import { t } from "../words";
import type { PaperPlan, Setting } from "./paper_plans";
import { NumberField } from "./parts";
import type { Problems } from "./plans";

interface SettingFieldsProps {
  plan: PaperPlan;
  problems: Problems;
  change: (part: Partial<PaperPlan>) => void;
}

const LONGEST_WORDS = 60;

export function SettingFields({ plan, problems, change }: SettingFieldsProps) {
  const names = Object.keys(plan.settings) as Setting[];
  const set = (name: Setting, typed: string | boolean) => change({ settings: { ...plan.settings, [name]: typed } });
  const field = (name: Setting) => (
    <Field
      key={name}
      name={name}
      typed={plan.settings[name] ?? ""}
      error={problems[`settings.${name}`]}
      set={(typed) => set(name, typed)}
    />
  );
  const checks = names.filter(isCheck);
  const typed = names.filter((name) => !isCheck(name));
  return (
    <>
      {plan.method === "resistance" && (
        <p class="kw-small kw-muted">
          {t("„Es bleibt, wie es ist.“ kommt als letzter Eintrag von selbst dazu: Daran misst sich jeder Vorschlag.")}
        </p>
      )}
      {typed.length > 0 && <div class="kw-two">{typed.map(field)}</div>}
      {checks.map(field)}
    </>
  );
}

function isCheck(name: Setting): boolean {
  return name === "no_opinion" || name === "complete";
}

interface FieldProps {
  name: Setting;
  typed: string | boolean;
  error: string | undefined;
  set: (typed: string | boolean) => void;
}

function Field({ name, typed, error, set }: FieldProps) {
  const id = `poll-${name}`;
  const { label, hint } = wordsOf(name);
  if (isCheck(name)) return <Check id={id} words={label} checked={typed === true} onChange={set} />;
  const shared = { id, label, hint, value: String(typed), error };
  if (name === "low_words" || name === "high_words")
    return <TextField {...shared} optional limit={LONGEST_WORDS} onInput={set} />;
  return <NumberField {...shared} change={set} />;
}

function wordsOf(name: Setting): { label: string; hint: string } {
  const words: Record<Setting, { label: string; hint: string }> = {
    lowest: { label: t("Kleinster Wert"), hint: t("0 oder 1.") },
    highest: { label: t("Größter Wert"), hint: t("Von 2 bis 10.") },
    low_words: { label: t("Das heißt der kleinste Wert"), hint: t("Leer: „gar nicht“.") },
    high_words: { label: t("Das heißt der größte Wert"), hint: t("Leer: „voll und ganz“.") },
    no_opinion: { label: t("„Keine Meinung“ ist möglich"), hint: "" },
    complete: { label: t("Alle Einträge müssen einen Platz bekommen"), hint: "" },
    most: { label: t("Höchstens so viele je Person"), hint: t("Leer: beliebig viele.") },
    picks: { label: t("So viele ordnet jede Person"), hint: t("Üblich sind 5 bis 9.") },
  };
  return words[name];
}
