// What stands above a section: its heading, what belongs there, how long it should be, and who may change it.
import { effect, signal } from "@preact/signals";
import { t } from "../words";
import { mayEdit } from "./protocol";
import { leaveOf } from "./section-rights";
import { type Section, section } from "./sections";
import { rights } from "./state";

export class SectionHead {
  readonly dom = document.createElement("header");
  private readonly heading = document.createElement("h2");
  private readonly ask = document.createElement("button");
  private readonly help = document.createElement("p");
  private readonly leave = document.createElement("p");
  private readonly isEmpty = signal(true);
  private readonly isAsked = signal(false);
  private readonly stop: () => void;

  constructor(private readonly key: string) {
    this.dom.contentEditable = "false";
    this.dom.className = "kw-section__head";
    this.help.className = "kw-section__help";
    this.help.id = `help-${key}`;
    this.leave.className = "kw-section__leave";
    this.ask.type = "button";
    this.ask.className = "kw-plain kw-small";
    this.ask.setAttribute("aria-controls", this.help.id);
    this.ask.addEventListener("click", () => {
      this.isAsked.value = !this.isAsked.value;
    });
    this.dom.append(this.heading, this.ask, this.help, this.leave);
    this.stop = effect(() => this.draw());
  }

  /** Without words in it, a section shows its help by itself. */
  note(isEmpty: boolean): void {
    this.isEmpty.value = isEmpty;
  }

  destroy(): void {
    this.stop();
  }

  private draw(): void {
    const known = section(this.key);
    const help = known === undefined ? "" : helpOf(known);
    const isShown = this.isEmpty.value || this.isAsked.value;
    this.heading.textContent = known?.label ?? this.key;
    this.help.textContent = help;
    this.help.hidden = help === "" || !isShown;
    this.ask.hidden = help === "" || this.isEmpty.value;
    this.ask.textContent = t("Hilfe");
    this.ask.setAttribute("aria-label", `${t("Hilfe")}: ${known?.label ?? ""}`);
    this.ask.setAttribute("aria-expanded", String(isShown));
    this.drawLeave();
  }

  private drawLeave(): void {
    const leave = mayEdit(rights.value) ? leaveOf(rights.value, this.key) : "write";
    const isApart = leave === "closed" || (leave === "suggest" && rights.value.write);
    this.leave.hidden = !isApart;
    this.leave.textContent = isApart ? sentenceOf(leave === "closed") : "";
    this.leave.classList.toggle("is-closed", leave === "closed");
  }
}

/** What a section is to people who may change others. */
export function sentenceOf(isClosed: boolean): string {
  return isClosed
    ? t("Geschlossen: Diesen Abschnitt ändert nur die Moderation.")
    : t("In diesem Abschnitt schlagen Sie vor: Ihre Änderungen gelten erst, wenn die Redaktion sie annimmt.");
}

function helpOf({ help, hint, required }: Section): string {
  return [required ? t("Pflichtangabe") : "", help, hint].filter((one) => one !== "").join(" · ");
}
