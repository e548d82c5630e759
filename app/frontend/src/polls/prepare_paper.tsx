// The form that opens a vote by common papers: the same for all methods, with the few settings of each.
import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TextField } from "../room/controls";
import { board } from "../room/state";
import type { Room } from "../types";
import { t, tn } from "../words";
import { openNew } from "./acts";
import type { PaperMethod } from "./contract";
import { isAnswerMethod } from "./methods";
import { OpeningForm, QuestionField, TimingFields, useOpening } from "./opening";
import {
  firstPlan,
  LONGEST_LINE,
  linesOf,
  MOST_LINES,
  type PaperPlan,
  type PaperSubject,
  paperBody,
  paperProblems,
  withMethod,
} from "./paper_plans";
import { Radios } from "./parts";
import type { Problems } from "./plans";
import { subjects } from "./prepare_dot";
import { SettingFields } from "./setting_fields";

interface PaperFormProps {
  room: Room;
  method: PaperMethod;
  plan: Signal<PaperPlan | null>;
}

/** What is proposed depends on what the room has to vote on, so the form waits for that. */
export function PaperForm({ room, method, plan }: PaperFormProps) {
  const isWaiting = board.value === null && !isAnswerMethod(method);
  useEffect(() => {
    if (!isWaiting) plan.value = planFor(method, plan.peek());
  }, [method, isWaiting]);
  if (isWaiting) return <p class="kw-muted">{t("Bedarfe werden geladen …")}</p>;
  return plan.value?.method === method ? <PaperFields room={room} plan={plan as Signal<PaperPlan>} /> : null;
}

/** The plan for another method keeps what was typed. */
function planFor(method: PaperMethod, before: PaperPlan | null): PaperPlan {
  if (before === null) return firstPlan(method, usualSubject());
  const isTyped = before.subject !== "free" || before.lines.trim() !== "";
  return { ...withMethod(before, method), subject: isTyped ? before.subject : usualSubject() };
}

interface PaperFieldsProps {
  room: Room;
  plan: Signal<PaperPlan>;
}

function PaperFields({ room, plan }: PaperFieldsProps) {
  const opening = useOpening<PaperPlan>(paperProblems, (checked) =>
    openNew(room.workshop.id, paperBody(checked), checked),
  );
  const change = (part: Partial<PaperPlan>) => {
    plan.value = { ...plan.value, ...part };
  };
  const { problems } = opening;
  return (
    <OpeningForm voting={room.presence.voting} problems={problems} open={() => opening.submit(plan.value)}>
      <QuestionField value={plan.value.question} problems={problems} change={change} />
      {!isAnswerMethod(plan.value.method) && <SubjectFields plan={plan.value} problems={problems} change={change} />}
      <SettingFields plan={plan.value} problems={problems} change={change} />
      <TimingFields timing={plan.value} problems={problems} change={change} />
    </OpeningForm>
  );
}

interface SubjectFieldsProps {
  plan: PaperPlan;
  problems: Problems;
  change: (part: Partial<PaperPlan>) => void;
}

function SubjectFields({ plan, problems, change }: SubjectFieldsProps) {
  return (
    <>
      <Radios
        legend={t("Worüber wird abgestimmt?")}
        name="poll-subject"
        value={plan.subject}
        choose={(subject) => change({ subject })}
        options={offered()}
      />
      {plan.subject === "free" && (
        <TextField
          id="poll-options"
          label={t("Einträge")}
          hint={linesHint(linesOf(plan).length)}
          value={plan.lines}
          error={problems.options}
          limit={MOST_LINES * (LONGEST_LINE + 1)}
          rows={6}
          onInput={(lines) => change({ lines })}
        />
      )}
    </>
  );
}

function linesHint(count: number): string {
  const task = t("Jeder Eintrag in eine eigene Zeile.");
  return count === 0 ? task : [task, tn("Bisher %(num)s Eintrag.", "Bisher %(num)s Einträge.", count)].join(" ");
}

/** What the room has to vote on; own entries are always possible. */
function offered(): [PaperSubject, string][] {
  const found = board.value;
  const free: [PaperSubject, string] = ["free", t("eigene Einträge")];
  if (found === null || found.needs.length === 0) return [free];
  return [...subjects({ clusters: found.clusters.length, needs: found.needs.length }), free];
}

/** What is voted on most often in this room. */
function usualSubject(): PaperSubject {
  const found = board.value;
  if (found === null || found.needs.length === 0) return "free";
  return found.clusters.length > 1 ? "clusters" : "needs";
}
