// A yes or no before something is done, on every page.
import { t } from "./words";

function button(words: string, kind: "primary" | "secondary", value: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.className = `kern-btn kern-btn--${kind}`;
  made.value = value;
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = words;
  made.append(label);
  return made;
}

function confirmationDialog(question: string, yes: string, no: string): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "kern-dialog kw-dialog";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  const heading = document.createElement("h2");
  heading.className = "kern-title";
  heading.id = "confirm-question";
  heading.textContent = question;
  const header = document.createElement("header");
  header.className = "kern-dialog__header";
  header.append(heading);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "kern-dialog__footer";
  const safe = button(no, "secondary", "no");
  safe.autofocus = true; // the safe answer has the focus; the browser gives it back afterwards
  form.append(safe, button(yes, "primary", "yes"));
  dialog.append(header, form);
  return dialog;
}

/** Ask in a native dialog; resolves true only for the explicit yes, so Escape means no. */
export function confirmed(question: string, yes: string, no: string = t("Abbrechen")): Promise<boolean> {
  const dialog = confirmationDialog(question, yes, no);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
