// Dragging a card with mouse, pen or finger. Up to 6 px it is a tap, and a tap opens the list of targets.
import type { Need } from "../types";
import { aim, columns, drop, held, putBack, takeUp } from "./moving";
import { others, type Place } from "./places";

const LIFT_AFTER_PX = 6;
const WIDEST_GHOST_PX = 260;
const EDGE_PX = 70;
const SCROLL_PX = 14;
const SCROLL_EVERY_MS = 16;

/** Follow a pointer that went down on a grip until it comes up. `onTap` is called if it never moved. */
export function follow(down: PointerEvent, need: Need, onTap: () => void): void {
  if (down.button !== 0) return;
  const grip = down.currentTarget as HTMLElement;
  grip.setPointerCapture(down.pointerId);
  const drag = new Drag(down, need);
  const end = (isDrop: boolean) => {
    grip.removeEventListener("pointermove", drag.move);
    grip.removeEventListener("pointerup", up);
    grip.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", giveUp, true);
    drag.end(isDrop, onTap);
  };
  const up = () => end(true);
  const cancel = () => end(false);
  const giveUp = (event: KeyboardEvent) => {
    if (event.key === "Escape") cancel();
  };
  grip.addEventListener("pointermove", drag.move);
  grip.addEventListener("pointerup", up);
  grip.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", giveUp, true);
}

class Drag {
  private isLifted = false;
  private ghost: HTMLElement | undefined;
  private scrolling: ReturnType<typeof setInterval> | undefined;
  private x: number;
  private y: number;

  constructor(
    private readonly down: PointerEvent,
    private readonly need: Need,
  ) {
    this.x = down.clientX;
    this.y = down.clientY;
  }

  readonly move = (event: PointerEvent) => {
    this.x = event.clientX;
    this.y = event.clientY;
    const distance = Math.hypot(this.x - this.down.clientX, this.y - this.down.clientY);
    if (!this.isLifted && distance >= LIFT_AFTER_PX) this.lift();
    if (this.isLifted) this.follow();
  };

  end(isDrop: boolean, onTap: () => void): void {
    clearInterval(this.scrolling);
    this.ghost?.remove();
    if (!this.isLifted) {
      if (isDrop) onTap();
    } else if (isDrop) drop();
    else putBack();
  }

  private lift(): void {
    takeUp(this.need, "pointer");
    if (held.value === null) return;
    this.isLifted = true;
    const card = (this.down.target as Element).closest(".kw-need");
    this.ghost = card?.cloneNode(true) as HTMLElement;
    this.ghost.className = "kw-need kw-need--ghost";
    this.ghost.setAttribute("aria-hidden", "true");
    const width = Math.min(card?.getBoundingClientRect().width ?? 0, WIDEST_GHOST_PX);
    this.ghost.style.setProperty("--width", `${width}px`);
    for (const part of this.ghost.querySelectorAll("[id]")) part.removeAttribute("id");
    document.body.append(this.ghost);
    this.scrolling = setInterval(() => this.scrollAtTheEdge(), SCROLL_EVERY_MS);
  }

  private follow(): void {
    this.ghost?.style.setProperty("--x", `${this.x}px`);
    this.ghost?.style.setProperty("--y", `${this.y}px`);
    const place = placeAt(this.x, this.y, this.need.id);
    if (place !== undefined) aim(place);
  }

  private scrollAtTheEdge(): void {
    const isAbove = this.y < EDGE_PX;
    if (!isAbove && this.y < innerHeight - EDGE_PX) return;
    scrollBy(0, isAbove ? -SCROLL_PX : SCROLL_PX);
    this.follow();
  }
}

/** The place under a point of the window: the column there, before the first card whose middle is further down. */
function placeAt(x: number, y: number, needId: number): Place | undefined {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column]");
  const column = columns.value.find((one) => String(one.clusterId) === element?.dataset.column);
  if (!element || column === undefined) return undefined;
  const cards = [...element.querySelectorAll<HTMLElement>("[data-need]")];
  const shown = cards.filter((card) => card.dataset.need !== String(needId) && !card.hidden);
  const below = shown.find((card) => isBefore(x, y, card.getBoundingClientRect()));
  const rest = column.needIds.filter((id) => id !== needId);
  const position = below === undefined ? others(column, needId) : rest.indexOf(Number(below.dataset.need));
  return { clusterId: column.clusterId, position };
}

/** Whether a point lies before a card in reading order; the tray has several cards in a line. */
function isBefore(x: number, y: number, card: DOMRect): boolean {
  const isInLine = y >= card.top && y <= card.bottom && card.width < innerWidth / 2;
  return y < card.top || (isInLine && x < card.left) || y < card.top + card.height / 2;
}
