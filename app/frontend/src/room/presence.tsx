// Who is here, by group: the figure is the content, the squares are decoration.
import type { Presence as PresenceState } from "../types";
import { t } from "../words";
import { view } from "./follow";

/** More squares than this say less than the figure. */
const MOST_PIPS = 30;

export function Presence({ presence }: { presence: PresenceState }) {
  const Heading = view.value === "more" ? "h1" : "h2";
  return (
    <section class="kw-stack kw-stack--s" aria-labelledby="presence">
      <Heading class="kern-heading-small" id="presence">
        {t("Im Raum")}
      </Heading>
      <p class="kw-small">
        {t("%(present)s von %(total)s sind da, %(voting)s stimmberechtigt", {
          present: presence.present,
          total: presence.total,
          voting: presence.voting,
        })}
      </p>
      <ul class="kw-presence">
        {presence.groups.map((group) => (
          <li key={group.name}>
            <span>{group.name || t("ohne Gruppe")}</span>
            <span class="kw-num">{t("%(present)s von %(total)s", { present: group.present, total: group.total })}</span>
            {group.total <= MOST_PIPS && <Pips present={group.present} total={group.total} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pips({ present, total }: { present: number; total: number }) {
  return (
    <span class="kw-pips" aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <i key={index} class={index < present ? "on" : ""} />
      ))}
    </span>
  );
}
