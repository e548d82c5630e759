// Back after a long time, with edits that are not saved: what happened, and what shall become of them.
import { useEffect } from "preact/hooks";
import { answer } from "../announce";
import { clockTime } from "../clock";
import { Button } from "../room/controls";
import { ask, isAsking, reason } from "../room/dialog";
import { toast } from "../room/toasts";
import { t, tn } from "../words";
import type { Changed } from "./homecoming";
import { label } from "./sections";
import type { Session } from "./session";
import { type Back, homecoming } from "./state";

const MINUTE_MS = 60_000;

/** Asks as soon as there is something to decide; stays beside the text until it is decided. */
export function BackPanel({ session }: { session: Session }) {
  const back = homecoming.value;
  useEffect(() => {
    if (back !== null && !isAsking()) question(session, back);
  }, [back?.since]);
  return back && <Panel session={session} back={back} />;
}

function question(session: Session, back: Back): void {
  answer(happened(back));
  ask({
    heading: t("Was soll mit Ihren Änderungen geschehen?"),
    body: <Explanation back={back} />,
    no: t("Erst ansehen"),
    instead: () => requestAnimationFrame(() => document.getElementById("back-heading")?.focus()),
    other: { words: t("Als Vorschlag senden"), act: () => suggest(session) },
    yes: t("Meine Änderungen jetzt einfügen"),
    act: () => session.insert(),
  });
}

async function suggest(session: Session): Promise<void> {
  const count = await session.suggest();
  if (count > 0) {
    toast(
      tn("%(num)s Änderung steht als Vorschlag im Text.", "%(num)s Änderungen stehen als Vorschläge im Text.", count),
    );
  }
}

/** „Sie waren 42 Minuten ohne Verbindung, seit 13:42 Uhr.“ */
function happened({ since }: Back): string {
  const minutes = Math.max(1, Math.round((Date.now() - since) / MINUTE_MS));
  const time = clockTime(new Date(since));
  return tn(
    "Sie waren %(num)s Minute ohne Verbindung, seit %(time)s Uhr.",
    "Sie waren %(num)s Minuten ohne Verbindung, seit %(time)s Uhr.",
    minutes,
    { time },
  );
}

function Explanation({ back }: { back: Back }) {
  return (
    <>
      <p>
        {happened(back)}{" "}
        {t("Inzwischen haben andere hier geschrieben: %(sections)s.", { sections: labels(back.others) })}
      </p>
      <p>
        {t("Sie haben geändert: %(sections)s.", { sections: labels(back.own) })}{" "}
        {t("Ihre Änderungen sind noch nicht gespeichert. Sie bleiben in diesem Browser, bis Sie entscheiden.")}
      </p>
      <p>{whatIsLeftOut(back)}</p>
    </>
  );
}

/** What a suggestion does not hold, before anybody chooses it. */
function whatIsLeftOut({ styled }: Back): string {
  const always = t(
    "Ein Vorschlag enthält Ihre Worte, aber nicht ihre Gestaltung: Fett, Kursiv, Listen, Überschriften, Links.",
  );
  if (styled.length === 0) return always;
  const sections = styled.map(label).join(", ");
  return [
    always,
    t("Nur gestaltet haben Sie: %(sections)s. Das geht mit „Als Vorschlag senden“ verloren.", { sections }),
  ].join(" ");
}

function labels(changed: Changed[]): string {
  return changed.map(({ key }) => label(key)).join(", ");
}

function Panel({ session, back }: { session: Session; back: Back }) {
  return (
    <section class="kw-panel kw-panel--lead kw-stack kw-stack--s" aria-labelledby="back-heading">
      <h2 class="kern-heading-small" id="back-heading" tabIndex={-1}>
        {t("Ihre Änderungen sind noch nicht eingefügt")}
      </h2>
      <Explanation back={back} />
      <details class="kw-details">
        <summary>{t("Was andere inzwischen geschrieben haben")}</summary>
        {back.others.map(({ key, words }) => (
          <div key={key} class="kw-back__section">
            <h3 class="kw-strong">{label(key)}</h3>
            <p class="kw-break kw-back__words">{words || t("(leer)")}</p>
          </div>
        ))}
      </details>
      <Choices session={session} />
    </section>
  );
}

function Choices({ session }: { session: Session }) {
  const send = () => suggest(session).catch((error) => answer(reason(error)));
  return (
    <div class="kw-row">
      <Button words={t("Meine Änderungen jetzt einfügen")} kind="primary" onPress={() => session.insert()} />
      <Button words={t("Als Vorschlag senden")} onPress={send} />
    </div>
  );
}
