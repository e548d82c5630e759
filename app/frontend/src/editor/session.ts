// One page's stay in a draft: document, provider and editor, what this browser keeps, and what happens when a document
// has no future.

import { batch, effect } from "@preact/signals";
import type { Editor } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { Doc } from "yjs";
import { newKey, type Refused } from "../http";
import { t } from "../words";
import { Asides, type Wording } from "./aside";
import { flushTyped, showPeople } from "./carets";
import { countChanges } from "./changes";
import { asideOf, type Doomed } from "./doomed";
import { compared } from "./homecoming";
import { hooksOf } from "./hooks";
import { docOf, Keeper } from "./keeper";
import { tellLeaves } from "./leave-news";
import { line } from "./line";
import { mode, told, editing as whoWrites } from "./mode";
import type { Unsent } from "./outbox";
import type { Listener } from "./ports";
import { propose } from "./proposing";
import { type Editing, NO_RIGHTS, type Opened, type Person } from "./protocol";
import { Provider } from "./provider";
import { commentOn } from "./requests";
import { noPlace, pointTo, sentenceOf } from "./session-words";
import * as state from "./state";
import type { Kept } from "./store";
import { forgetUndo } from "./suggesting";
import { editorOf, type Hooks } from "./text-editor";
import { differing, wordsOf } from "./words-of";

const EXPELLED_MS = 60_000;
/** After these the page must be loaded anew, or there is nothing left to show. */
const FINAL = new Set(["schema", "not_found", "not_signed_in", "person"]);
/** After these the edits stay kept: for the person whose they are, or for the page once it is loaded anew. */
const STAY_KEPT = new Set(["not_signed_in", "person", "csrf"]);
/** After these to load the page anew helps. */
const RELOAD = new Set(["schema", "person", "csrf"]);

export class Session {
  private doc = newDoc();
  private provider: Provider | null = null;
  private editor: Editor | null = null;
  private doomed: Doomed | null = null;
  private back: Opened | null = null;
  private hasLooked = false;
  private readonly asides: Asides;
  private readonly hooks: Hooks;

  private constructor(
    private readonly place: HTMLElement,
    private readonly draft: number,
    private readonly person: number,
    private readonly keeper: Keeper,
  ) {
    this.asides = new Asides(keeper.store, person, draft);
    this.hooks = hooksOf(person, (cursor) => this.provider?.showCursor(cursor));
    effect(() => this.setEditable(mode.value !== "read"));
  }

  /** Join draft `draft` as participant `person` and show its text in `place`: at once if this browser has kept it. */
  static async begin(place: HTMLElement, draft: number, person: number): Promise<Session> {
    const session = new Session(place, draft, person, await Keeper.open(person, draft));
    await session.asides.load();
    session.start(await session.keeper.newest());
    return session;
  }

  /** Look again what there is and what one may do: the rights may have changed. */
  lookAgain(): void {
    if (this.provider?.isTogether) void this.provider.open();
  }

  /** The person has no place here any more: what stands here is nobody's text. */
  close(): void {
    this.setEditable(false);
    this.provider?.destroy();
  }

  /** The person has taken words that could not be saved. */
  dropAside(key: string): void {
    this.asides.drop(key);
  }

  private start(kept?: Kept): void {
    if (kept !== undefined) this.doc = docOf(kept);
    this.provider = this.join(kept);
    tellUnsaved(this.provider.unsent);
    if (kept?.base === undefined) return;
    state.rights.value = kept.base.rights;
    state.savedAt.value = new Date(kept.base.at);
    this.showText();
  }

  private join(kept?: Kept): Provider {
    const { person } = this;
    const epoch = kept === undefined ? {} : { epoch: kept.room[3] };
    const until = kept?.base === undefined ? {} : { togetherUntil: kept.base.at };
    const start = { person, ...epoch, ...until, unsent: kept?.unsent ?? [] };
    const provider = new Provider(this.doc, this.draft, line, this.listener(), start);
    this.keeper.watch(this.doc, () => provider.lastTogether);
    void provider.open();
    return provider;
  }

