// How a need looks in a list, and everything about it in a dialog.
import { type ComponentChildren, Fragment } from "preact";
import type { Need } from "../types";
import { t } from "../words";
import { ask } from "./dialog";

export function NeedList({ needs }: { needs: Need[] }) {
  return (
    <ul class="kw-list kw-stack kw-stack--s">
      {needs.map((need) => (
        <li key={need.id} class={`kw-need${need.mine ? " kw-need--mine" : ""}`}>
          <NeedHead id={[need.label, need.author ?? need.group].filter(Boolean).join(" · ")} need={need} />
        </li>
      ))}
    </ul>
  );
}

/** Number and title; the title opens the details. */
export function NeedHead({ id, need }: { id: ComponentChildren; need: Need }) {
  return (
    <>
      <span class="kw-need__id">{id}</span>
      <button type="button" class="kw-need__t kw-need__open" dir="auto" onClick={() => showDetails(need)}>
        {need.title}
      </button>
    </>
  );
}

function showDetails(need: Need): void {
  ask({ heading: `${need.label} ${need.title}`, body: <Details need={need} />, no: t("Schließen") });
}

function Details({ need }: { need: Need }) {
  const lines: [string, string | null][] = [
    [t("Eingereicht von"), need.author],
    [t("Gruppe"), need.group],
    [t("Wer soll handeln?"), need.addressee],
    [t("Wem soll es nützen?"), need.target_group],
  ];
  const present = lines.filter(([, value]) => value);
  return (
    <>
      {need.text && (
        // The server renders Markdown without HTML: see app/markdown.py.
        <div class="kw-prose" dir="auto" dangerouslySetInnerHTML={{ __html: need.html }} />
      )}
      {present.length > 0 && (
        <dl class="kw-pairs">
          {present.map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {!need.text && present.length === 0 && <p>{t("Dazu steht sonst nichts da.")}</p>}
    </>
  );
}
