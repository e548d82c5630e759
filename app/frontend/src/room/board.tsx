// The board: needs without a cluster on the tray, the clusters as columns. The moderation arranges, everybody reads.
import { signal, useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Board as BoardState, Need } from "../types";
import { t, tn } from "../words";
import { askForClusterChange, askForNewCluster } from "./arranging";
import { Card } from "./card";
import { Button } from "./controls";
import { columns, held } from "./moving";
import { type Column, matching } from "./places";
import { board, may } from "./state";

const query = signal("");

export function Board() {
  const state = board.value;
  const needs = useMemo(() => new Map(state?.needs.map((need) => [need.id, need])), [state]);
  const found = useMemo(() => (state ? matching(state, query.value) : new Set<number>()), [state, query.value]);
  if (state === null) return <h1 tabIndex={-1}>{t("Bedarfe ordnen")}</h1>;
  const [tray, ...clusters] = columns.value;
  const cards = (column: Column) => <Cards column={column} needs={needs} found={found} />;
  return (
    <div class="kw-stack">
      <BoardHead state={state} found={found.size} />
      {tray && <Tray tray={tray}>{cards(tray)}</Tray>}
      <Keys />
      <div class="kw-board">
        {clusters.map((cluster) => (
          <Cluster key={cluster.clusterId} cluster={cluster}>
            {cards(cluster)}
          </Cluster>
        ))}
      </div>
      {clusters.length === 0 && <p>{t("Noch kein Cluster.")}</p>}
    </div>
  );
}

function BoardHead({ state, found }: { state: BoardState; found: number }) {
  const loose = state.needs.filter((need) => need.cluster_id === null).length;
  return (
    <div class="kw-row kw-row--between">
      <h1 class="kern-heading-medium" tabIndex={-1}>
        {t("Bedarfe ordnen")}
      </h1>
      <p class="kw-small kw-muted">
        {[
          tn("%(num)s Bedarf", "%(num)s Bedarfe", state.needs.length),
          tn("%(num)s Cluster", "%(num)s Cluster", state.clusters.length),
          t("%(count)s noch nicht zugeordnet", { count: loose }),
        ].join(" · ")}
      </p>
      <div class="kw-row">
        <Filter found={found} />
        {may("arrange_needs") && <Button words={t("Neues Cluster")} onPress={() => askForNewCluster()} />}
      </div>
    </div>
  );
}

function Filter({ found }: { found: number }) {
  return (
    <search class="kw-filter">
      <label class="kw-small" for="filter">
        {t("Filter")}
      </label>
      <input
        class="kern-form-input__input kw-filter__input"
        id="filter"
        type="search"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      <span class="kw-small kw-muted" role="status">
        {query.value && tn("%(num)s gefunden", "%(num)s gefunden", found)}
      </span>
    </search>
  );
}

/** Whether the taken-up need would go into this column. Computed, so that only the columns concerned are drawn anew. */
function useIsTarget(column: Column): boolean {
  return useComputed(() => held.value !== null && held.value.target.clusterId === column.clusterId).value;
}

function Tray({ tray, children }: { tray: Column; children: ComponentChildren }) {
  return (
    <section
      class={`kw-tray${useIsTarget(tray) ? " kw-tray--target" : ""}`}
      aria-labelledby="tray"
      data-column={String(tray.clusterId)}
    >
      <h2 id="tray" class="kw-small kw-strong">
        {tray.title}
      </h2>
      {children}
      {tray.needIds.length === 0 && <p class="kw-small kw-muted">{t("Alle Bedarfe sind zugeordnet.")}</p>}
    </section>
  );
}

function Cluster({ cluster, children }: { cluster: Column; children: ComponentChildren }) {
  const id = `cluster-${cluster.clusterId}`;
  const isTarget = useIsTarget(cluster);
  return (
    <section
      class={`kw-cluster${isTarget ? " kw-cluster--target" : ""}`}
      aria-labelledby={id}
      data-column={cluster.clusterId}
    >
      <h2 id={id}>{cluster.title}</h2>
      <p class="kw-cluster__meta">
        <span>{tn("%(num)s Bedarf", "%(num)s Bedarfe", cluster.needIds.length)}</span>
        {isTarget && <strong>{t("Ziel")}</strong>}
        {!isTarget && may("arrange_needs") && (
          <button
            type="button"
            class="kw-plain"
            aria-label={t("Cluster %(title)s bearbeiten", { title: cluster.title })}
            onClick={() => askForClusterChange(cluster)}
          >
            {t("Bearbeiten")}
          </button>
        )}
      </p>
      {children}
      {cluster.needIds.length === 0 && may("arrange_needs") && (
        <p class="kw-small">{t("Noch leer. Ziehen Sie einen Bedarf hierher oder wählen Sie „Verschieben nach …“.")}</p>
      )}
    </section>
  );
}

interface CardsProps {
  column: Column;
  needs: Map<number, Need>;
  found: Set<number>;
}

/** The cards of a column; where a taken-up one would go, a slot says so. */
function Cards({ column, needs, found }: CardsProps) {
  const isMovable = may("arrange_needs");
  const cards = useMemo(() => cardsOf(column, needs, found, isMovable), [column, needs, found, isMovable]);
  const slot = useComputed(() => slotIn(column.clusterId)).value;
  return (
    <ul class="kw-list">
      {cards.slice(0, slot)}
      {slot < NO_SLOT && <Slot key="slot" />}
      {cards.slice(slot)}
    </ul>
  );
}

function cardsOf(column: Column, needs: Map<number, Need>, found: Set<number>, isMovable: boolean) {
  return column.needIds.flatMap((id) => {
    const need = needs.get(id);
    return need === undefined ? [] : [<Card key={id} need={need} isHidden={!found.has(id)} isMovable={isMovable} />];
  });
}

const NO_SLOT = Number.POSITIVE_INFINITY;

/** Before which card of a column the slot stands. */
function slotIn(clusterId: number | null): number {
  const column = columns.value.find((one) => one.clusterId === clusterId);
  if (column === undefined || held.value?.target.clusterId !== clusterId) return NO_SLOT;
  const { need, target } = held.value;
  const before = column.needIds.filter((id) => id !== need.id)[target.position];
  return before === undefined ? column.needIds.length : column.needIds.indexOf(before);
}

/** With keys the target can be outside of what is seen. */
function Slot() {
  const show = (slot: HTMLElement | null) => {
    if (held.peek()?.by === "keys") slot?.scrollIntoView({ block: "nearest" });
  };
  return <li class="kw-slot" aria-hidden="true" ref={show} />;
}

/** The line of keys, as long as a card is taken up with them. */
function Keys() {
  if (held.value?.by !== "keys") return null;
  return (
    <p class="kw-keys">
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd>
        {t("Cluster wählen")}
      </span>
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        {t("Platz wählen")}
      </span>
      <span>
        <kbd>{t("Eingabe")}</kbd>
        {t("ablegen")}
      </span>
      <span>
        <kbd>Esc</kbd>
        {t("zurück")}
      </span>
    </p>
  );
}
