// KERN's buttons and fields as the room uses them.
import type { ComponentChildren, TargetedInputEvent, TextareaHTMLAttributes } from "preact";
import { t } from "../words";

type Kind = "primary" | "secondary" | "tertiary";

interface ButtonProps {
  words: string;
  onPress?: (() => void) | undefined;
  kind?: Kind;
  icon?: string;
  block?: boolean;
  type?: "button" | "submit";
  /** Why it is not possible yet; the sentence stands beside it, the button stays reachable. */
  blocked?: boolean;
  busy?: boolean;
  /** More than the visible words, for who does not see where the button stands. */
  label?: string;
  expanded?: boolean;
  controls?: string;
  safe?: boolean;
}

export function Button(props: ButtonProps) {
  const { words, onPress, kind = "secondary", icon, block, type = "button", blocked, busy, safe } = props;
  return (
    <button
      type={type}
      class={`kern-btn kern-btn--${kind}${block ? " kern-btn--block" : ""}`}
      aria-disabled={blocked || busy ? "true" : undefined}
      aria-busy={busy ? "true" : undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-controls={props.expanded ? props.controls : undefined}
      data-safe={safe}
      onClick={(event) => {
        if (blocked || busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {icon && <span class={`kw-i kw-i--${icon}`} aria-hidden="true" />}
      <span class="kern-label">{words}</span>
    </button>
  );
}

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  limit?: number;
  rows?: number;
  /** What is typed while it is on its way would be lost. */
  readOnly?: boolean;
  /** Further attributes of a text with rows. */
  more?: TextareaHTMLAttributes<HTMLTextAreaElement>;
}

/** How many characters before the limit the rest is shown. */
const SHOW_REST_FROM = 20;

/** One line, or a text with `rows`. Its rest is shown from 20 characters before the limit. */
export function TextField(props: FieldProps) {
  const { id, label, value, onInput, hint, error, optional, limit = 120, rows, readOnly, more } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const shared = {
    id,
    value,
    maxLength: limit,
    readOnly,
    dir: "auto" as const, // people write from right to left, too
    class: `kern-form-input__input${error ? " kern-form-input__input--error" : ""}`,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? ("true" as const) : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value),
  };
  return (
    <div class={`kern-form-input${error ? " kern-form-input--error" : ""}`}>
      <label class="kern-label" for={id}>
        {label} {optional && <span class="kern-label__optional">{t("– freiwillig")}</span>}
      </label>
      {hint && (
        <div class="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {rows === undefined ? <input type="text" {...shared} /> : <textarea rows={rows} {...shared} {...more} />}
      {limit > SHOW_REST_FROM && <Rest left={limit - value.length} />}
      <FieldError id={id} error={error} />
    </div>
  );
}

function Rest({ left }: { left: number }) {
  return (
    <div class="kw-count" role="status">
      {left <= SHOW_REST_FROM && t("noch %(count)s Zeichen", { count: left })}
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="kern-error" id={`${id}-error`}>
      <span class="kern-icon kern-icon--danger" aria-hidden="true" />
      <span class="kern-body">{error}</span>
    </p>
  );
}

interface SelectProps<T extends string> {
  id: string;
  label: string;
  value: T;
  options: [value: T, words: string][];
  onChange: (value: T) => void;
}

export function Select<T extends string>({ id, label, value, options, onChange }: SelectProps<T>) {
  return (
    <div class="kern-form-input">
      <label class="kern-label" for={id}>
        {label}
      </label>
      <div class="kern-form-input__select-wrapper">
        <select
          class="kern-form-input__select"
          id={id}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value as T)}
        >
          {options.map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

interface CheckProps {
  id: string;
  words: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  kind?: "checkbox" | "radio";
  name?: string;
}

export function Check({ id, words, checked, onChange, kind = "checkbox", name = id }: CheckProps) {
  return (
    <div class="kern-form-check">
      <input
        class={`kern-form-check__${kind}`}
        id={id}
        name={name}
        type={kind}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label class="kern-label" for={id}>
        {words}
      </label>
    </div>
  );
}

/** A strip over the stage with at most one action. */
export function Strip(props: {
  kind?: "warn" | "ok";
  icon?: string;
  children: ComponentChildren;
  action?: ComponentChildren;
  /** Its words are announced by who shows it; they must not be heard twice. */
  isSaid?: boolean;
}) {
  const { kind, icon = "info", children, action, isSaid = false } = props;
  return (
    <div class={`kw-strip${kind ? ` kw-strip--${kind}` : ""} kw-strip--room`} role={isSaid ? undefined : "status"}>
      <span class={`kern-icon kern-icon--${icon}`} aria-hidden="true" />
      <span class="kw-strip__words">{children}</span>
      {action}
    </div>
  );
}
