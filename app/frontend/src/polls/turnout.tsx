// Who has taken part: whether, never what.
import { t } from "../words";
import type { GroupTurnout, Poll } from "./contract";
import { TurnoutBar } from "./marks";
import { quorumSentence, turnoutSentence } from "./sentences";

export function TurnoutPanel({ poll }: { poll: Poll }) {
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-labelledby="kw-turnout-title">
      <div class="kw-row kw-row--between">
        <h2 class="kern-heading-small" id="kw-turnout-title">
          {t("Beteiligung")}
        </h2>
        <p class="kw-num">{turnoutSentence(poll.turnout)}</p>
      </div>
      <TurnoutBar turnout={poll.turnout} />
      <p class="kw-small kw-muted">
        {poll.quorum && `${quorumSentence(poll.quorum)} `}
        {t("Zwischenergebnisse gibt es nicht – auch nicht für die Moderation.")}
      </p>
    </section>
  );
}

export function GroupTurnouts({ groups }: { groups: GroupTurnout[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-labelledby="kw-groups-title">
      <div>
        <h2 class="kern-heading-small" id="kw-groups-title">
          {t("Abgegeben nach Gruppen")}
        </h2>
        <p class="kw-small kw-muted">{t("Nur ob, nie was.")}</p>
      </div>
      <ul class="kw-presence kw-poll__groups">
        {groups.map((group) => (
          <GroupRow key={group.group} {...group} />
        ))}
      </ul>
    </section>
  );
}

function GroupRow({ group, cast, entitled }: GroupTurnout) {
  return (
    <li>
      <span>{group}</span>
      <span class="kw-num">{t("%(cast)s von %(entitled)s", { cast, entitled })}</span>
      <span class="kw-pips" aria-hidden="true">
        {Array.from({ length: entitled }, (_, place) => (
          <i key={place} class={place < cast ? "on" : ""} />
        ))}
      </span>
    </li>
  );
}
