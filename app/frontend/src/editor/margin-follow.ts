// Beside a long text the margin goes along: the notes of what one reads are in sight.
import { idsOf } from "./margin-entries";
import { shownEntries } from "./margin-filter";
import { editor, passages, selectedNote } from "./state";
import { found } from "./suggestions";

/** Below the toolbar, which stays at the top. */
const TOP_PX = 80;
const BETWEEN_PX = 8;

/** From now on, wherever the margin stands beside the text. */
export function followText(): void {
  document.addEventListener("scroll", goAlong); // told once a picture, and before it
}

function goAlong(): void {
  const margin = document.getElementById("margin");
  if (margin === null || margin.scrollHeight <= margin.clientHeight || isBusy(margin)) return;
  const wanted = wantedNote();
  const note = wanted && document.getElementById(`note-${wanted}`);
  if (!note) return;
  const filter = margin.querySelector<HTMLElement>(".kw-filter");
  const top = margin.getBoundingClientRect().top + (filter?.offsetHeight ?? 0) + BETWEEN_PX;
  margin.scrollTop += note.getBoundingClientRect().top - top;
}

/** Who works in the margin does not want it to move. */
function isBusy(margin: HTMLElement): boolean {
  return margin.matches(":hover, :focus-within");
}

/** The note of the first place in sight; the selected one, if its place is in sight. */
function wantedNote(): string | undefined {
  const [top, bottom] = [positionAt(TOP_PX), positionAt(innerHeight)];
  if (top === null || bottom === null) return undefined;
  const places = new Map([...passages.value, ...found.value].map(({ id, from }) => [id, from]));
  const inSight = idsOf(shownEntries.value).filter((id) => {
    const place = places.get(id) ?? -1;
    return top <= place && place <= bottom;
  });
  return inSight.find((id) => id === selectedNote.value) ?? inSight[0];
}

/** The position of the text at this height of the window: its start or end, where it does not reach so far. */
function positionAt(height: number): number | null {
  const view = editor.value?.view;
  if (view === undefined) return null;
  const { top, bottom, left, width } = view.dom.getBoundingClientRect();
  if (height <= top) return 0;
  if (height >= bottom) return view.state.doc.content.size;
  return view.posAtCoords({ left: left + width / 2, top: height - 1 })?.pos ?? null;
}
