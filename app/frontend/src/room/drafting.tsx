// Drafting: the drafts of the workshop, and for who may, a new one out of a cluster. The text itself is a page of its own.
import { useSignal } from "@preact/signals";
import type { DraftSummary, Room } from "../types";
import { t, tn } from "../words";
import { Button, FieldError, Select } from "./controls";
import { reason } from "./dialog";
import { changePhase } from "./phases";
import { act, board, may, path } from "./state";

export function Drafting({ room }: { room: Room }) {
  return (
    <div class="kw-stack kw-stack--m">
      <h1 class="kern-heading-medium" tabIndex={-1}>
        {t("Empfehlungen entwerfen")}
      </h1>
      <Drafts drafts={room.drafts ?? []} />
      {may("create_draft") && <NewDraft room={room} />}
      {may("prepare") && (
        <p>
          <a href={path("template")}>{t("Vorlage für Entwürfe")}</a>
        </p>
      )}
      {may("create_draft") && (
        <p>
          <a href={`/workshops/${room.workshop.id}/imports/new`}>{t("Entwurf aus einer Datei anlegen")}</a>
        </p>
      )}
    </div>
  );
}

export function Drafts({ drafts }: { drafts: DraftSummary[] }) {
  if (drafts.length === 0) return <p>{t("Es gibt noch keinen Entwurf.")}</p>;
  return (
    <ul class="kw-list kw-stack kw-stack--s">
      {drafts.map((draft) => (
        <li key={draft.id} class="kw-panel kw-stack kw-stack--xs">
          <a class="kw-strong" href={`/drafts/${draft.id}`}>
            {draft.title || t("Entwurf %(number)s", { number: draft.id })}
          </a>
          <span class="kw-small kw-muted">{versionWords(draft)}</span>
          {draft.mentions > 0 && <a href={`/drafts/${draft.id}#erwaehnt`}>{mentionWords(draft.mentions)}</a>}
        </li>
      ))}
    </ul>
  );
}

function versionWords({ version }: DraftSummary): string {
  if (version === null) return t("Noch keine Fassung eingefroren");
  const frozen = t("Fassung %(number)s ist eingefroren", { number: version.number });
  return version.is_current ? frozen : t("%(frozen)s, der Text hat sich seitdem geändert", { frozen });
}

function mentionWords(count: number): string {
  return tn(
    "Sie wurden in %(num)s offenen Kommentar erwähnt",
    "Sie wurden in %(num)s offenen Kommentaren erwähnt",
    count,
  );
}

function WithoutClusters() {
  return (
    <div class="kw-stack kw-stack--s">
      <p>{t("Ein Entwurf entsteht aus einem Cluster. Es gibt noch keines.")}</p>
      {may("run_room") && <Button words={t("Zurück zum Ordnen")} onPress={() => changePhase("cluster", true)} />}
    </div>
  );
}

function NewDraft({ room }: { room: Room }) {
  const clusters = board.value?.clusters ?? [];
  const taken = new Set((room.drafts ?? []).map((draft) => draft.cluster_id));
  const free = clusters.filter((cluster) => !taken.has(cluster.id));
  const chosen = useSignal("");
  const error = useSignal("");
  if (clusters.length === 0) return <WithoutClusters />;
  if (free.length === 0) return <p>{t("Zu jedem Cluster gibt es einen Entwurf.")}</p>;
  const clusterId = Number(chosen.value || free[0]?.id);
  const create = async (event: Event) => {
    event.preventDefault();
    try {
      await act("POST", "/drafts", { cluster_id: clusterId });
      chosen.value = "";
      error.value = "";
    } catch (refused) {
      error.value = reason(refused);
    }
  };
  return (
    <form class="kw-panel kw-stack" onSubmit={create}>
      <Select
        id="new-draft"
        label={t("Cluster")}
        value={String(clusterId)}
        options={free.map((cluster) => [String(cluster.id), cluster.title])}
        onChange={(id) => {
          chosen.value = id;
        }}
      />
      <FieldError id="new-draft" error={error.value} />
      <Button words={t("Entwurf aus Cluster anlegen")} type="submit" />
    </form>
  );
}
