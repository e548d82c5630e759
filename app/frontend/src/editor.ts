// The page of one draft. What it is about stands in the page itself: see app/templates/drafts/draft.html.
import { effect } from "@preact/signals";
import { h, render } from "preact";
import { announce } from "./announce";
import { startClock } from "./clock";
import { beginComment } from "./editor/commenting";
import { choose } from "./editor/margin-filter";
import { followText } from "./editor/margin-follow";
import { tellMention } from "./editor/mention-news";
import { editing, told } from "./editor/mode";
import { navigate } from "./editor/navigation";
import { keepPage } from "./editor/offline";
import { DraftPage } from "./editor/page";
import type { Editing } from "./editor/protocol";
import { hearReasons, keepAsking } from "./editor/reasons";
import * as requests from "./editor/requests";
import { sections, changes as sectionsChanges } from "./editor/sections";
import type { Session } from "./editor/session";
import * as state from "./editor/state";
import { hearDecision, hearReopening, keepKnown } from "./editor/suggestion-news";
import { loadSuggestions, loadThese } from "./editor/suggestion-requests";
import type { Outcome } from "./editor/suggestions";
import { hearAnswer, hearTreatment } from "./editor/treatment-news";
import { loadVotes } from "./editor/votes";
import { keepWriters } from "./editor/writers";
import { type Fact, onFact } from "./live";
import { gone, room, start } from "./room/state";
import { t } from "./words";

/** How long nobody must have typed until it is asked whether the text still is the frozen version. */
const QUIET_MS = 1_500;

function run(page: HTMLElement): void {
  const [draft, workshop, person] = [page.dataset.draft, page.dataset.workshop, page.dataset.person].map(Number);
  if (draft === undefined || workshop === undefined || person === undefined) return;
  requests.about(draft);
  state.viewer.value = person;
  sections.value = JSON.parse(page.dataset.sections ?? "[]");
  onFact((fact) => hear(fact, draft, person));
  start({ workshopId: workshop, groups: [], more: loadAll });
  if (location.hash === "#erwaehnt") choose({ isMention: true });
  startClock();
  page.replaceChildren(); // what stood there for those without scripts
  render(
    h(DraftPage, {
      draft,
      workshop,
      person,
      title: page.dataset.title ?? "",
      onSession: followRights,
    }),
    page,
  );
  keepVersionsCurrent();
  keepKnown();
  keepAsking();
  keepWriters();
  followText();
  document.addEventListener("keydown", press);
  addEventListener("beforeunload", askBeforeLeaving);
  void keepPage();
}

/** What the page shows beside the text; who is offline gets it with the next connection. */
function loadAll(): Promise<void> {
  const { loadComments, loadVersions } = requests;
  return requests.show(() => Promise.all([loadComments(), loadSuggestions(), loadVersions(), loadVotes()]));
}

function hear(fact: Fact, draft: number, person: number): void {
  if (fact.data.draft_id !== draft) return;
  if (fact.kind.startsWith("comment:")) void requests.show(() => hearComment(fact, person));
  if (fact.kind.startsWith("suggestion:")) hearSuggestion(fact, person);
  if (fact.kind === "sections:changed") hearSections();
  if (fact.kind === "editing:changed") told.value = fact.data.editing as Editing;
  if (fact.kind === "reasons:changed") hearReasons(fact.data.asked === true);
  if (fact.kind === "poll:adopted") void requests.show(loadVotes);
  if (fact.kind === "draft:frozen") void requests.show(() => hearVersion(Number(fact.data.version)));
}

async function hearVersion(number: number): Promise<void> {
  await requests.loadVersions();
  const isFrozen = state.versions.value.some((version) => version.number === number && version.is_frozen);
  if (isFrozen) announce(t("Fassung %(number)s ist eingefroren.", { number }));
}

/** There are others, or their helps or rights are others. */
function hearSections(): void {
  void requests.show(requests.loadSections);
  sectionsChanges.value += 1;
}

async function hearComment({ kind, data }: Fact, person: number): Promise<void> {
  await requests.loadComments();
  if (kind === "comment:mentioned" && data.participant_id === person) tellMention(String(data.comment));
}

function hearSuggestion({ kind, data }: Fact, person: number): void {
  const id = String(data.suggestion);
  const heard = () => {
    if (kind === "suggestion:decided") return hearDecision(id, data.outcome as Outcome, person);
    if (kind === "suggestion:treated") return hearTreatment(id, person);
    if (kind === "suggestion:answered") return hearAnswer(id, person);
    return kind === "suggestion:reopened" ? hearReopening(id, person) : loadThese([id]);
  };
  void requests.show(heard);
}

/** The draft is asked again for its rights whenever they may have changed: a phase ended, a role was given. */
function followRights(session: Session): void {
  effect(() => {
    if (told.value !== null && told.value !== editing.peek()) session.lookAgain();
  });
  effect(() => {
    if (sectionsChanges.value > 0) session.lookAgain();
  });
  let before: string | undefined;
  effect(() => {
    const rights = room.value?.me.rights.join();
    if (rights !== undefined && before !== undefined && rights !== before) session.lookAgain();
    before = rights ?? before;
    if (gone.value) session.close();
  });
}

/** Only the server can say whether the text still is the frozen version: ask it once the typing pauses and is saved. */
function keepVersionsCurrent(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    state.changes.value;
    const isSaved = state.unsaved.value === 0;
    clearTimeout(timer);
    if (!isSaved || !state.versions.peek().some(({ is_current }) => is_current)) return;
    timer = setTimeout(() => void requests.loadVersions(), QUIET_MS);
  });
}

function press(event: KeyboardEvent): void {
  const isComment = event.ctrlKey && event.altKey && event.code === "KeyM";
  if (isComment) beginComment();
  if (isComment || navigate(event)) event.preventDefault();
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  // Of what is kept, signing out has asked already; what this browser could not keep is nowhere but here.
  const isAnswered = state.keeps.value && document.querySelector("form[data-signs-out][data-sending]") !== null;
  if (state.unsaved.value > 0 && !isAnswered) event.preventDefault();
}

const page = document.getElementById("draft");
if (page !== null) run(page);
