// Who took a decision on a suggestion back.
import { clockTime } from "../clock";
import { t } from "../words";
import type { Decision } from "./suggestions";

/** Nothing, as long as the decision stands or there is none. */
export function Reopened({ decision }: { decision: Decision | undefined }) {
  if (!decision?.reopened) return null;
  const { name, at } = decision.reopened;
  return (
    <p class="kw-meta">{t("Die Entscheidung hat %(name)s zurückgenommen, %(time)s", { name, time: clockTime(at) })}</p>
  );
}
