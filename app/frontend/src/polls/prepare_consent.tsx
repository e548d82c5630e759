// The form that opens a consent poll on a frozen version.
import { useSignal } from "@preact/signals";
import { Select } from "../room/controls";
import { currentPoll } from "../room/poll";
import type { DraftSummary, Room } from "../types";
import { t } from "../words";
import { openNew } from "./acts";
import { OpeningForm, QuestionField, TimingFields, useOpening } from "./opening";
import { Radios } from "./parts";
import { type ConsentPlan, consentBody, consentProblems } from "./plans";

export function ConsentForm({ room }: { room: Room }) {
  const frozen = room.drafts.filter((draft) => draft.version !== null);
  if (frozen.length === 0) return <FreezeFirst room={room} />;
  // a newer version while the form is open begins the form anew
  const versions = frozen.map((draft) => draft.version?.id).join();
  return <ConsentFields key={versions} room={room} frozen={frozen} />;
}

/** A vote needs a frozen text: where to freeze one. */
function FreezeFirst({ room }: { room: Room }) {
  if (room.drafts.length === 0)
    return <p>{t("Es gibt noch keinen Entwurf. Beginnen Sie ihn in der Phase Entwerfen.")}</p>;
  return (
    <div class="kw-panel kw-stack kw-stack--s">
      <p>{t("Erst eine Fassung einfrieren. Abgestimmt wird immer über einen Text, der sich nicht mehr ändert.")}</p>
      <ul class="kw-links">
        {room.drafts.map((draft) => (
          <li key={draft.id}>
            <a href={`/drafts/${draft.id}`}>{draft.title}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The draft that was voted on last, if it has been revised since; else the first. */
function nextOf(room: Room, frozen: DraftSummary[]): DraftSummary | undefined {
  const last = currentPoll(room)?.draft_id;
  return frozen.find(({ id, version }) => id === last && version?.is_current) ?? frozen[0];
}

function ConsentFields({ room, frozen }: { room: Room; frozen: DraftSummary[] }) {
  const voting = room.presence.voting;
  const plan = useSignal<ConsentPlan>({ ...about(nextOf(room, frozen)), secrecy: "open", minutes: "10", hard: false });
  const opening = useOpening<ConsentPlan>(consentProblems, (checked) =>
    openNew(room.workshop.id, consentBody(checked), checked),
  );
  const change = (part: Partial<ConsentPlan>) => {
    plan.value = { ...plan.value, ...part };
  };
  const { problems } = opening;
  return (
    <OpeningForm voting={voting} problems={problems} open={() => opening.submit(plan.value)}>
      <Select
        id="poll-version"
        label={t("Fassung")}
        value={String(plan.value.versionId)}
        options={frozen.map((draft) => [String(draft.version?.id), versionWords(draft)])}
        onChange={(typed) => change(about(frozen.find((draft) => String(draft.version?.id) === typed)))}
      />
      <QuestionField value={plan.value.question} problems={problems} change={change} />
      <Rule />
      <Radios
        legend={t("Wer erfährt die Stimmen?")}
        name="poll-secrecy"
        value={plan.value.secrecy}
        choose={(secrecy) => change({ secrecy })}
        options={[
          ["open", t("Offen: Beim Ergebnis stehen Zahlen und Begründungen ohne Namen.")],
          ["named", t("Namentlich: Beim Ergebnis stehen Namen und Stimmen.")],
        ]}
      />
      <TimingFields timing={plan.value} problems={problems} change={change} />
    </OpeningForm>
  );
}

/** The version of a draft, with its title as the question. */
function about(draft: DraftSummary | undefined): Pick<ConsentPlan, "versionId" | "question"> {
  return { versionId: draft?.version?.id ?? null, question: draft?.title ?? "" };
}

function versionWords({ title, version }: DraftSummary): string {
  const words = t("Fassung %(number)s: %(title)s", { title, number: version?.number ?? "" });
  return version?.is_current ? words : [words, t("der Text hat sich seitdem geändert")].join(" – ");
}

/** The rule of this workshop, in the words of the server's `consent_rule`. */
function Rule() {
  return (
    <div class="kw-stack kw-stack--xs">
      <p class="kern-label" id="poll-rule">
        {t("Regel")}
      </p>
      <ul class="kw-poll__rule kw-small" aria-labelledby="poll-rule">
        <li>
          {t(
            "Starker Konsens bei mehr als 95 Prozent Zustimmung, Konsens bei mehr als 75 bis 95 Prozent, mehrheitliche Zustimmung bei mehr als 50 bis 75 Prozent.",
          )}
        </li>
        <li>{t("Enthaltungen zählen nicht mit.")}</li>
        <li>{t("Beschlussfähig, wenn mehr als die Hälfte der Stimmberechtigten abstimmt, mindestens drei.")}</li>
      </ul>
    </div>
  );
}
