// What stands over the text when there is something to know: versions, read-only, unsaved, set aside.
import { answer } from "../announce";
import { Button, Strip } from "../room/controls";
import { reason } from "../room/dialog";
import { room } from "../room/state";
import { toast } from "../room/toasts";
import { t } from "../words";
import { BackPanel } from "./back";
import { mayEdit } from "./protocol";
import { shortFingerprint } from "./requests";
import { label } from "./sections";
import type { Session } from "./session";
import { databaseRefuses, editor, frozen, obstacle, rights, setAside, type Version, versions } from "./state";

type Kept = (typeof setAside.value)[number];

export function Strips({ draft, session }: { draft: number; session: Session | null }) {
  const newest = frozen.value;
  return (
    <>
      {obstacle.value && <ObstacleStrip />}
      {databaseRefuses.value && (
        <Strip kind="warn" icon="warning">
          {t("Ihre Änderungen können gerade nicht gespeichert werden. Sie bleiben in diesem Browser.")}
        </Strip>
      )}
      {session && <BackPanel session={session} />}
      {session && setAside.value.map((kept) => <SetAsidePanel key={kept.key} session={session} kept={kept} />)}
      {editor.value && !mayEdit(rights.value) && (
        <Strip>{t("Sie lesen mit. Ändern können Sie den Text gerade nicht.")}</Strip>
      )}
      {newest && <VersionStrip draft={draft} newest={newest} />}
    </>
  );
}

function ObstacleStrip() {
  const { sentence, reload } = obstacle.value ?? { sentence: "", reload: false };
  const action = reload && <Button words={t("Neu laden")} onPress={() => location.reload()} />;
  return (
    <Strip kind="warn" icon="warning" action={action}>
      {sentence}
    </Strip>
  );
}

function VersionStrip({ draft, newest }: { draft: number; newest: Version }) {
  const { number, fingerprint, is_current } = newest;
  const link = <a href={`/drafts/${draft}/versions/${number}`}>{t("Fassung %(number)s ansehen", { number })}</a>;
  if (!is_current) {
    return (
      <Strip>
        {changedSentence(versions.value[0]?.number ?? number)} {pollSentence(draft, number)} {link}
      </Strip>
    );
  }
  const sentence = t("Fassung %(number)s ist eingefroren. Prüfzeichen %(fingerprint)s.", {
    number,
    fingerprint: shortFingerprint(fingerprint),
  });
  return (
    <Strip kind="ok" icon="success">
      {sentence} {link}
    </Strip>
  );
}

function changedSentence(number: number): string {
  return rights.value.write
    ? t("Sie schreiben an Fassung %(next)s.", { next: number + 1 })
    : t("Der Text hat sich seit Fassung %(number)s geändert.", { number });
}

function pollSentence(draft: number, number: number): string {
  const isOpen = room.value?.polls?.some(
    (poll) => poll.draft_id === draft && poll.method === "consent" && poll.status === "open",
  );
  return isOpen
    ? t("Die laufende Abstimmung gilt Fassung %(number)s.", { number })
    : t("Fassung %(number)s bleibt, wie sie ist.", { number });
}

function SetAsidePanel({ session, kept }: { session: Session; kept: Kept }) {
  const heading = `aside-heading-${kept.key}`;
  return (
    <section class="kw-panel kw-panel--dissent kw-stack kw-stack--s" aria-labelledby={heading}>
      <h2 class="kern-heading-small" id={heading} tabIndex={-1}>
        {t("Diese Änderung konnte nicht übernommen werden")}
      </h2>
      <p>{kept.reason}</p>
      <p>{t("Ihr Text ist nicht verloren. Kopieren Sie, was Sie noch brauchen, und fügen Sie es unten neu ein.")}</p>
      {kept.sections.map(({ key, words }) => (
        <KeptSection key={key} id={`aside-${kept.key}-${key}`} label={label(key)} words={words} />
      ))}
      <div class="kw-row">
        {rights.value.comment && editor.value && (
          <Button words={t("Als Kommentar senden")} onPress={() => send(session, kept)} />
        )}
        <Button words={t("Erledigt, Text verwerfen")} onPress={() => session.dropAside(kept.key)} />
      </div>
    </section>
  );
}

async function send(session: Session, kept: Kept): Promise<void> {
  try {
    await session.comment(kept);
    toast(t("Ihr Text steht bei den Kommentaren."));
  } catch (error) {
    answer(reason(error));
  }
}

function KeptSection({ id, label, words }: { id: string; label: string; words: string }) {
  const copy = () => {
    const area = document.getElementById(id) as HTMLTextAreaElement;
    area.select();
    // Missing on plain http: then the text is at least marked.
    void navigator.clipboard?.writeText(words);
  };
  return (
    <div class="kern-form-input">
      <label class="kern-label" for={id}>
        {label}
      </label>
      <textarea class="kern-form-input__input" id={id} rows={4} readOnly value={words} />
      <button type="button" class="kw-mini" onClick={copy}>
        {t("Kopieren")}
        <span class="kern-sr-only">: {label}</span>
      </button>
    </div>
  );
}
