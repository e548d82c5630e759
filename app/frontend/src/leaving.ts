// Leaving a shared device: what this browser keeps for a person goes with them, and not unasked if it is not saved.
import { confirmed } from "./confirmed";
import { countKept, forgetAll } from "./editor/store";
import { forgetPages } from "./kept-pages";
import { kept } from "./room/keep";
import type { Outgoing } from "./room/outbox";
import { t, tn } from "./words";

const LEAVING = "konsenswerk-leaving";

/** `<form data-signs-out>` asks first if edits are kept here that the server does not have. */
export async function askBeforeSigningOut(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (form.dataset.signsOut === undefined || form.dataset.sending !== undefined) return;
  event.preventDefault();
  const count = (await countKept()) + countNeeds();
  if (count > 0 && !(await isGivenUp(count))) return;
  sessionStorage.setItem(LEAVING, "");
  form.dataset.sending = "";
  form.submit();
}

/** How many needs wait here for a connection (room/sending.ts). */
function countNeeds(): number {
  const names = Object.keys(localStorage).filter((name) => name.startsWith("konsenswerk-outbox-"));
  return names.flatMap((name) => kept<Outgoing[]>(name, [])).length;
}

function isGivenUp(count: number): Promise<boolean> {
  const question = tn(
    "%(num)s Änderung in diesem Browser ist noch nicht gespeichert. Trotzdem abmelden?",
    "%(num)s Änderungen in diesem Browser sind noch nicht gespeichert. Trotzdem abmelden?",
    count,
  );
  return confirmed(question, t("Verwerfen und abmelden"), t("Angemeldet bleiben"));
}

/**
 * On a page for nobody, forget the pages that were kept for somebody; once they signed out, their texts too. On https the
 * server's answer to signing out has done it already, with Clear-Site-Data.
 */
export async function forgetWhoLeft(): Promise<void> {
  const isLeaving = sessionStorage.getItem(LEAVING) !== null;
  sessionStorage.removeItem(LEAVING); // who is still signed in has not left: a login that ends later is another matter
  if (document.body.dataset.signedIn !== undefined) return;
  await forgetPages();
  if (isLeaving) await forgetAll();
}
