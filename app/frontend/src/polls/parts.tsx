// The small parts that the states of a poll are made of, beside those of the room.
import type { ComponentChildren } from "preact";
import { Check, FieldError } from "../room/controls";
import type { Refusal } from "./sheet";

interface HeadProps {
  eyebrow: string;
  title: string;
  children?: ComponentChildren;
}

/** The head of the stage. Its heading takes the focus when the stage changes under it. */
export function Head({ eyebrow, title, children }: HeadProps) {
  return (
    <div class="kw-stack kw-stack--xs">
      <p class="kw-eyebrow">{eyebrow}</p>
      <h1 class="kern-heading-medium kw-break" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

interface StripProps {
  kind?: "ok" | "warn";
  icon?: "check" | "lock" | "time" | "bell";
  children: ComponentChildren;
}

/** A sentence that stands out. It is no live region: who changes the stage announces it, or moves the focus. */
export function Strip({ kind, icon, children }: StripProps) {
  return (
    <div class={`kw-strip${kind ? ` kw-strip--${kind}` : ""}`}>
      {icon && <span class={`kw-i kw-i--${icon}`} aria-hidden="true" />}
      <div>{children}</div>
    </div>
  );
}

/** Why something was not done; read out at once. */
export function Refusing({ refusal }: { refusal: Refusal | null }) {
  return (
    <div class="kw-poll__refusal" role="alert">
      {refusal && <Strip kind="warn">{refusal.message}</Strip>}
    </div>
  );
}

export function LinkButton({ words, address }: { words: string; address: string }) {
  return (
    <a class="kern-btn kern-btn--primary" href={address}>
      <span class="kern-label">{words}</span>
    </a>
  );
}

interface NumberProps {
  id: string;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  change: (typed: string) => void;
}

/** A whole number as it is typed; checking it is the plan's matter. */
export function NumberField({ id, label, hint, value, error, change }: NumberProps) {
  return (
    <div class={`kern-form-input${error ? " kern-form-input--error" : ""}`}>
      <label class="kern-label" for={id}>
        {label}
      </label>
      <div class="kern-hint" id={`${id}-hint`}>
        {hint}
      </div>
      <input
        class={`kern-form-input__input kern-form-input__input--width-4${error ? " kern-form-input__input--error" : ""}`}
        id={id}
        inputMode="numeric"
        maxLength={4}
        value={value}
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? "true" : undefined}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <FieldError id={id} error={error} />
    </div>
  );
}

interface RadiosProps<Value extends string> {
  legend: string;
  name: string;
  options: [value: Value, words: string][];
  value: Value;
  choose: (value: Value) => void;
}

export function Radios<Value extends string>({ legend, name, options, value, choose }: RadiosProps<Value>) {
  return (
    <fieldset class="kern-fieldset">
      <legend class="kern-label">{legend}</legend>
      <div class="kern-fieldset__body">
        {options.map(([option, words]) => (
          <Check
            key={option}
            kind="radio"
            id={`${name}-${option}`}
            name={name}
            words={words}
            checked={option === value}
            onChange={() => choose(option)}
          />
        ))}
      </div>
    </fieldset>
  );
}
