import assert from "node:assert/strict";
import { test } from "node:test";
import { Pauses } from "../../src/editor/pauses";

test("pauses grow to eight seconds, each by chance between half and all of it, and begin anew", () => {
  const pauses = new Pauses();
  for (const longest of [1_000, 2_000, 4_000, 8_000, 8_000]) {
    const pause = pauses.next();
    assert.ok(pause >= longest / 2 && pause <= longest, `${pause} of ${longest}`);
  }
  pauses.beginAnew();
  assert.ok(pauses.next() <= 1_000);
});
