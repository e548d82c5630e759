import assert from "node:assert/strict";
import { test } from "node:test";
import { hear, knownUpTo, onFact, onReload } from "../src/live";

test("facts are heard once and in order; a gap, and nothing else, asks for the whole state", () => {
  const heard: number[] = [];
  let reloads = 0;
  onFact((fact) => heard.push(fact.number));
  onReload(() => {
    reloads += 1;
  });
  const fact = (number: number) => ({ number, kind: "need:submitted", at: "2027-03-11T09:00:00+00:00", data: {} });

  hear(fact(4)); // no state is known yet: the one being fetched will have it
  knownUpTo(5);
  hear(fact(5)); // the state has it already
  hear(fact(6));
  hear(fact(6)); // told twice
  hear({ number: 7 }); // not for our ears, but no gap
  hear(fact(8));
  assert.deepEqual([heard, reloads], [[6, 8], 0]);

  hear(fact(10)); // 9 is missing
  assert.deepEqual([heard, reloads], [[6, 8], 1]);
  hear(fact(11));
  assert.deepEqual(heard, [6, 8, 11]);
});
