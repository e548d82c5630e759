// Short messages that nobody must catch: they stay ten seconds, wait while pointed at or focused, and may offer one action.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { answer } from "../announce";
import { t } from "../words";

interface Toast {
  id: number;
  words: string;
  action: { words: string; act: () => void } | undefined;
}

const STAYS_MS = 10_000;
const MOST = 1; // a pile would cover what is being worked on

const toasts = signal<Toast[]>([]);
let last = 0;

/** Show it and say it; what offers an action was already said as the answer to the act that can be undone. */
export function toast(words: string, action?: { words: string; act: () => void }): void {
  if (action === undefined) answer(words);
  last += 1;
  toasts.value = [...toasts.value, { id: last, words, action }].slice(-MOST);
}

/** What could be undone before cannot be undone in another phase. */
export function dismissActions(): void {
  toasts.value = toasts.value.filter((one) => one.action === undefined);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return (
    <section class="kw-toasts" aria-label={t("Mitteilungen")}>
      {toasts.value.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  );
}

function ToastCard({ toast: { id, words, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  const hold = () => setHeld(true);
  const release = () => setHeld(element.current?.matches(":hover, :focus-within") ?? false);
  const act = () => {
    dismiss(id);
    action?.act();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only lets it stay; there is nothing to operate
    <div
      class="kw-toast"
      ref={element}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <span>{words}</span>
      {action && (
        <button type="button" onClick={act}>
          {action.words}
        </button>
      )}
      <button type="button" onClick={() => dismiss(id)}>
        {t("Schließen")}
      </button>
    </div>
  );
}

/** F6 leads to the newest toast's first button. */
export function focusToast(): void {
  document.querySelector<HTMLElement>(".kw-toast:last-child button")?.focus();
}
