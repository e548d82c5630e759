// The buttons of an open suggestion: for who reviews, for its author, and for who puts wordings to the vote.
import { useState } from "preact/hooks";
import { reason as sentenceOf } from "../room/dialog";
import { may } from "../room/state";
import { t } from "../words";
import { goToPlace } from "./navigation";
import { Act } from "./note-parts";
import { mayEdit } from "./protocol";
import { NoVote, PutToVote } from "./putting-to-vote";
import { lacksReason } from "./reasons";
import { rights } from "./state";
import { decideHere, done, sayDone } from "./suggestion-news";
import { authorOf, changesWords, type Open, type Suggestion } from "./suggestions";

/** What needs words before it can be done. */
export type Form = "rejecting" | "explaining" | "proposing";

interface ActionsProps {
  open: Open;
  person: number;
  onForm: (form: Form) => void;
}

export function Actions({ open, person, onForm }: ActionsProps) {
  const [error, setError] = useState("");
  const { id, suggestion } = open;
  // What came back in a file is the organisation's; whoever brought it decides on it like on everybody else's.
  const isOwn = authorOf(suggestion) === String(person);
  const puts = may("run_polls") && rights.value.review;
  const onDecide = (outcome: "accepted" | "withdrawn") => {
    setError("");
    decideHere([{ id }], outcome, "").then(
      () => sayDone(done(outcome, suggestion.number), [id]),
      (refused) => setError(sentenceOf(refused)),
    );
  };
  const props = { suggestion, about: t("(Vorschlag %(number)s)", { number: suggestion.number }), onForm, onDecide };
  return (
    <>
      <div class="kw-note__act">
        {rights.value.review && <ReviewActs {...props} isOwn={isOwn} />}
        {isOwn && mayEdit(rights.value) && <OwnActs {...props} />}
        {puts && changesWords(open) && <PutToVote id={id} about={props.about} />}
        <Act words={t("Zur Textstelle")} about={props.about} onPress={() => goToPlace(id)} />
      </div>
      {puts && !changesWords(open) && <NoVote />}
      {error && <p role="alert">{error}</p>}
    </>
  );
}

interface ActsProps {
  suggestion: Suggestion;
  about: string;
  onForm: (form: Form) => void;
  onDecide: (outcome: "accepted" | "withdrawn") => void;
}

function ReviewActs({ about, onForm, onDecide, isOwn }: ActsProps & { isOwn: boolean }) {
  return (
    <>
      <Act words={t("Annehmen")} about={about} onPress={() => onDecide("accepted")} look="solid" />
      {!isOwn && (
        <>
          <Act words={t("Ablehnen")} about={about} onPress={() => onForm("rejecting")} look="firm" />
          <Act words={t("Vorgehen vorschlagen")} about={about} onPress={() => onForm("proposing")} />
        </>
      )}
    </>
  );
}

function OwnActs({ suggestion, about, onForm, onDecide }: ActsProps) {
  const why = suggestion.reason ? t("Begründung ändern") : t("Begründung hinzufügen");
  const look = lacksReason(suggestion) ? "firm" : "quiet";
  return (
    <>
      <Act words={t("Zurückziehen")} about={about} onPress={() => onDecide("withdrawn")} look="firm" />
      <Act words={why} about={about} onPress={() => onForm("explaining")} look={look} />
    </>
  );
}