  private listener(): Listener {
    return {
      opened: (answer) => this.opened(answer),
      returned: (opened, since) => this.returned(opened, since),
      edited: (edit) => this.keeper.edited(edit),
      acknowledged: (edits) => this.keeper.acknowledged(edits),
      before: () => this.editor && flushTyped(this.editor.view),
      counted: (unsaved, saved) => {
        tellUnsaved(unsaved);
        if (saved && unsaved.length === 0) state.savedAt.value = new Date();
      },
      people: (others) => this.showPeople(others),
      databaseRefuses: (refuses) => {
        state.databaseRefuses.value = refuses;
      },
      over: (refusal, unsaved) => this.startAnew(refusal, unsaved),
    };
  }

  private opened({ rights, editing, epoch }: Opened): void {
    if (this.editor !== null && tellLeaves(state.rights.value, rights)) forgetUndo(this.editor.state);
    batch(() => {
      state.rights.value = rights;
      whoWrites.value = editing;
    });
    if (state.unsaved.value === 0) state.savedAt.value = new Date();
    this.keeper.opened(rights, epoch);
    if (this.doomed !== null) this.replace(this.doomed);
    else if (this.editor === null) this.showText();
    this.lookOnceMore(editing);
    void this.offerOutdated();
  }

  /** The answer may have been under way while who writes was changed: what the page was told meanwhile is newer. */
  private lookOnceMore(editing: Editing): void {
    const isBehind = told.value !== null && told.value !== editing;
    if (isBehind && !this.hasLooked) this.lookAgain();
    this.hasLooked = isBehind;
  }

  private showText(): void {
    this.editor = editorOf(this.doc, this.place, mode.value !== "read", this.hooks);
    state.editor.value = this.editor;
    this.showPeople(state.people.value);
  }

  private setEditable(isEditable: boolean): void {
    this.editor?.setEditable(isEditable);
  }

  private showPeople(others: Person[]): void {
    state.people.value = others;
    if (this.editor !== null && this.doomed === null) showPeople(this.editor.view, others);
  }

  /** Back after a long time: whether the person is asked before the own edits come between the others'. */
  private returned(opened: Opened, since: number): boolean {
    const { others, own, styled } = compared(this.doc, opened);
    if (others.length === 0 || own.length === 0) return false;
    this.back = opened;
    state.homecoming.value = { since, others, own, styled };
    return true;
  }

  /** The person wants the own edits between what others wrote. */
  insert(): void {
    state.homecoming.value = null;
    this.provider?.insert();
  }

  /** The person wants the own changes to be suggestions. Returns how many; the rest is set aside. Throws Refused or Offline. */
  async suggest(): Promise<number> {
    if (this.back === null || this.provider === null) return 0;
    const edits = this.provider.unsent;
    const key = edits.at(-1)?.key ?? newKey(); // the same edits again are the same request
    this.setEditable(false);
    try {
      const made = await propose(compared(this.doc, this.back).rewriting, key);
      this.leaveBehind(edits, { key: `${key}-rest`, reason: noPlace(), sections: made.left });
      return made.suggestions;
    } catch (error) {
      this.setEditable(true);
      throw error;
    }
  }

  /** The edits are suggestions now, but for these words. */
  private leaveBehind(edits: readonly Unsent[], rest: Wording): void {
    state.homecoming.value = null;
    tellUnsaved([]);
    this.provider?.destroy();
    this.keeper.drop(edits, this.asides.owned(rest));
    this.beginAnew({ doc: this.doc, reason: "", key: newKey(), hasWords: false });
    if (this.asides.show(rest)) pointTo(rest.key);
  }

  /** Say words that were set aside in comments on their sections. Throws Refused or Offline. */
  async comment({ key, sections }: Wording): Promise<void> {
    await commentOn(this.doc, sections, key);
    this.dropAside(key);
  }

