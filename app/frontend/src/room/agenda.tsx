// The agenda as a thread: what is done, where the room is, what comes. The moderator calls an item up.
import type { AgendaItem, Room } from "../types";
import { t, tn } from "../words";
import { reason } from "./dialog";
import { view } from "./follow";
import { act, may, path } from "./state";
import { toast } from "./toasts";

export function Agenda({ room }: { room: Room }) {
  const { agenda, current_item_id } = room.workshop;
  const now = agenda.findIndex((item) => item.id === current_item_id);
  const Heading = view.value === "agenda" ? "h1" : "h2";
  return (
    <section class="kw-stack" aria-labelledby="agenda">
      <Heading class="kern-heading-small" id="agenda">
        {t("Ablauf")}
      </Heading>
      {agenda.length === 0 && <p class="kw-small">{t("Es gibt keine Tagesordnung.")}</p>}
      <ol class="kw-thread">
        {agenda.map((item, index) => (
          <li
            key={item.id}
            class={index < now ? "is-done" : index === now ? "is-now" : undefined}
            aria-current={index === now ? "step" : undefined}
          >
            <Item item={item} number={index + 1} isNow={index === now} />
          </li>
        ))}
      </ol>
      {may("prepare") && may("run_room") && (
        <p class="kw-small">
          <a href={path("agenda")}>{t("Ablauf bearbeiten")}</a> ·{" "}
          <a href={path("template")}>{t("Vorlage für Entwürfe")}</a>
        </p>
      )}
    </section>
  );
}

function Item({ item, number, isNow }: { item: AgendaItem; number: number; isNow: boolean }) {
  const title = t("TOP %(number)s %(title)s", { number, title: item.title });
  const minutes = tn("%(num)s Minute", "%(num)s Minuten", item.minutes);
  return (
    <>
      <strong>{title}</strong>
      <span class="kw-meta">{[minutes, item.in_charge].filter(Boolean).join(" · ")}</span>
      {may("run_room") && !isNow && (
        <button
          type="button"
          class="kw-plain"
          aria-label={t("TOP %(number)s aufrufen", { number })}
          onClick={() => callUp(item)}
        >
          {t("Aufrufen")}
        </button>
      )}
    </>
  );
}

async function callUp(item: AgendaItem): Promise<void> {
  try {
    await act("PUT", path("agenda/current"), { item_id: item.id });
  } catch (error) {
    toast(reason(error));
  }
}
