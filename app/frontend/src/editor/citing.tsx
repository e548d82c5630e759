// Referring to a need, a cluster, a joint goal or a source of the workshop: searched, chosen, and put in as a link to its page.
import { computed, signal } from "@preact/signals";
import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { Refused, request } from "../http";
import { Check, TextField } from "../room/controls";
import { ask, reason } from "../room/dialog";
import { path } from "../room/state";
import { t, tn } from "../words";

export interface Citable {
  kind: "need" | "cluster" | "goal" | "source";
  /** The words that come into the text. */
  label: string;
  title: string;
  /** Of its page. */
  address: string;
}

/** More at once nobody reads; the search finds the rest. */
const MOST_SHOWN = 50;

/** What there is; null while it is fetched. */
const all = signal<readonly Citable[] | null>(null);
const problem = signal("");
const searched = signal("");
const chosen = signal("");
const found = computed(() => matching(all.value ?? [], searched.value));

/** Choose what the text shall refer to, and put it in behind what is marked. */
export function cite(editor: Editor): void {
  [all.value, problem.value, searched.value, chosen.value] = [null, "", "", ""];
  void load();
  ask({ heading: t("Verweis einfügen"), body: <Choice />, yes: t("Einfügen"), act: () => insert(editor, theChosen()) });
}

async function load(): Promise<void> {
  try {
    all.value = (await request<{ references: Citable[] }>("GET", path("references"))).references;
  } catch (error) {
    problem.value = reason(error);
  }
}

/** Those in which every word that was searched for occurs. */
export function matching(references: readonly Citable[], words: string): Citable[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return references.filter((one) => wanted.every((word) => named(one).toLowerCase().includes(word)));
}

/** „Bedarf H-03: Es fehlt Zeit“; a cluster's title is in its label. */
function named({ label, title }: Citable): string {
  return label.includes(title) ? label : `${label}: ${title}`;
}

function theChosen(): Citable {
  const shown = found.value;
  const one = shown.length === 1 ? shown[0] : shown.find(({ address }) => address === chosen.value);
  if (one === undefined) throw new Refused(0, "malformed", t("Bitte wählen Sie, worauf Sie verweisen."));
  return one;
}

function insert(editor: Editor, { label, address }: Citable): void {
  const { schema, selection, tr } = editor.state;
  const before = selection.$to.parent.textBetween(0, selection.$to.parentOffset);
  const space = /\S$/.test(before) ? [schema.text(" ")] : [];
  tr.insert(selection.to, [...space, schema.text(label, [schema.mark("link", { href: address })])]);
  // What is marked would grow by the citation, and the next key take both away.
  editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(selection.to)), -1)));
}

function Choice() {
  return (
    <>
      <TextField
        id="citation-search"
        label={t("Suche")}
        hint={t("In Bedarfen, Clustern, gemeinsamen Zielen und Quellen dieser Veranstaltung.")}
        value={searched.value}
        onInput={(value) => {
          searched.value = value;
        }}
      />
      <p class="kw-small kw-muted" role="status">
        {problem.value || stand()}
      </p>
      <Found />
      <p class="kw-small">
        <a href={path("quellen")}>{t("Quellen aufnehmen")}</a> · <a href={path("ziele")}>{t("Gemeinsame Ziele")}</a>
      </p>
    </>
  );
}

function stand(): string {
  if (all.value === null) return t("Wird geladen …");
  if (all.value.length === 0) return t("In dieser Veranstaltung gibt es noch nichts, worauf Sie verweisen können.");
  return hits(found.value.length);
}

/** How many there are, and what to do where these are more than stand in the list. */
export function hits(count: number): string {
  const said = tn("%(num)s Treffer", "%(num)s Treffer", count);
  const values = { said, count: MOST_SHOWN };
  if (count <= MOST_SHOWN) return said;
  return t("%(said)s. Hier stehen die ersten %(count)s. Bitte grenzen Sie die Suche ein.", values);
}

function Found() {
  return (
    <fieldset class="kern-fieldset kw-citable">
      <legend class="kern-label">{t("Worauf verweisen Sie?")}</legend>
      <div class="kern-fieldset__body">
        {found.value.slice(0, MOST_SHOWN).map((one) => (
          <Check
            key={one.address}
            id={`cite-${one.address}`}
            kind="radio"
            name="citation"
            words={named(one)}
            checked={chosen.value === one.address}
            onChange={() => {
              chosen.value = one.address;
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