  /** Every later edit would hang on the refused one: set the words aside, and begin with a fresh document. */
  private startAnew(refusal: Refused, edits: readonly Unsent[]): void {
    state.homecoming.value = null;
    if (STAY_KEPT.has(refusal.error)) this.stop(refusal);
    else this.giveUp(refusal, edits);
  }

  private giveUp(refusal: Refused, edits: readonly Unsent[]): void {
    const doomed = this.doomed ?? this.doom(refusal, edits);
    this.keeper.drop(edits, this.asides.owned(asideOf(doomed, new Map())));
    if (FINAL.has(refusal.error)) {
      this.asides.offer(asideOf(doomed, new Map()));
      this.stop(refusal);
    } else this.replaceSoon(doomed, refusal);
  }

  private doom({ message }: Refused, edits: readonly Unsent[]): Doomed {
    const reason = message || t("Der Text wurde inzwischen auf einen anderen Stand gesetzt.");
    const doomed = { doc: this.doc, reason, key: newKey(), hasWords: edits.length > 0 };
    doomed.doc.on("update", () => {
      doomed.hasWords = true;
      this.asides.keep(asideOf(doomed, new Map()));
    });
    return doomed;
  }

  private replaceSoon(doomed: Doomed, { error, message }: Refused): void {
    if (error === "not_allowed") this.setEditable(false);
    const isExpelled = error === "too_many";
    if (isExpelled) state.obstacle.value = { sentence: message, reload: false };
    setTimeout(() => this.beginAnew(doomed), isExpelled ? EXPELLED_MS : 0);
  }

  private beginAnew(doomed: Doomed): void {
    state.obstacle.value = null;
    this.doomed = doomed;
    this.doc = newDoc();
    this.provider = this.join();
  }

  /** The next document is there: what was typed into the old one until now is set aside with the rest. */
  private replace(doomed: Doomed): void {
    this.doomed = null;
    const aside = asideOf(doomed, wordsOf(this.doc));
    this.asides.offer(aside);
    if (aside.sections.length > 0) pointTo(aside.key);
    const cursor = this.editor?.view.hasFocus() ? this.editor.state.selection.head : null;
    this.editor?.destroy();
    doomed.doc.destroy();
    this.showText();
    if (cursor !== null && this.editor !== null) focusAt(this.editor, cursor);
  }

  /** Take the text away: it is not for the one who sits here now, or would look as if others had it. */
  private stop(refusal: Refused): void {
    this.editor?.destroy();
    [this.editor, state.editor.value, state.savedAt.value, state.unsaved.value] = [null, null, null, 0];
    state.rights.value = NO_RIGHTS;
    state.obstacle.value = { sentence: sentenceOf(refusal), reload: RELOAD.has(refusal.error) };
  }

  /** Edits of an older schema or epoch, which no page could send: their words are offered. */
  private async offerOutdated(): Promise<void> {
    for (const kept of await this.keeper.outdated()) {
      const sections = kept.unsent.length > 0 ? differing(wordsOf(docOf(kept)), wordsOf(this.doc)) : [];
      const reason = t("Der Text wurde inzwischen auf einen anderen Stand gesetzt.");
      // Named after its first edit: what could not be forgotten is offered again, and is still one.
      const words = { key: kept.unsent[0]?.key ?? newKey(), reason, sections };
      const aside = this.asides.show(words) ? this.asides.owned(words) : undefined;
      this.keeper.store?.forgetRoom(kept.room, kept.unsent, aside);
    }
  }
}

function tellUnsaved(edits: readonly Unsent[]): void {
  [state.unsaved.value, state.unsavedChanges.value] = [edits.length, countChanges(edits)];
}

/** What is taken out of it stays readable: back after a long time, the page needs the text as it was. */
function newDoc(): Doc {
  return new Doc({ gc: false });
}

/** Put the cursor there, and at once: Tiptap's own command waits for the next frame, and keys typed until then are lost. */
function focusAt({ state, view }: Editor, position: number): void {
  const place = state.doc.resolve(Math.min(position, state.doc.content.size));
  view.dispatch(state.tr.setSelection(Selection.near(place)).scrollIntoView());
  view.focus();
}
