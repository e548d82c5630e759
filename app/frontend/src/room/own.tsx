// What the person has submitted, and what is still on its way.
import { signal } from "@preact/signals";
import { answer } from "../announce";
import { clockTime } from "../clock";
import type { Need, Workshop } from "../types";
import { t } from "../words";
import { ask } from "./dialog";
import { NeedHead } from "./needs";
import type { Outgoing, Wording } from "./outbox";
import { outbox } from "./sending";
import { act, board, may } from "./state";
import { NeedFields } from "./wording";

export function OwnNeeds({ workshop }: { workshop: Workshop }) {
  const waiting = outbox.value?.items.value ?? [];
  const own = board.value?.needs.filter((need) => need.mine) ?? [];
  const count = own.length + waiting.length;
  if (count === 0 && !may("submit_need")) return null;
  return (
    <section class="kw-stack kw-stack--s" aria-labelledby="own">
      <h2 class="kern-heading-small" id="own">
        {t("Von Ihnen eingereicht (%(count)s)", { count })}
      </h2>
      {count === 0 && <p>{t("Noch nichts eingereicht. Ihr erster Bedarf erscheint hier.")}</p>}
      <ul class="kw-list kw-stack kw-stack--s">
        {waiting.toReversed().map((item) => (
          <OnItsWay key={item.key} item={item} />
        ))}
        {own.toReversed().map((need) => (
          <OwnNeed key={need.id} need={need} workshop={workshop} />
        ))}
      </ul>
    </section>
  );
}

function OnItsWay({ item }: { item: Outgoing }) {
  const states = {
    sending: t("wird gesendet"),
    waiting: t("wartet auf Verbindung"),
    refused: t("nicht angenommen: %(reason)s", { reason: item.reason }),
  };
  return (
    <li class="kw-need kw-need--open">
      <span class="kw-need__id kw-need__id--long">
        {clockTime(item.at)} · {states[item.state]}
      </span>
      <span class="kw-need__t" dir="auto">
        {item.wording.title}
      </span>
      {item.state === "refused" && (
        <div class="kw-row">
          <button type="button" class="kw-plain" onClick={() => outbox.value?.discard(item.key)}>
            {t("Verwerfen")}
          </button>
        </div>
      )}
    </li>
  );
}

function OwnNeed({ need, workshop }: { need: Need; workshop: Workshop }) {
  const cluster = board.value?.clusters.find((one) => one.id === need.cluster_id);
  return (
    <li class="kw-need kw-need--mine">
      <NeedHead id={[need.label, clockTime(need.submitted_at), t("gesendet")].join(" · ")} need={need} />
      {cluster && <p class="kw-small">{t("Gehört jetzt zu: %(title)s", { title: cluster.title })}</p>}
      {may("submit_need") && (
        <div class="kw-row">
          <button
            type="button"
            class="kw-plain"
            aria-label={t("%(label)s ändern", { label: need.label })}
            onClick={() => askForChange(need, workshop)}
          >
            {t("Ändern")}
          </button>
          <button
            type="button"
            class="kw-plain"
            aria-label={t("%(label)s zurückziehen", { label: need.label })}
            onClick={() => askForWithdrawal(need)}
          >
            {t("Zurückziehen")}
          </button>
        </div>
      )}
    </li>
  );
}

function askForChange(need: Need, workshop: Workshop): void {
  const { title, text, addressee, target_group, question_id } = need;
  const wording = signal<Wording>({ title, text, addressee, target_group, question_id });
  const write = (change: Partial<Wording>) => {
    wording.value = { ...wording.value, ...change };
  };
  const Fields = () => (
    <NeedFields value={wording.value} onInput={write} questions={workshop.questions} prefix="change" />
  );
  ask({
    heading: t("Bedarf %(label)s ändern", { label: need.label }),
    body: <Fields />,
    yes: t("Ändern"),
    act: async () => {
      await act("PUT", `/needs/${need.id}`, wording.value, ["board"]);
      answer(t("Bedarf %(label)s ist geändert.", { label: need.label }));
    },
  });
}

function askForWithdrawal(need: Need): void {
  ask({
    heading: t("Bedarf %(label)s zurückziehen?", { label: need.label }),
    body: <p dir="auto">{need.title}</p>,
    yes: t("Zurückziehen"),
    no: t("Behalten"),
    act: async () => {
      await act("DELETE", `/needs/${need.id}`, undefined, ["board"]);
      answer(t("Bedarf %(label)s ist zurückgezogen.", { label: need.label }));
    },
  });
}
