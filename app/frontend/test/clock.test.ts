import assert from "node:assert/strict";
import { test } from "node:test";
import { digits, secondsLeft, timeInWords } from "../src/clock";

test("the countdown counts whole seconds by the server's clock and goes on below zero", () => {
  const countdown = { ends_at: "2027-03-11T10:00:00+00:00", minutes: 5 };
  const end = Date.parse(countdown.ends_at);
  assert.equal(secondsLeft(countdown, end - 250_000), 250);
  assert.equal(secondsLeft(countdown, end - 249_001), 250);
  assert.equal(secondsLeft(countdown, end + 40_000), -40);
});

test("digits have two places, over time has a plus", () => {
  assert.equal(digits(250), "04:10");
  assert.equal(digits(4_500), "75:00");
  assert.equal(digits(0), "00:00");
  assert.equal(digits(-40), "+0:40");
});

test("the words say minutes and seconds", () => {
  assert.equal(timeInWords(250), "Restzeit 4 Minuten 10 Sekunden");
  assert.equal(timeInWords(61), "Restzeit 1 Minute 1 Sekunde");
});
