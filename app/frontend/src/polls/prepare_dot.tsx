// The form that opens a dot poll.
import { useSignal } from "@preact/signals";
import { board } from "../room/state";
import type { Room } from "../types";
import { t, tn } from "../words";
import { openNew } from "./acts";
import { OpeningForm, QuestionField, TimingFields, useOpening } from "./opening";
import { NumberField, Radios } from "./parts";
import { type DotPlan, dotBody, dotProblems } from "./plans";
import { proposedLimit, ruleOfThumb } from "./points";

export function DotForm({ room }: { room: Room }) {
  const found = board.value;
  if (found === null) return <p class="kw-muted">{t("Bedarfe werden geladen …")}</p>;
  if (found.needs.length === 0) return <p>{t("Es gibt noch keine Bedarfe. Sammeln Sie zuerst.")}</p>;
  return <DotFields room={room} clusters={found.clusters.length} needs={found.needs.length} />;
}

function firstPlan(options: number, persons: number): Pick<DotPlan, "points" | "limit"> {
  const points = ruleOfThumb(options, persons);
  return { points: String(points), limit: String(proposedLimit(points)) };
}

function DotFields({ room, clusters, needs }: { room: Room; clusters: number; needs: number }) {
  const voting = room.presence.voting;
  const subject = clusters > 1 ? "clusters" : "needs";
  const options: Counts = { clusters, needs };
  const plan = useSignal<DotPlan>({
    question: t("Was ist am dringendsten?"),
    subject,
    ...firstPlan(options[subject], voting),
    minutes: "5",
    hard: false,
  });
  const opening = useOpening<DotPlan>(dotProblems, (checked) => openNew(room.workshop.id, dotBody(checked), checked));
  const change = (part: Partial<DotPlan>) => {
    plan.value = { ...plan.value, ...part };
  };
  const count = options[plan.value.subject];
  const { problems } = opening;
  return (
    <OpeningForm voting={voting} problems={problems} open={() => opening.submit(plan.value)}>
      <QuestionField value={plan.value.question} problems={problems} change={change} />
      <Radios
        legend={t("Worauf verteilen die Personen Punkte?")}
        name="poll-subject"
        value={plan.value.subject}
        choose={(chosen) => change({ subject: chosen, ...firstPlan(options[chosen], voting) })}
        options={subjects(options)}
      />
      <div class="kw-two">
        <NumberField
          id="poll-points"
          label={t("Punkte je Person")}
          hint={ruleWords(count, voting)}
          value={plan.value.points}
          error={problems.points}
          change={(points) => change({ points })}
        />
        <NumberField
          id="poll-limit"
          label={t("Höchstens auf einen Eintrag")}
          hint={t("Vorschlag: die Hälfte der Punkte, aufgerundet.")}
          value={plan.value.limit}
          error={problems.limit}
          change={(limit) => change({ limit })}
        />
      </div>
      <TimingFields timing={plan.value} problems={problems} change={change} />
    </OpeningForm>
  );
}

type Counts = Record<DotPlan["subject"], number>;

/** What points can be given to; without clusters there is only one answer. */
export function subjects({ clusters, needs }: Counts): [DotPlan["subject"], string][] {
  const single: [DotPlan["subject"], string] = [
    "needs",
    tn("%(num)s einzelner Bedarf", "%(num)s einzelne Bedarfe", needs),
  ];
  if (clusters === 0) return [single];
  return [["clusters", tn("%(num)s Cluster", "%(num)s Cluster", clusters)], single];
}

/** The proposal with the sum behind it. */
function ruleWords(options: number, persons: number): string {
  return tn(
    "Vorschlag: %(num)s Punkt. Faustregel: Einträge × (Einträge − 1) ÷ (2 × Personen), aufgerundet; hier %(sum)s.",
    "Vorschlag: %(num)s Punkte. Faustregel: Einträge × (Einträge − 1) ÷ (2 × Personen), aufgerundet; hier %(sum)s.",
    ruleOfThumb(options, persons),
    { sum: `${options} × ${options - 1} ÷ (2 × ${Math.max(1, persons)})` },
  );
}
