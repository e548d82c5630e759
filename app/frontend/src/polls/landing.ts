// Where the focus goes when what had it is replaced: never back to the top of the page.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const LANDINGS = ["[data-landing]", "h1", ".kern-btn"];

/**
 * Watches over a part of the page. When `state` changes and takes the focus away, the focus goes on to the element
 * marked with `data-landing`, else to the heading or the button. Who was elsewhere on the page stays there.
 */
export function useLanding(state: string): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const wasInside = useRef(false);
  useLayoutEffect(() => {
    if (wasInside.current) land(part.current);
  }, [state]);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      // a dialog gives the focus back
      if (target instanceof Element && target.closest("dialog") === null)
        wasInside.current = part.current?.contains(target) ?? false;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  return part;
}

function land(part: HTMLElement | null): void {
  const dialog = document.activeElement?.closest("dialog");
  if (dialog) dialog.addEventListener("close", () => setTimeout(() => land(part)), { once: true });
  else if (document.activeElement === document.body) landing(part)?.focus();
}

function landing(part: HTMLElement | null): HTMLElement | null {
  const found = LANDINGS.map((selector) => part?.querySelector<HTMLElement>(selector));
  return found.find((element) => element != null) ?? null;
}
