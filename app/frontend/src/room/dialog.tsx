// One native dialog at a time: the focus starts on the safe button or the field, Escape closes, focus returns.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Offline, Refused } from "../http";
import { t } from "../words";
import { Button } from "./controls";

export interface Question {
  heading: string;
  body?: ComponentChildren;
  /** The words of the button that does it; without, the body has its own. */
  yes?: string;
  no?: string;
  /** A second way to say yes. */
  other?: { words: string; act: () => unknown };
  /** Done when the person says no or closes it. */
  instead?: () => void;
  /** Does it; the dialog stays open with the sentence of a refusal. */
  act?: () => unknown;
}

const asked = signal<Question | null>(null);

/** Ask before something is done. */
export function ask(question: Question): void {
  asked.value = question;
}

/** Close what is asked, from inside its body. */
export function closeDialog(): void {
  document.querySelector<HTMLDialogElement>("dialog.kw-asked")?.close();
}

/** Whether a question is open. */
export function isAsking(): boolean {
  return asked.value !== null;
}

/** Where the asked question stands; once in a page. */
export function DialogHost() {
  return asked.value && <Dialog key={asked.value.heading} question={asked.value} />;
}

/** A sentence for people about why something did not happen. */
export function reason(error: unknown): string {
  if (error instanceof Refused) return Object.values(error.fields).join(" ") || error.message;
  return error instanceof Offline ? error.message : t("Das hat nicht geklappt.");
}

function Dialog({ question }: { question: Question }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  useEffect(() => open(dialog.current), []);
  const isDone = useRef(false);
  const close = () => dialog.current?.close();
  const closed = () => {
    if (!isDone.current) question.instead?.();
    forget();
  };
  const answer = async (act: Question["act"]) => {
    setBusy(true);
    try {
      await act?.();
      isDone.current = true;
      close();
    } catch (refused) {
      setError(reason(refused));
    }
    setBusy(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void answer(question.act);
  };
  const { other } = question;
  return (
    <dialog class="kern-dialog kw-dialog kw-asked" aria-labelledby="dialog-heading" ref={dialog} onClose={closed}>
      <form onSubmit={submit}>
        <header class="kern-dialog__header">
          <h2 class="kern-title" id="dialog-heading">
            {question.heading}
          </h2>
        </header>
        <section class="kern-dialog__body">
          <div class="kw-stack kw-full">{question.body}</div>
          <p class="kw-strong" role="alert">
            {error}
          </p>
        </section>
        <footer class="kern-dialog__footer">
          <Button words={question.no ?? t("Abbrechen")} onPress={close} safe />
          {other && <Button words={other.words} onPress={() => answer(other.act)} busy={busy} />}
          {question.yes && <Button words={question.yes} kind="primary" type="submit" busy={busy} />}
        </footer>
      </form>
    </dialog>
  );
}

function open(dialog: HTMLDialogElement | null): void {
  const from = document.activeElement;
  dialog?.showModal();
  dialog?.querySelector<HTMLElement>("input, textarea, select, [data-first], [data-safe]")?.focus();
  // The browser gives the focus back on close(), unless the element that had it was drawn anew meanwhile.
  dialog?.addEventListener("close", () => again(from)?.focus());
}

function again(element: Element | null): HTMLElement | null {
  if (element instanceof HTMLElement && element.isConnected) return element;
  return document.getElementById(element?.id || "inhalt");
}

function forget(): void {
  asked.value = null;
}
