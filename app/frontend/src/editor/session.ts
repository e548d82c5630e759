// One page's stay in a draft: document, provider and editor, and what happens when a document has no future.
import type { Editor } from "@tiptap/core";
import { Doc } from "yjs";
import { answer } from "../announce";
import type { Refused } from "../http";
import { t } from "../words";
import { keepAside, keptAside } from "./aside";
import { showPeople } from "./carets";
import { line } from "./line";
import { goToComment, pointToComment } from "./navigation";
import type { Person, Rights } from "./protocol";
import { type Listener, Provider } from "./provider";
import * as state from "./state";
import { editorOf, type Hooks } from "./text-editor";
import { differing, wordsOf } from "./words-of";

const EXPELLED_MS = 60_000;
/** After these the page must be loaded anew, or there is nothing left to show. */
const FINAL = new Set(["schema", "not_found", "not_signed_in"]);

interface Lost {
  words: Map<string, string>;
  reason: string;
}

export class Session {
  private doc = new Doc();
  private provider: Provider;
  private editor: Editor | null = null;
  private lost: Lost | null = null;
  /** Where the cursor was when the document was taken away; null if the person was elsewhere. */
  private cursorWas: number | null = null;
  private readonly place: HTMLElement;
  private readonly draft: number;

  /** Join draft `draft` and show its text in `place` as soon as it is there. */
  constructor(place: HTMLElement, draft: number) {
    this.place = place;
    this.draft = draft;
    this.provider = this.join();
    state.setAside.value = keptAside(draft);
  }

  /** Look again what there is and what one may do: the rights may have changed. */
  lookAgain(): void {
    if (this.provider.isTogether) void this.provider.open();
  }

  private join(): Provider {
    const provider = new Provider(this.doc, this.draft, line, this.listener());
    void provider.open();
    return provider;
  }

  private listener(): Listener {
    return {
      opened: (rights) => this.opened(rights),
      counted: (unsaved, saved) => {
        state.unsaved.value = unsaved;
        if (saved && unsaved === 0) state.savedAt.value = new Date();
      },
      people: (others) => this.showPeople(others),
      databaseRefuses: (refuses) => {
        state.databaseRefuses.value = refuses;
      },
      over: (refusal, unsaved) => this.startAnew(refusal, unsaved),
    };
  }

  private opened(rights: Rights): void {
    state.rights.value = rights;
    if (state.unsaved.value === 0) state.savedAt.value ??= new Date();
    if (this.editor === null) this.showText(rights);
    else if (this.editor.isEditable !== rights.write) this.editor.setEditable(rights.write);
    this.offerLost();
  }

  private showText(rights: Rights): void {
    this.editor = editorOf(this.doc, this.place, rights.write, this.hooks());
    state.editor.value = this.editor;
    this.showPeople(state.people.value);
    if (this.cursorWas !== null) this.editor.commands.focus(this.cursorWas);
  }

  private hooks(): Hooks {
    return {
      carets: { onMoved: (cursor) => this.provider.showCursor(cursor) },
      guard: { onKept: () => answer(t("Die Abschnitte bleiben stehen. Löschen können Sie nur den Text darin.")) },
      passages: {
        onMoved: (passages) => {
          state.passages.value = passages;
        },
        onChosen: goToComment,
        onTouched: pointToComment,
      },
      onTurn: (isChange) => {
        state.turns.value += 1;
        if (isChange) state.changes.value += 1;
      },
    };
  }

  private showPeople(others: Person[]): void {
    state.people.value = others;
    if (this.editor !== null) showPeople(this.editor.view, others);
  }

  /** Every later edit would hang on the refused one: set the words aside, and begin with a fresh document. */
  private startAnew(refusal: Refused, unsaved: number): void {
    const reason = refusal.message || t("Der Text wurde inzwischen auf einen anderen Stand gesetzt.");
    if (unsaved > 0) this.lost = { words: wordsOf(this.doc), reason };
    this.close();
    if (FINAL.has(refusal.error)) this.stop(refusal);
    else setTimeout(() => this.begin(), refusal.error === "too_many" ? EXPELLED_MS : 0);
  }

  private begin(): void {
    this.doc = new Doc();
    this.provider = this.join();
  }

  /** Take the text away: a page that shows words which nobody else has must not look as if it did. */
  private close(): void {
    this.cursorWas = this.editor?.view.hasFocus() ? this.editor.state.selection.head : null;
    this.editor?.destroy();
    this.doc.destroy();
    [this.editor, state.editor.value, state.unsaved.value] = [null, null, 0];
    state.rights.value = { write: false, comment: false };
  }

  private stop(refusal: Refused): void {
    if (this.lost !== null) this.offer(this.lost, new Map());
    const isOld = refusal.error === "schema";
    const sentence = isOld ? t("Bitte laden Sie die Seite neu. Ihr Text bleibt erhalten.") : refusal.message;
    state.obstacle.value = { sentence: sentence || t("Sie können diesen Entwurf nicht mehr lesen."), reload: isOld };
  }

  private offerLost(): void {
    if (this.lost !== null) this.offer(this.lost, wordsOf(this.doc));
    this.lost = null;
  }

  private offer({ words, reason }: Lost, shared: Map<string, string>): void {
    const sections = differing(words, shared);
    if (sections.length > 0) keepAside(this.draft, { reason, sections });
  }
}
