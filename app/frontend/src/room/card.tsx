// One need on the board. Its grip: keys take it up, dragging moves it, a tap offers a list of targets.
import { useComputed } from "@preact/signals";
import type { Need } from "../types";
import { t } from "../words";
import { askForTarget } from "./arranging";
import { follow } from "./dragging";
import { choose, drop, gripId, held, putBack, saving, takeUp } from "./moving";
import { NeedHead } from "./needs";
import type { ArrowKey } from "./places";

const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

export function Card({ need, isHidden, isMovable }: { need: Need; isHidden: boolean; isMovable: boolean }) {
  // Computed: of 300 cards only the one that changes is drawn anew.
  const isUp = useComputed(() => held.value?.need.id === need.id).value;
  const isSaving = useComputed(() => saving.value.has(need.id)).value;
  const state = isUp ? t("aufgenommen") : isSaving ? t("wird gespeichert") : null;
  const look = isUp ? " kw-need--up" : isSaving ? " kw-need--open" : need.mine ? " kw-need--mine" : "";
  return (
    <li class={`kw-need${look}`} data-need={need.id} hidden={isHidden}>
      <NeedHead id={[need.label, need.mine ? t("Ihr Bedarf") : null, state].filter(Boolean).join(" · ")} need={need} />
      {isMovable && <Grip need={need} isUp={isUp} />}
    </li>
  );
}

function Grip({ need, isUp }: { need: Need; isUp: boolean }) {
  const name = { name: `${need.label} ${need.title}` };
  return (
    <button
      type="button"
      class="kw-need__grip"
      id={gripId(need.id)}
      aria-pressed={isUp}
      aria-label={isUp ? t("%(name)s ablegen", name) : t("%(name)s aufnehmen", name)}
      onPointerDown={(event) => follow(event, need, () => askForTarget(need))}
      onClick={(event) => event.detail === 0 && askForTarget(need)}
      onKeyDown={(event) => operate(event, need, isUp)}
      onBlur={() => isUp && held.value?.by === "keys" && putBack()}
    >
      <span class="kw-i kw-i--grip kw-i--s" aria-hidden="true" />
    </button>
  );
}

/** Enter or Space takes up and drops, arrows choose, Escape puts back. Prevented keys do not click. */
function operate(event: KeyboardEvent, need: Need, isUp: boolean): void {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (event.repeat) return;
    if (isUp) drop();
    else takeUp(need, "keys");
  } else if (isUp && ARROWS.has(event.key)) {
    event.preventDefault();
    choose(event.key as ArrowKey);
  } else if (isUp && event.key === "Escape") {
    event.preventDefault();
    putBack();
  }
}
