// Places in the text that have a note beside it: drawn anew when the text or what is known about them has changed.
import type { ReadonlySignal } from "@preact/signals";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { flushTyped } from "./carets";
import { changedLine, isElsewhereAsBefore, type Range } from "./changed-line";

export interface Anchors<Place, Known> {
  name: string;
  find: (text: Node) => Place[];
  /** What is known about the places beside the text. */
  known: ReadonlySignal<Known>;
  draw: (places: Place[], known: Known) => Decoration[];
  /** Whether each place is drawn by itself, whatever the others say. */
  isOneByOne: boolean;
  onMoved: (places: Place[]) => void;
  /** The attribute of the marks' elements that holds the note's id. */
  attribute: string;
  /** A place was clicked: perhaps to write in it. */
  onTouched: (id: string) => void;
}

interface Shown<Place, Known> {
  places: Place[];
  known: Known;
  marks: DecorationSet;
}

/** The number behind a place. It can be reached with Tab, which the text around it cannot. */
export interface Reference {
  id: string;
  number: number;
  label: string;
  look: string;
  /** The number was pressed: the person wants to the note. */
  onChosen: (id: string) => void;
}

function link({ id, number, label, look, onChosen }: Reference): HTMLElement {
  const link = document.createElement("a");
  link.className = `kw-ref ${look}`;
  link.href = `#note-${id}`;
  link.contentEditable = "false";
  link.textContent = String(number);
  link.setAttribute("aria-label", label);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    onChosen(id);
  });
  return link;
}

export function referenceAt(position: number, reference: Reference): Decoration {
  return Decoration.widget(position, () => link(reference), {
    side: -1,
    marks: [], // it is no part of what is commented on or suggested
    key: `${reference.id}-${reference.number}-${reference.look}`,
    ignoreSelection: true,
    stopEvent: () => true,
  });
}

function draw<Place, Known>(anchors: Anchors<Place, Known>, text: Node, known: Known): Shown<Place, Known> {
  const places = anchors.find(text);
  return { places, known, marks: DecorationSet.create(text, anchors.draw(places, known)) };
}

/** After typing, only what is in the changed line; all of hundreds anew would be felt at every key. */
function redraw<Place extends Range, Known>(
  anchors: Anchors<Place, Known>,
  transaction: Transaction,
  { places: before, known, marks: shown }: Shown<Place, Known>,
): Shown<Place, Known> {
  const { doc, mapping } = transaction;
  const line = anchors.isOneByOne ? changedLine(transaction) : null;
  const places = anchors.find(doc);
  const wanted = anchors.draw(places, known);
  if (line === null || !isElsewhereAsBefore(before, places, mapping, line))
    return { places, known, marks: DecorationSet.create(doc, wanted) };
  const moved = shown.map(mapping, doc);
  const inLine = wanted.filter(({ from, to }) => from <= line.to && to >= line.from);
  return { places, known, marks: moved.remove(moved.find(line.from, line.to)).add(doc, inLine) };
}

export function anchorPlugin<Place extends Range, Known>(anchors: Anchors<Place, Known>): Plugin {
  const key = new PluginKey<Shown<Place, Known>>(anchors.name);
  return new Plugin<Shown<Place, Known>>({
    key,
    state: {
      init: (_, { doc }) => draw(anchors, doc, anchors.known.value),
      apply: (transaction, before) => {
        const known: Known = transaction.getMeta(key) ?? before.known;
        if (known !== before.known) return draw(anchors, transaction.doc, known);
        return transaction.docChanged ? redraw(anchors, transaction, before) : before;
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.marks,
      handleClick: (_view, _position, event) => {
        const id = (event.target as Element).closest(`[${anchors.attribute}]`)?.getAttribute(anchors.attribute);
        if (id) anchors.onTouched(id);
        return false;
      },
    },
    view: (view) => follow(view, key, anchors),
  });
}

/** Tell where the places are, and draw them anew when something new is known. */
function follow<Place, Known>(view: EditorView, key: PluginKey<Shown<Place, Known>>, anchors: Anchors<Place, Known>) {
  anchors.onMoved(key.getState(view.state)?.places ?? []);
  const stop = anchors.known.subscribe((known) => {
    if (key.getState(view.state)?.known === known) return;
    flushTyped(view);
    view.dispatch(view.state.tr.setMeta(key, known).setMeta("addToHistory", false));
  });
  return {
    update: ({ state }: EditorView, before: EditorView["state"]) => {
      if (state.doc !== before.doc) anchors.onMoved(key.getState(state)?.places ?? []);
    },
    destroy: stop,
  };
}
