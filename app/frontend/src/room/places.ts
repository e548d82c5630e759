// Where needs lie and where a taken-up one would go: pure, the board draws it.
import type { Board } from "../types";

/** A place on the board: in a cluster or (null) in none, `position` counted from 0 without the need that moves. */
export interface Place {
  clusterId: number | null;
  position: number;
}

export interface Column {
  clusterId: number | null;
  title: string;
  needIds: number[];
}

/** The tray of needs without a cluster comes first, then the clusters in their order. */
export function columnsOf(board: Board, trayTitle: string): Column[] {
  const loose = board.needs.filter((need) => need.cluster_id === null).map((need) => need.id);
  const clusters = board.clusters.map(({ id, title, need_ids }) => ({ clusterId: id, title, needIds: need_ids }));
  return [{ clusterId: null, title: trayTitle, needIds: loose }, ...clusters];
}

export function placeOf(columns: Column[], needId: number): Place | undefined {
  const column = columns.find((one) => one.needIds.includes(needId));
  return column && { clusterId: column.clusterId, position: column.needIds.indexOf(needId) };
}

/** How many needs a column has beside the one that moves. */
export function others(column: Column, needId: number): number {
  return column.needIds.filter((id) => id !== needId).length;
}

export type ArrowKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/** The place that an arrow key leads to: ← → another column, at its end; ↑ ↓ another position. Stops at the edges. */
export function step(columns: Column[], needId: number, from: Place, key: ArrowKey): Place {
  const index = columns.findIndex((column) => column.clusterId === from.clusterId);
  const column = columns[index];
  if (column === undefined) return from;
  if (key === "ArrowUp") return { ...from, position: Math.max(0, from.position - 1) };
  if (key === "ArrowDown") return { ...from, position: Math.min(others(column, needId), from.position + 1) };
  const next = columns[index + (key === "ArrowRight" ? 1 : -1)];
  return next === undefined ? from : { clusterId: next.clusterId, position: others(next, needId) };
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.clusterId === other.clusterId && one.position === other.position;
}

/** Needs that contain every word of `query` in number, title or text; all of them for an empty one. */
export function matching(board: Board, query: string): Set<number> {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = board.needs.filter((need) => {
    const text = `${need.label} ${need.title} ${need.text}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return new Set(found.map((need) => need.id));
}
