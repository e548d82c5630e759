// Before and after the room: waiting to be let in, waiting for the start, and no place any more.
import { useEffect } from "preact/hooks";
import { announce, urgent } from "../announce";
import { countKept, forgetPerson } from "../editor/store";
import { forgetPages } from "../kept-pages";
import type { Room, Waiting } from "../types";
import { t, tn } from "../words";
import { JoinPanel } from "./collected";
import { Button } from "./controls";
import { ask } from "./dialog";
import { DemoBand, Head } from "./head";
import { roleName } from "./names";
import { act, gone, loadAll, path, room, waiting } from "./state";

export function Lobby({ waiting }: { waiting: Waiting }) {
  const { me, workshop } = waiting;
  return (
    <div class="kw-room">
      <header>
        <DemoBand shown={workshop.is_demo} />
        <Head title={workshop.title} />
      </header>
      <main class="kw-stage kw-stage--narrow" id="inhalt" tabIndex={-1}>
        <div class="kw-stack kw-stack--m">
          <div>
            <p class="kw-eyebrow">{t("Warteraum")}</p>
            <h1 class="kern-heading-medium" tabIndex={-1}>
              {t("Guten Tag, %(name)s", { name: me.name })}
            </h1>
          </div>
          <div class="kw-panel kw-panel--lead kw-stack kw-stack--s" role="status">
            <h2 class="kern-heading-small">{t("Die Moderation lässt Sie gleich ein")}</h2>
            <p>{t("Sie müssen nichts tun. Diese Seite wechselt von selbst. Sie dürfen das Telefon auch weglegen.")}</p>
          </div>
          <p class="kw-small">{t("Ihre Rolle: %(role)s", { role: roleName(me.role) })}</p>
          <div class="kw-dock kw-dock--end">
            <Button words={t("Warteraum verlassen")} onPress={askToLeave} block />
          </div>
        </div>
      </main>
    </div>
  );
}

/** Give up one's own place, with a question before. */
export async function askToLeave(): Promise<void> {
  const person = me();
  const unsaved = person === undefined ? 0 : await countKept(person);
  ask({
    heading: t("Raum verlassen?"),
    body: (
      <>
        <p>
          {t(
            "Was Sie beigetragen haben, bleibt erhalten. Zurück kommen Sie nur, wenn die Moderation Sie wieder einlässt.",
          )}
        </p>
        {unsaved > 0 && <p class="kw-strong">{unsavedWords(unsaved)}</p>}
      </>
    ),
    yes: t("Verlassen"),
    no: t("Bleiben"),
    act: async () => {
      await act("DELETE", path("place"), undefined, []);
      if (person !== undefined) await Promise.all([forgetPerson(person), forgetPages()]);
      await loadAll();
    },
  });
}

function me(): number | undefined {
  return room.value?.me.id ?? waiting.value?.me.id;
}

function unsavedWords(count: number): string {
  return tn(
    "%(num)s Änderung in diesem Browser ist noch nicht gespeichert und geht verloren.",
    "%(num)s Änderungen in diesem Browser sind noch nicht gespeichert und gehen verloren.",
    count,
  );
}

export function Gone() {
  useEffect(() => urgent(t("Sie sind nicht mehr in diesem Raum.")), []);
  return (
    <main class="kw-main" id="inhalt" tabIndex={-1}>
      <div class="kw-wrap kw-stack">
        <h1 class="kern-heading-large" tabIndex={-1} ref={(heading) => heading?.focus()}>
          {t("Sie sind nicht mehr in diesem Raum.")}
        </h1>
        <p>{t("Wenn das ein Versehen ist, sprechen Sie bitte die Moderation an.")}</p>
        <p>
          <a href="/beitreten">{t("Einem Raum beitreten")}</a>
        </p>
      </div>
    </main>
  );
}

/** The stage before the room is opened. */
export function Preparing({ room }: { room: Room }) {
  return (
    <div class="kw-stack kw-stack--m">
      <div>
        <p class="kw-eyebrow">{t("Noch nicht begonnen")}</p>
        <h1 class="kern-heading-medium" tabIndex={-1}>
          {room.workshop.title}
        </h1>
      </div>
      {room.workshop.purpose && <p>{room.workshop.purpose}</p>}
      <p class="kw-panel kw-panel--lead">
        {room.join === null
          ? t("Sie sind im Raum. Sobald die Moderation beginnt, wechselt diese Seite von selbst.")
          : t("Wenn Sie den Raum öffnen, beginnt das Sammeln. Beitreten können die Teilnehmenden schon jetzt.")}
      </p>
      <JoinPanel room={room} />
      <section class="kw-stack kw-stack--s" aria-labelledby="questions">
        <h2 class="kern-heading-small" id="questions">
          {t("Leitfrage des Tages")}
        </h2>
        {room.workshop.questions.map((question) => (
          <p key={question.id} class="kw-frozen">
            {question.text}
          </p>
        ))}
      </section>
    </div>
  );
}

/** Said once when the person is let in. */
export function useAdmission(room: Room, place: string): void {
  useEffect(() => {
    if (!gone.value) announce(t("Sie sind im Raum. Aktuell: %(place)s.", { place }));
  }, [room.me.id]);
}
