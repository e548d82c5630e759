// What every page has, with or without a live room. Pages work without it; it spares mistakes and clicks.
import { confirmed } from "./confirmed";
import { bringFile } from "./files";
import { askBeforeSigningOut, forgetWhoLeft } from "./leaving";
import { t } from "./words";

/** After a refused form: the list of errors, or else the first wrong field, gets the focus. */
function focusFirstError(page: ParentNode): void {
  const target =
    page.querySelector<HTMLElement>("[data-error-summary]") ?? page.querySelector<HTMLElement>('[aria-invalid="true"]');
  target?.focus();
}

/** `<form data-confirm="Frage?" data-confirm-yes="Verb" data-confirm-no="Behalten">` asks before it is sent. */
async function askBeforeSending(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  const question = form.dataset.confirm;
  if (question === undefined || form.dataset.confirmed !== undefined) return;
  event.preventDefault();
  if (!(await confirmed(question, form.dataset.confirmYes ?? t("Ja"), form.dataset.confirmNo))) return;
  form.dataset.confirmed = "";
  form.requestSubmit(event.submitter);
  delete form.dataset.confirmed;
}

/** A second click while the first answer is on its way sends nothing. Forms that a script sends set preventDefault. */
function sendOnce(event: SubmitEvent): void {
  if (event.defaultPrevented) return;
  const form = event.target as HTMLFormElement;
  if (form.method === "get" || form.method === "dialog") return;
  if (form.dataset.sending !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
}

/** A page that comes back with the Back button may send its forms again. */
function allowSendingAgain(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sending]")) {
    delete form.dataset.sending;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
}

function showWithFocusOnTheSafeButton(dialog: HTMLDialogElement): void {
  dialog.showModal();
  dialog.querySelector<HTMLElement>("[data-close]")?.focus();
}

/** `<button data-open="id">` opens the dialog with this id, `<button data-close>` inside closes it. */
function operateDialogs(event: MouseEvent): void {
  const clicked =
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-open], [data-close]") : null;
  if (clicked?.dataset.open !== undefined) {
    const dialog = document.getElementById(clicked.dataset.open);
    if (dialog instanceof HTMLDialogElement) showWithFocusOnTheSafeButton(dialog);
  } else if (clicked !== null) {
    clicked.closest("dialog")?.close();
  }
}

/** `<button data-print>` prints the page; it is hidden until this script has come. */
function offerPrinting(page: ParentNode): void {
  for (const offer of page.querySelectorAll<HTMLElement>("[data-print]")) {
    offer.hidden = false;
    offer.addEventListener("click", () => window.print());
  }
}

/** `<select data-send-on-change>` sends its form at once; its button is for pages without scripts. */
function sendOnChange(event: Event): void {
  if (event.target instanceof HTMLSelectElement && event.target.dataset.sendOnChange !== undefined) {
    event.target.form?.requestSubmit();
  }
}

document.addEventListener("submit", askBeforeSending);
document.addEventListener("submit", (event) => void askBeforeSigningOut(event));
document.addEventListener("submit", sendOnce);
document.addEventListener("click", operateDialogs);
document.addEventListener("click", bringFile);
document.addEventListener("change", sendOnChange);
window.addEventListener("pageshow", (event) => event.persisted && allowSendingAgain());
void forgetWhoLeft();
offerPrinting(document);
focusFirstError(document);
