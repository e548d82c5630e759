// What stands behind the figures of a consent poll: reasons, and in a named poll who voted how.
import { t, tn } from "../words";
import type { Answer, NamedVote, Reason } from "./contract";
import { answerLabel } from "./sentences";

export function Reasons({ reasons, named }: { reasons: Reason[]; named: boolean }) {
  if (reasons.length === 0) return null;
  const of = (answer: Answer) => reasons.filter((reason) => reason.answer === answer);
  const objections = of("object");
  const reservations = of("reservation");
  return (
    <section class="kw-panel kw-stack kw-stack--s" aria-labelledby="kw-reasons">
      <h2 class="kern-heading-small" id="kw-reasons">
        {t("Einwände (%(objections)s) und Bedenken (%(reservations)s)", {
          objections: objections.length,
          reservations: reservations.length,
        })}
      </h2>
      <ReasonList reasons={objections} one={t("Einwand")} />
      {reservations.length > 0 && (
        <details>
          <summary>{tn("%(num)s Bedenken lesen", "%(num)s Bedenken lesen", reservations.length)}</summary>
          <ReasonList reasons={reservations} one={t("Bedenken")} />
        </details>
      )}
      {!named && <p class="kw-small kw-muted">{t("Offene Abstimmung: Begründungen stehen ohne Namen.")}</p>}
    </section>
  );
}

function ReasonList({ reasons, one }: { reasons: Reason[]; one: string }) {
  return (
    <ul class="kw-list kw-stack kw-stack--s kw-poll__reasons">
      {reasons.map((reason, place) => (
        <li key={place}>
          <strong>
            {one} {place + 1}
            {reason.name && `, ${reason.name}`}:
          </strong>
          {/* app/markdown.py renders it with HTML off */}
          <div class="kw-prose kw-break" dangerouslySetInnerHTML={{ __html: reason.html }} />
        </li>
      ))}
    </ul>
  );
}

export function VoteTable({ votes }: { votes: NamedVote[] }) {
  const name = t("Stimmen mit Namen");
  return (
    <section class="kw-panel" aria-label={name}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section class="kern-table-responsive" tabIndex={0} aria-label={t("Tabelle: %(name)s", { name })}>
        <table class="kern-table kern-table--small">
          <caption class="kern-title kern-title--small">{name}</caption>
          <thead class="kern-table__head">
            <tr class="kern-table__row">
              {[t("Name"), t("Organisation"), t("Antwort")].map((column) => (
                <th key={column} scope="col" class="kern-table__header">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="kern-table__body">
            {votes.map((vote) => (
              <tr class="kern-table__row" key={vote.participant_id}>
                <th scope="row" class="kern-table__header">
                  {vote.name}
                </th>
                <td class="kern-table__cell">{vote.organisation}</td>
                <td class="kern-table__cell">{answerLabel(vote.answer)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
