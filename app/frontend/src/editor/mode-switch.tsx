// How the person works on the text, and for reviewers: who writes directly.
import { useEffect, useRef, useState } from "preact/hooks";
import { answer } from "../announce";
import { Check, Select } from "../room/controls";
import { reason } from "../room/dialog";
import { toast } from "../room/toasts";
import { t } from "../words";
import { chosen, editing, type Mode, mode, modes } from "./mode";
import type { Editing } from "./protocol";
import { editor, rights } from "./state";
import { askReasons, letWrite } from "./suggestion-requests";
import { areAsked } from "./suggestions";

export function ModeSwitch() {
  useModeNews();
  if (editor.value === null || modes.value.length === 0) return null;
  return (
    <div class="kw-row kw-row--between kw-mode">
      <div class="kw-row">
        <fieldset class="kw-seg">
          <legend class="kern-sr-only">{t("Arbeitsweise")}</legend>
          {modes.value.map((one) => (
            <Choice key={one} one={one} />
          ))}
        </fieldset>
        {mode.value === "suggest" && (
          <p class="kw-small kw-muted">
            {areAsked.value
              ? t("Ihre Vorschläge ändern den Text noch nicht. Bitte begründen Sie jeden.")
              : t("Ihre Vorschläge ändern den Text noch nicht.")}
          </p>
        )}
      </div>
      {rights.value.review && <WhoWrites />}
    </div>
  );
}

function Choice({ one }: { one: Mode }) {
  const choose = () => {
    chosen.value = one;
  };
  return (
    <label>
      <input type="radio" name="mode" checked={mode.value === one} onChange={choose} />
      <span>{wordsOf(one)}</span>
    </label>
  );
}

function wordsOf(one: Mode): string {
  if (one === "suggest") return t("Vorschlagen");
  return one === "direct" ? t("Direkt ändern") : t("Lesen");
}

/** Who did not choose it must be told that what they write means something else from now on. */
function useModeNews(): void {
  const before = useRef(modes.value);
  useEffect(() => {
    const [could, can] = [before.current, modes.value];
    before.current = can;
    if (could.length === 0 || could.includes("direct") === can.includes("direct")) return;
    if (mode.value === "suggest") toast(t("Was Sie ändern, ist jetzt ein Vorschlag."));
    if (mode.value === "direct") toast(t("Was Sie ändern, steht jetzt gleich im Text."));
  }, [modes.value]);
}

function WhoWrites() {
  const [error, setError] = useState("");
  const change = (sent: Promise<void>) => {
    setError("");
    sent.then(
      () => answer(t("Gespeichert.")),
      (refused) => setError(reason(refused)),
    );
  };
  return (
    <div class="kw-mode__who">
      <Select
        id="editing"
        label={t("Wer schreibt?")}
        value={editing.value}
        options={[
          ["direct", t("Alle schreiben direkt")],
          ["suggestions", t("Nur die Redaktion schreibt, alle anderen schlagen vor")],
        ]}
        onChange={(wanted: Editing) => change(letWrite(wanted))}
      />
      <Check
        id="reasons"
        words={t("Begründung verlangt")}
        checked={areAsked.value}
        onChange={(asked) => change(askReasons(asked))}
      />
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
