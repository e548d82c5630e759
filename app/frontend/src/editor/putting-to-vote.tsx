// From a suggestion to a vote: which wordings of the passage people choose from, and under which question.
import { signal } from "@preact/signals";
import type { Node } from "@tiptap/pm/model";
import { Refused, request } from "../http";
import type { Poll } from "../polls/contract";
import { Check, TextField } from "../room/controls";
import { ask } from "../room/dialog";
import { t } from "../words";
import { Act } from "./note-parts";
import { everythingSaved, path } from "./requests";
import { editor } from "./state";
import type { Suggested } from "./suggested";
import { changesWords, found, known, type Open, open } from "./suggestions";

/** As many as the server takes, beside the passage as it stands. */
const MOST = 5;

const question = signal("");
const chosen = signal<readonly string[]>([]);

export function PutToVote({ id, about }: { id: string; about: string }) {
  return <Act words={t("Zur Abstimmung …")} about={about} onPress={() => begin(id)} />;
}

/** Said beforehand, where there would be nothing to choose between. */
export function NoVote() {
  return (
    <p class="kw-meta">
      {t("Abstimmen kann man über Wörter. Dieser Vorschlag ändert nur ihre Form: Bitte entscheiden Sie selbst.")}
    </p>
  );
}

function begin(id: string): void {
  const near = sameLine(id);
  const others = near.filter(changesWords).map((other) => other.id);
  question.value = t("Welcher Wortlaut soll gelten?");
  chosen.value = [id, ...rivalsOf(id).filter((rival) => others.includes(rival))].slice(0, MOST);
  const wordings = [id, ...others].toSorted((one, other) => numberOf(one) - numberOf(other));
  ask({
    heading: t("Über den Wortlaut abstimmen"),
    body: <Body wordings={wordings} isAll={near.length === others.length} />,
    yes: t("Abstimmung vorbereiten"),
    act: prepare,
  });
}

function rivalsOf(id: string): string[] {
  return (
    open.value
      .find((one) => one.id === id)
      ?.rivals.split(" ")
      .filter(Boolean) ?? []
  );
}

function numberOf(id: string): number {
  return known.value.get(id)?.number ?? 0;
}

/** The other open suggestions that stand in a paragraph with this one. */
function sameLine(id: string): Open[] {
  const text = editor.value?.state.doc;
  const one = found.value.find((suggested) => suggested.id === id);
  if (text === undefined || one === undefined) return [];
  const mine = linesOf(text, one);
  const near = found.value.filter((other) => [...linesOf(text, other)].some((line) => mine.has(line)));
  const ids = new Set(near.map((other) => other.id));
  return open.value.filter((other) => other.id !== id && ids.has(other.id));
}

/** Where the paragraphs begin in which a suggestion stands. */
function linesOf(text: Node, { pieces }: Suggested): Set<number> {
  return new Set(pieces.map(({ from }) => text.resolve(from).start()));
}

/** `isAll`: no suggestion in the paragraph is left out. */
function Body({ wordings, isAll }: { wordings: string[]; isAll: boolean }) {
  return (
    <>
      <TextField
        id="vote-question"
        label={t("Frage")}
        value={question.value}
        onInput={(words) => {
          question.value = words;
        }}
      />
      <fieldset class="kern-fieldset">
        <legend class="kern-label">{t("Zur Wahl stehen die Stelle, wie sie ist, und:")}</legend>
        <div class="kern-fieldset__body">
          {wordings.map((id) => (
            <Check
              key={id}
              id={`vote-on-${id}`}
              words={t("Vorschlag %(number)s von %(name)s", {
                number: numberOf(id),
                name: known.value.get(id)?.name ?? "",
              })}
              checked={chosen.value.includes(id)}
              onChange={(isChosen) => {
                chosen.value = isChosen ? [...chosen.value, id] : chosen.value.filter((one) => one !== id);
              }}
            />
          ))}
        </div>
      </fieldset>
      {!isAll && <p class="kw-small">{t("Vorschläge, die nur die Form ändern, stehen nicht zur Wahl.")}</p>}
      <p class="kw-small">{t("Der Text wird als Fassung festgehalten. Sie öffnen die Abstimmung danach im Raum.")}</p>
    </>
  );
}

async function prepare(): Promise<void> {
  if (chosen.value.length === 0 || chosen.value.length > MOST)
    throw new Refused(
      0,
      "choice",
      t("Bitte wählen Sie mindestens einen und höchstens %(most)s Vorschläge.", { most: MOST }),
    );
  await everythingSaved();
  const body = { question: question.value, suggestions: chosen.value };
  const poll = await request<Poll>("POST", path("polls"), body);
  location.assign(`/workshops/${poll.workshop_id}`);
}
