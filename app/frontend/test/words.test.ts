import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { t, tn } from "../src/words";

afterEach(() => {
  globalThis.konsenswerkWords = undefined;
});

test("a sentence without a catalogue stays German", () => {
  assert.equal(t("Bedarf einreichen"), "Bedarf einreichen");
});

test("a catalogue translates, and what it lacks stays German", () => {
  globalThis.konsenswerkWords = { Beitreten: "Join" };
  assert.equal(t("Beitreten"), "Join");
  assert.equal(t("Weiter"), "Weiter");
});

test("values fill their places and are never read again as places", () => {
  assert.equal(t("%(id)s ist %(share)s %% wert", { id: "%(share)s", share: 5 }), "%(share)s ist 5 % wert");
});

test("a place without a value stays visible instead of vanishing", () => {
  assert.equal(t("Bedarf %(id)s"), "Bedarf %(id)s");
});

test("names of Object.prototype are not values", () => {
  assert.equal(t("%(toString)s"), "%(toString)s");
  globalThis.konsenswerkWords = {};
  assert.equal(t("constructor"), "constructor");
});

test("the plural follows the count in both languages", () => {
  assert.equal(tn("%(num)s Bedarf", "%(num)s Bedarfe", 1), "1 Bedarf");
  assert.equal(tn("%(num)s Bedarf", "%(num)s Bedarfe", 0), "0 Bedarfe");
  globalThis.konsenswerkWords = { "%(num)s Bedarf": ["%(num)s need", "%(num)s needs"] };
  assert.equal(tn("%(num)s Bedarf", "%(num)s Bedarfe", 1), "1 need");
  assert.equal(tn("%(num)s Bedarf", "%(num)s Bedarfe", 7), "7 needs");
});
