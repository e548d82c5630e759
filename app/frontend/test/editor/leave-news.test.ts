import assert from "node:assert/strict";
import { test } from "node:test";
import { newsOf } from "../../src/editor/leave-news";
import { sections } from "../../src/editor/sections";

const RULES = { help: "", hint: "", required: false };

test("each section whose rights are others is named by itself", () => {
  sections.value = [
    { key: "goal", label: "Ziel", ...RULES },
    { key: "sources", label: "Belege", ...RULES },
  ];
  assert.equal(
    newsOf({ closed: ["goal", "sources"], suggest: [], write: [] }),
    "„Ziel“, „Belege“ ändert jetzt nur noch die Moderation.",
  );
  assert.equal(
    newsOf({ closed: [], suggest: ["goal"], write: ["sources"] }),
    "In „Ziel“ schlagen Sie jetzt vor. „Belege“ können Sie jetzt wieder ändern.",
  );
});
