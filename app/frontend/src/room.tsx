// The live room's page.
import { render } from "preact";
import { startClock } from "./clock";
import { askForNext } from "./room/moderation";
import { startNews } from "./room/news";
import { startSending } from "./room/sending";
import { Shell } from "./room/shell";
import { type Group, start } from "./room/state";
import { focusToast } from "./room/toasts";

function operateByKeys(event: KeyboardEvent): void {
  if (event.key === "F6" && document.querySelector(".kw-toast") !== null) {
    event.preventDefault();
    focusToast();
  }
  if (event.key === "Enter" && event.ctrlKey && document.querySelector("dialog[open]") === null) askForNext();
}

const page = document.getElementById("room");
if (page !== null) {
  const groups = JSON.parse(document.getElementById("groups")?.textContent ?? "[]") as Group[];
  document.addEventListener("keydown", operateByKeys);
  startClock();
  start({ workshopId: Number(page.dataset.workshop), groups });
  startSending();
  startNews();
  page.replaceChildren();
  render(<Shell />, page);
}
