import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, matching, placeOf, step } from "../src/room/places";
import type { Board, Need } from "../src/types";

function need(id: number, cluster_id: number | null): Need {
  const nothing = { text: "", html: "", addressee: "", target_group: "", question_id: null, author: null, group: null };
  const submitted_at = "2027-03-11T09:00:00+00:00";
  return { ...nothing, id, label: `H-0${id}`, title: `Bedarf ${id}`, cluster_id, mine: false, submitted_at };
}

const BOARD: Board = {
  clusters: [
    { id: 7, title: "Fachkräfte", need_ids: [2, 3] },
    { id: 8, title: "Eltern", need_ids: [] },
  ],
  needs: [need(1, null), need(2, 7), need(3, 7), need(4, null)],
  hidden: 0,
  authors: null,
};
const COLUMNS = columnsOf(BOARD, "Noch nicht zugeordnet");

test("the tray of needs without a cluster comes before the clusters", () => {
  assert.deepEqual(
    COLUMNS.map((column) => [column.clusterId, column.needIds]),
    [
      [null, [1, 4]],
      [7, [2, 3]],
      [8, []],
    ],
  );
});

test("left and right lead to the end of the next column and stop at the edges", () => {
  const tray = { clusterId: null, position: 0 };
  const right = step(COLUMNS, 1, tray, "ArrowRight");
  assert.deepEqual(right, { clusterId: 7, position: 2 });
  const last = step(COLUMNS, 1, right, "ArrowRight");
  assert.deepEqual(last, { clusterId: 8, position: 0 });
  assert.deepEqual(step(COLUMNS, 1, last, "ArrowRight"), last);
  assert.deepEqual(step(COLUMNS, 1, tray, "ArrowLeft"), tray);
});

test("up and down choose the position, without counting the need that moves", () => {
  const first = placeOf(COLUMNS, 2);
  assert.deepEqual(first, { clusterId: 7, position: 0 });
  assert.ok(first);
  const second = step(COLUMNS, 2, first, "ArrowDown");
  assert.deepEqual(second, { clusterId: 7, position: 1 });
  assert.deepEqual(step(COLUMNS, 2, second, "ArrowDown"), second);
  assert.deepEqual(step(COLUMNS, 2, first, "ArrowUp"), first);
});

test("the filter finds every word in number or title, in any order and case", () => {
  assert.deepEqual([...matching(BOARD, "bedarf h-03")], [3]);
  assert.deepEqual([...matching(BOARD, " ")], [1, 2, 3, 4]);
  assert.deepEqual([...matching(BOARD, "niemals")], []);
});
