// The dialogs of the board: where a need shall go, and making, renaming and dissolving clusters.
import { signal } from "@preact/signals";
import { answer } from "../announce";
import type { Need } from "../types";
import { t, tn } from "../words";
import { TextField } from "./controls";
import { ask, closeDialog } from "./dialog";
import { columns, move } from "./moving";
import { type Column, others, placeOf } from "./places";
import { act, path } from "./state";

/** „Verschieben nach …“: one tap or one key, without dragging. */
export function askForTarget(need: Need): void {
  const place = placeOf(columns.value, need.id);
  const targets = columns.value.filter((column) => column.clusterId !== place?.clusterId);
  const Targets = () => (
    <ul class="kw-list kw-stack kw-stack--s">
      {targets.map((column) => (
        <li key={String(column.clusterId)}>
          <Target words={column.title} onChoose={() => moveToEnd(need, column)} />
        </li>
      ))}
      <li>
        <Target words={t("Neues Cluster …")} onChoose={() => setTimeout(() => askForNewCluster(need))} />
      </li>
    </ul>
  );
  ask({ heading: t("%(label)s verschieben nach …", { label: need.label }), body: <Targets /> });
}

function Target({ words, onChoose }: { words: string; onChoose: () => void }) {
  const choose = () => {
    closeDialog();
    onChoose();
  };
  return (
    <button type="button" class="kern-btn kern-btn--secondary kw-full" data-first onClick={choose}>
      <span class="kern-label">{words}</span>
    </button>
  );
}

function moveToEnd(need: Need, column: Column): void {
  void move(need, { clusterId: column.clusterId, position: others(column, need.id) });
}

/** A new cluster; `need` is put into it at once. */
export function askForNewCluster(need?: Need): void {
  const title = signal("");
  ask({
    heading: t("Neues Cluster"),
    body: <TitleField title={title} />,
    yes: t("Anlegen"),
    act: async () => {
      const { id } = await act<{ id: number }>("POST", path("clusters"), { title: title.value }, ["board"]);
      answer(t("Cluster %(title)s ist angelegt.", { title: title.value }));
      if (need !== undefined) await move(need, { clusterId: id, position: 0 });
    },
  });
}

export function askForClusterChange(cluster: Column): void {
  const title = signal(cluster.title);
  const Body = () => (
    <>
      <TitleField title={title} />
      <button
        type="button"
        class="kw-plain"
        onClick={() => {
          closeDialog();
          setTimeout(() => askForDissolving(cluster));
        }}
      >
        {t("Cluster auflösen …")}
      </button>
    </>
  );
  ask({
    heading: t("Cluster bearbeiten"),
    body: <Body />,
    yes: t("Umbenennen"),
    act: () => act("PUT", `/clusters/${cluster.clusterId}`, { title: title.value }, ["board"]),
  });
}

function askForDissolving(cluster: Column): void {
  const count = cluster.needIds.length;
  ask({
    heading: t("Cluster „%(title)s“ auflösen?", { title: cluster.title }),
    body: (
      <p>
        {tn(
          "%(num)s Bedarf ist danach noch nicht zugeordnet. Er bleibt erhalten.",
          "%(num)s Bedarfe sind danach noch nicht zugeordnet. Sie bleiben erhalten.",
          count,
        )}
      </p>
    ),
    yes: t("Auflösen"),
    no: t("Behalten"),
    act: () => act("DELETE", `/clusters/${cluster.clusterId}`, undefined, ["board"]),
  });
}

function TitleField({ title }: { title: { value: string } }) {
  const write = (value: string) => {
    title.value = value;
  };
  return <TextField id="cluster-title" label={t("Titel")} value={title.value} onInput={write} />;
}
