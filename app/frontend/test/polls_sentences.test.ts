import assert from "node:assert/strict";
import { test } from "node:test";
import { whyNotYet } from "../src/polls/bar";
import { answerRows } from "../src/polls/consent_result";
import type { ConsentPoll, ConsentResult, DotPoll } from "../src/polls/contract";
import { tint } from "../src/polls/group_table";
import { newsOf } from "../src/polls/news";
import { newer } from "../src/polls/polls";
import { isRevised, nextAddress } from "../src/polls/result";
import * as say from "../src/polls/sentences";
import type { Room } from "../src/types";

const DOT_SETTINGS = { points: 6, limit: 3 };

const POLL = {
  id: 7,
  workshop_id: 3,
  question: "Deutschangebote verstetigen",
  round: 2,
  status: "published",
  secrecy: "open",
  options: [],
  opened_at: null,
  closes_at: null,
  hard: false,
  server_time: "2027-03-11T14:00:00+00:00",
  turnout: { cast: 17, entitled: 19, by_group: [] },
  may_vote: false,
  reason_not: null,
  may_moderate: true,
  ballot: null,
  rule: { title: "", sentences: [] },
  quorum: null,
  version: {
    id: 1,
    number: 3,
    fingerprint: "7c1e94abcd",
    draft_id: 4,
    frozen_at: "2027-03-11T13:52:00+00:00",
    is_frozen: true,
  },
  on_earlier_version: false,
} as const;

const RESULT: ConsentResult = {
  class: "consensus",
  class_label: "Konsens",
  numerator: 17,
  denominator: 19,
  percent: "89,5",
  rule: [],
  counts: { agree: 13, reservation: 4, stand_aside: 0, object: 2, recused: 1, invalid: 0, not_cast: 0, entitled: 20 },
  quorum: null,
  low_participation: false,
  groups: [],
  reasons: [],
  votes: [],
  sentence: "Ergebnis: Konsens. 17 von 19, 89,5 Prozent.",
  sha256: "",
};

const CONSENT = { ...POLL, options: [], method: "consent", settings: {}, result: RESULT } as unknown as ConsentPoll;
const DOT = { ...POLL, options: [], method: "dot", settings: DOT_SETTINGS, result: null } as unknown as DotPoll;

function ofClass(reached: ConsentResult["class"]): ConsentPoll {
  return { ...CONSENT, result: { ...RESULT, class: reached } };
}

test("what is left is said before it is used up, and how to go on after", () => {
  assert.equal(say.pointsLeft(DOT_SETTINGS, { 1: 3, 2: 2 }), "Noch 1 von 6 Punkten");
  assert.equal(say.pointsLeft(DOT_SETTINGS, { 1: 3, 2: 3 }), "Alle Punkte vergeben. Nehmen Sie erst einen zurück.");
});

test("a change says the option, its points and the rest", () => {
  const option = { id: 1, label: "Durchgängigkeit Kita–Schule" };
  assert.equal(
    say.pointsChanged(DOT_SETTINGS, { 1: 2, 2: 3 }, option),
    "Durchgängigkeit Kita–Schule: 2 Punkte. Noch 1 übrig.",
  );
});

test("an option that can get no more says why", () => {
  assert.equal(say.whyBlocked(DOT_SETTINGS, { 1: 3 }, 1), "Mehr als 3 Punkte sind hier nicht möglich.");
  assert.equal(say.whyBlocked(DOT_SETTINGS, { 1: 3 }, 2), null);
});

test("closing names how many have not voted", () => {
  assert.equal(
    say.closingWords({ cast: 17, entitled: 19, by_group: [] }),
    "2 Personen haben noch nicht abgestimmt. Danach kann niemand mehr ändern.",
  );
  assert.match(say.closingWords({ cast: 19, entitled: 19, by_group: [] }), /^Alle haben abgestimmt\./);
});

test("the quorum says whether it is reached or what it takes", () => {
  assert.equal(say.quorumSentence({ needed: 11, cast: 17, reached: true }), "Beschlussfähig ab 11 Stimmen: erreicht.");
  assert.equal(
    say.quorumSentence({ needed: 11, cast: 8, reached: false }),
    "Beschlussfähig ab 11 Stimmen: noch 3 Stimmen nötig.",
  );
});

test("a share has numerator, denominator and percent, and no percent without a denominator", () => {
  assert.equal(say.share(RESULT), "17 von 19 = 89,5\u00a0%");
  assert.equal(say.share({ ...RESULT, numerator: 0, denominator: 0, percent: null }), "0 von 0");
});

test("the class is explained by its bounds, and by who is not counted", () => {
  const settings = { denominator: "without_abstentions", quorum: null } as const;
  assert.equal(
    say.classRule(settings, "consensus"),
    "Regel: Konsens bei mehr als 75 bis 95\u00a0%. Enthaltungen zählen nicht mit.",
  );
  assert.equal(
    say.classRule({ ...settings, denominator: "all_entitled" }, "no_majority"),
    "Regel: keine mehrheitliche Zustimmung bei höchstens 50\u00a0%.",
  );
});

