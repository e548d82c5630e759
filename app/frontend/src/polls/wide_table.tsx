// A table that may be wider than its place: it scrolls for itself, also by key.
import type { ComponentChildren } from "preact";
import { t } from "../words";

interface WideTableProps {
  name: string;
  /** Whether the name stands over the table, or is there for who does not see it. */
  isTitled?: boolean;
  className?: string;
  children: ComponentChildren;
}

export function WideTable({ name, isTitled = false, className = "", children }: WideTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section class="kern-table-responsive" tabIndex={0} aria-label={t("Tabelle: %(name)s", { name })}>
      <table class={`kern-table kern-table--small ${className}`}>
        <caption class={isTitled ? "kern-title kern-title--small" : "kern-sr-only"}>{name}</caption>
        {children}
      </table>
    </section>
  );
}
