// Collecting: the form for one's own needs. What is typed survives a reload; what is sent waits for its acknowledgement.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Room, Workshop } from "../types";
import { t } from "../words";
import { Button, Strip } from "./controls";
import { unfinished } from "./follow";
import { forget, keep, kept } from "./keep";
import { NeedList } from "./needs";
import type { Wording } from "./outbox";
import { OwnNeeds } from "./own";
import { outbox } from "./sending";
import { board, may, room as roomState } from "./state";
import { NeedFields } from "./wording";

export function Collect({ room }: { room: Room }) {
  const { workshop } = room;
  return (
    <div class="kw-stack kw-stack--m">
      <Questions questions={workshop.questions} />
      {may("submit_need") || workshop.phase !== "collect" ? (
        <NeedForm workshop={workshop} />
      ) : (
        <CannotSubmit room={room} />
      )}
      <OwnNeeds workshop={workshop} />
      <OthersNeeds />
    </div>
  );
}

export function Questions({ questions }: { questions: Workshop["questions"] }) {
  const [first, ...others] = questions;
  return (
    <div class="kw-stack kw-stack--s">
      <p class="kw-eyebrow">{t("Leitfrage")}</p>
      <h1 class="kw-question" tabIndex={-1}>
        {first?.text ?? t("Bedarfe sammeln")}
      </h1>
      {others.map((question) => (
        <p key={question.id} class="kw-question">
          {question.text}
        </p>
      ))}
    </div>
  );
}

function CannotSubmit({ room }: { room: Room }) {
  return (
    <p class="kw-panel">
      {room.me.role === "observer"
        ? t("Sie beobachten. Bedarfe einreichen können Sie nicht.")
        : t("In Ihrer Rolle reichen Sie keine Bedarfe ein.")}
    </p>
  );
}

function OthersNeeds() {
  const others = board.value?.needs.filter((need) => !need.mine) ?? [];
  if (others.length === 0) return null;
  return (
    <section class="kw-stack kw-stack--s" aria-labelledby="others">
      <h2 class="kern-heading-small" id="others">
        {t("Von anderen (%(count)s)", { count: others.length })}
      </h2>
      <NeedList needs={others} />
    </section>
  );
}

const EMPTY: Wording = { title: "", text: "", addressee: "", target_group: "", question_id: null };

/** The unfinished need of this device; a signal, so that leaving and coming back shows the same text. */
const draft = signal<Wording>(EMPTY);

function draftName(): string {
  return `konsenswerk-need-${roomState.peek()?.me.id}`;
}

function write(change: Partial<Wording>): void {
  draft.value = { ...draft.value, ...change };
  unfinished.value = draft.value.title !== "" || draft.value.text !== "";
  keep(draftName(), draft.value);
}

function empty(): void {
  draft.value = { ...EMPTY, question_id: draft.value.question_id };
  unfinished.value = false;
  forget(draftName());
}

export function NeedForm({ workshop }: { workshop: Workshop }) {
  const [error, setError] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => write(kept(draftName(), { ...EMPTY, question_id: workshop.questions[0]?.id ?? null })), []);
  const focusTitle = () => form.current?.querySelector<HTMLElement>("#need-title")?.focus();
  const type = (change: Partial<Wording>) => {
    setError("");
    write(change);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const isEmpty = draft.value.title.trim() === "";
    setError(isEmpty ? t("Bitte schreiben Sie in einem Satz, was fehlt.") : "");
    focusTitle();
    if (isEmpty) return;
    void outbox.value?.submit(draft.value);
    empty();
  };
  if (workshop.phase !== "collect") return <TooLate />;
  return (
    <form class="kw-panel kw-stack" aria-labelledby="need-heading" onSubmit={submit} ref={form} noValidate>
      <h2 class="kern-heading-medium" id="need-heading">
        {t("Ihr Handlungsbedarf")}
      </h2>
      <NeedFields value={draft.value} onInput={type} questions={workshop.questions} error={error} />
      <Button words={t("Bedarf einreichen")} kind="primary" type="submit" block />
      <WhoSeesIt workshop={workshop} />
    </form>
  );
}

function WhoSeesIt({ workshop }: { workshop: Workshop }) {
  const sentences = {
    private: t("Verdeckt: Bis zur Aufdeckung sehen nur Sie und die Moderation Ihren Beitrag."),
    anonymous: t("Ohne Namen: Andere sehen Ihre Gruppe, nicht Ihren Namen."),
    open: t("Alle im Raum sehen Ihren Beitrag mit Namen."),
  };
  const revealed = { anonymous: sentences.anonymous, named: sentences.open };
  const sentence = workshop.revealed === "no" ? sentences[workshop.collecting] : revealed[workshop.revealed];
  return (
    <p class="kw-small kw-muted kw-seen">
      <span class="kw-i kw-i--lock kw-i--s" aria-hidden="true" />
      <span>{sentence}</span>
    </p>
  );
}

/** The phase was closed while somebody wrote: the text stays until the person decides. */
function TooLate() {
  if (!unfinished.value) return null;
  return (
    <div class="kw-stack">
      <Strip kind="warn" icon="warning" action={<Button words={t("Verwerfen")} onPress={empty} />}>
        {t("Das Sammeln ist beendet. Ihr Text ist noch da.")}
      </Strip>
      <div class="kw-panel kw-stack kw-stack--s">
        <p class="kw-strong">{draft.value.title}</p>
        <p>{draft.value.text}</p>
      </div>
    </div>
  );
}
