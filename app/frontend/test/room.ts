// A room for the tests, as the server would describe it.
import type { Room } from "../src/types";

const WORKSHOP: Room["workshop"] = {
  id: 1,
  code: "2027-SI-V01",
  title: "Frühe sprachliche Bildung",
  purpose: "",
  format: "workshop",
  field: { code: "SI", name: "Sprachliche Integration" },
  starts_on: "2027-03-11",
  phase: "collect",
  collecting: "private",
  revealed: "no",
  admission: "open",
  is_demo: false,
  questions: [{ id: 1, text: "Was fehlt?" }],
  agenda: [
    { id: 11, title: "Begrüßung", minutes: 20, in_charge: "" },
    { id: 12, title: "Sammeln", minutes: 45, in_charge: "" },
  ],
  current_item_id: null,
  countdown: null,
};

/** A room in the phase of collecting; `workshop` says what is different. */
export function roomWith(workshop: Partial<Room["workshop"]>, more: Partial<Room> = {}): Room {
  return {
    number: 1,
    server_time: "2027-03-11T09:00:00+00:00",
    me: { id: 5, name: "Leyla Vorlage", role: "expert", confirmed: true, admitted: true, rights: [] },
    workshop: { ...WORKSHOP, ...workshop },
    presence: { present: 1, waiting: 0, total: 20, voting: 18, groups: [] },
    join: null,
    screens: [],
    polls: [],
    drafts: [],
    recommendations: [],
    ...more,
  };
}
