// The last phase: what the workshop has brought about.
import type { Room } from "../types";
import { t } from "../words";
import { Drafts } from "./drafting";

export function Closing({ room }: { room: Room }) {
  return (
    <div class="kw-stack kw-stack--m">
      <h1 class="kern-heading-medium" tabIndex={-1}>
        {t("Der Raum ist geschlossen")}
      </h1>
      <p>{t("Was entstanden ist, können Sie hier weiter lesen.")}</p>
      <section class="kw-stack kw-stack--s" aria-labelledby="recommendations">
        <h2 class="kern-heading-small" id="recommendations">
          {t("Festgestellte Empfehlungen")}
        </h2>
        <Recommendations room={room} />
      </section>
      <section class="kw-stack kw-stack--s" aria-labelledby="drafts">
        <h2 class="kern-heading-small" id="drafts">
          {t("Entwürfe")}
        </h2>
        <Drafts drafts={room.drafts ?? []} />
      </section>
    </div>
  );
}

export function Recommendations({ room }: { room: Room }) {
  const recommendations = room.recommendations ?? [];
  if (recommendations.length === 0) return <p>{t("Keine Empfehlung wurde festgestellt.")}</p>;
  return (
    <ul class="kw-list kw-stack kw-stack--s">
      {recommendations.map(({ number, title, address }) => (
        <li key={number} class="kw-panel">
          <a class="kw-strong" href={address}>
            {number} {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
