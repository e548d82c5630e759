// The reasons that came with the answers, without names.
import { t } from "../words";
import type { FigureReason } from "./contract";

export function FigureReasons({ reasons }: { reasons: FigureReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-labelledby="kw-reasons">
      <h2 class="kern-heading-small" id="kw-reasons">
        {t("Begründungen")}
      </h2>
      <ul class="kw-list kw-stack kw-stack--s kw-poll__reasons">
        {reasons.map(({ label, html }, place) => (
          <li key={place}>
            <strong>{t("%(label)s:", { label })}</strong>
            {/* app/markdown.py renders it with HTML off */}
            <div class="kw-prose kw-break" dangerouslySetInnerHTML={{ __html: html }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
