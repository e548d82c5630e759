// Where the focus goes when what had it is replaced: never back to the top of the page.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/**
 * Watches over a part of the page. When `state` changes and takes the focus away, the focus goes on to the element
 * marked with `data-landing`, else to the heading. Who was elsewhere on the page stays there.
 */
export function useLanding(state: string): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const wasInside = useRef(false);
  useLayoutEffect(() => {
    if (wasInside.current && document.activeElement === document.body) landing(part.current)?.focus();
  }, [state]);
  useEffect(() => {
    const remember = () => {
      wasInside.current = part.current?.contains(document.activeElement) ?? false;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  }, []);
  return part;
}

function landing(part: HTMLElement | null): HTMLElement | null {
  return part?.querySelector<HTMLElement>("[data-landing]") ?? part?.querySelector<HTMLElement>("h1") ?? null;
}