test("the mark fills four squares for a strong consensus and none without a result", () => {
  const classes = ["strong_consensus", "consensus", "majority", "no_majority", "no_result"] as const;
  assert.deepEqual(classes.map(say.filledSquares), [4, 3, 2, 1, 0]);
});

test("only a consensus leads to a recommendation, everything else back to the text", () => {
  assert.equal(nextAddress(ofClass("consensus"))?.address, "/workshops/3/recommendations/new?poll=7");
  assert.equal(nextAddress(ofClass("strong_consensus"))?.words, "Empfehlung feststellen");
  assert.deepEqual(nextAddress(ofClass("majority")), {
    words: "Text überarbeiten und erneut abstimmen",
    address: "/drafts/4",
  });
  assert.equal(nextAddress(ofClass("no_majority"))?.words, "Zurück in den Entwurf");
});

test("once the text was revised and frozen anew, the next round is the next step", () => {
  const poll = ofClass("majority");
  const draft = (number: number) => ({
    id: 4,
    title: "",
    cluster_id: null,
    mentions: 0,
    version: { id: 8, number, fingerprint: "", frozen_at: "", is_current: true },
  });
  const voted = poll.version?.number ?? 0;
  assert.ok(!isRevised({ drafts: [draft(voted)] }, poll));
  assert.ok(isRevised({ drafts: [draft(voted + 1)] }, poll));
  assert.ok(!isRevised({ drafts: [{ ...draft(voted + 1), id: 5 }] }, poll));
  assert.ok(!isRevised({ drafts: [draft(voted + 1)] }, { version: null }));
});

test("what is missing before a poll is said, and nothing once all is there", () => {
  const room = { presence: { voting: 19 }, drafts: [{ version: null }] } as unknown as Room;
  assert.equal(whyNotYet(room, 16, "consent"), "Erst eine Fassung einfrieren");
  assert.equal(whyNotYet({ ...room, drafts: [{ version: { id: 1 } }] } as unknown as Room, 16, "consent"), null);
  assert.equal(whyNotYet(room, 0, "dot"), "Noch keine Bedarfe");
  assert.equal(whyNotYet(room, 16, "dot"), null);
  assert.equal(whyNotYet(room, 0, "other"), null);
  const nobody = { ...room, presence: { voting: 0 } } as unknown as Room;
  assert.equal(whyNotYet(nobody, 16, "other"), "Noch niemand ist stimmberechtigt");
});

test("all four answers are rows, and of the others those that occur", () => {
  assert.deepEqual(
    answerRows(RESULT.counts).map(({ words, count }) => `${words} ${count}`),
    ["Zustimmung 13", "Zustimmung mit Bedenken 4", "Enthaltung 0", "Einwand 2", "befangen, ohne Stimme 1"],
  );
});

test("the tint has three steps and none for zero", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((part) => tint(part, 3)),
    ["", "h1", "h2", "h3"],
  );
  assert.equal(tint(0, 0), "");
});

test("the line over the heading says method, round and stand, the start only to the moderation", () => {
  const at = (hours: number) => new Date(2027, 2, 11, hours, 55).toISOString();
  const open = { ...CONSENT, status: "open", opened_at: at(14), closes_at: at(15), hard: true } as const;
  assert.equal(
    say.eyebrow(open),
    "Konsensabstimmung · Runde 2 · offene Abstimmung · läuft seit 14:55 Uhr · endet um 15:55 Uhr",
  );
  assert.equal(
    say.eyebrow({ ...open, may_moderate: false, hard: false, secrecy: "named" }),
    "Konsensabstimmung · Runde 2 · namentlich · vorgesehen bis 15:55 Uhr",
  );
  assert.equal(
    say.resultEyebrow({ ...CONSENT, status: "closed" }),
    "Ergebnis · Runde 2 · offene Abstimmung · noch nicht veröffentlicht",
  );
});

test("who came too late is told that it does not count, who voted before that it does", () => {
  assert.equal(
    say.overSentence(CONSENT, true),
    "Die Abstimmung ist geschlossen. Ihre Stimme kam zu spät und zählt nicht.",
  );
  const at = new Date(2027, 2, 11, 10, 58).toISOString();
  const ballot = { choices: { 1: 2 }, reason: "", at, revision: 1 };
  assert.equal(
    say.overSentence({ ...DOT, ballot }, true),
    "Die Abstimmung ist geschlossen. Ihre Punkte von 10:58 Uhr zählen.",
  );
});

test("a published result is announced with its sentence, and nobody hears one before", () => {
  assert.equal(newsOf(CONSENT), "Ergebnis: Konsens. 17 von 19, 89,5 Prozent.");
  assert.equal(newsOf({ ...CONSENT, status: "closed" }), "Die Abstimmung ist geschlossen.");
});

test("an open dot poll is announced with the points", () => {
  assert.equal(newsOf({ ...DOT, status: "open" }), "Die Mehrpunktabfrage ist offen. Sie haben 6 Punkte.");
});

test("an answer that was overtaken by a newer one is not shown", () => {
  const closed = { ...DOT, server_time: "2027-03-11T14:00:02+00:00", status: "closed" } as const;
  assert.equal(newer(closed, { ...DOT, server_time: "2027-03-11T14:00:01.5+00:00", status: "open" }).status, "closed");
});
