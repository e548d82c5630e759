// The toolbar: one stop for Tab, arrows from tool to tool. It acts on the text without taking the cursor out of it.
import type { Editor } from "@tiptap/core";
import { useRef, useState } from "preact/hooks";
import { t } from "../words";
import { cite } from "./citing";
import { beginComment } from "./commenting";
import { editLink } from "./link-dialog";
import { mode } from "./mode";
import { isLookWishedHere } from "./restyling";
import type { Shape } from "./schema";
import { isWishedHere } from "./shaping";
import { editor, rights, turns, viewer } from "./state";
import { isOf } from "./suggestions";

interface Tool {
  words: string;
  /** The sign on a phone, where words do not fit; with `isSign` everywhere. */
  sign: string;
  isSign?: boolean;
  /** The sign looks like what it does. */
  look?: "bold" | "italic";
  press: (editor: Editor) => unknown;
  /** Whether it is pressed in; missing: it is no switch. */
  isOn?: (editor: Editor) => boolean;
  isPossible?: (editor: Editor) => boolean;
  /** A line before it: another kind of tool begins. */
  begins?: boolean;
}

function writingTools(): Tool[] {
  return [
    {
      words: t("Fett"),
      sign: t("F"),
      isSign: true,
      look: "bold",
      press: (e) => e.commands.toggleBold(),
      isOn: (e) => looksOn(e, "bold"),
    },
    {
      words: t("Kursiv"),
      sign: t("K"),
      isSign: true,
      look: "italic",
      press: (e) => e.commands.toggleItalic(),
      isOn: (e) => looksOn(e, "italic"),
    },
    { words: t("Überschrift"), sign: t("Ü"), press: toggleHeading, isOn: isHeading, begins: true },
    {
      words: t("Liste"),
      sign: "•",
      press: (e) => e.commands.toggleBulletList(),
      isOn: (e) => e.isActive("bulletList") || isWished(e, "bullets"),
    },
    {
      words: t("Nummern"),
      sign: "1.",
      press: (e) => e.commands.toggleOrderedList(),
      isOn: (e) => e.isActive("orderedList") || isWished(e, "numbers"),
    },
    {
      words: t("Zitat"),
      sign: t("„“"),
      press: (e) => e.commands.toggleBlockquote(),
      isOn: (e) => e.isActive("blockquote") || isWished(e, "quote"),
    },
    { words: t("Link"), sign: "↗", press: editLink, isOn: (e) => e.isActive("link") },
  ];
}

function otherTools(): Tool[] {
  const citation = { words: t("Verweis"), sign: "§", press: cite };
  const comment = { words: t("Kommentieren"), sign: "✎", press: beginComment, begins: true };
  const undo = {
    words: t("Rückgängig"),
    sign: "↶",
    isSign: true,
    press: (e: Editor) => e.commands.undo(),
    isPossible: canUndo,
    begins: true,
  };
  const redo = {
    words: t("Wiederholen"),
    sign: "↷",
    isSign: true,
    press: (e: Editor) => e.commands.redo(),
    isPossible: canRedo,
  };
  const [commenting, writing] = [rights.value.comment ? [comment] : [], mode.value !== "read"];
  return writing ? [citation, ...commenting, undo, redo] : commenting;
}

function toggleHeading(e: Editor): boolean {
  return e.commands.toggleHeading({ level: 1 });
}

function isHeading(e: Editor): boolean {
  return e.isActive("heading") || isWished(e, "heading1");
}

/** Whether the words look so, or the person wishes that: a switch is on that another press puts off. */
function looksOn(e: Editor, style: string): boolean {
  return e.isActive(style) || isLookWishedHere(e.state, style, isMine);
}

function isWished({ state }: Editor, kind: Shape): boolean {
  return isWishedHere(state, kind, isMine);
}

function isMine(id: string): boolean {
  return isOf(viewer.value, id);
}

function canUndo(e: Editor): boolean {
  return e.can().undo();
}

function canRedo(e: Editor): boolean {
  return e.can().redo();
}

export function Toolbar() {
  const [current, setCurrent] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const now = editor.value;
  const tools = [...(mode.value === "read" ? [] : writingTools()), ...otherTools()];
  if (now === null || tools.length === 0) return null;
  const move = (event: KeyboardEvent) => {
    const next = neighbour(event.key, Math.min(current, tools.length - 1), tools.length);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    bar.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div class="kw-tools" role="toolbar" tabIndex={-1} aria-label={t("Text bearbeiten")} ref={bar} onKeyDown={move}>
      {tools.map((tool, index) => (
        <ToolButton
          key={tool.words}
          {...{ tool, editor: now, turn: turns.value }}
          isStop={index === Math.min(current, tools.length - 1)}
          onFocus={() => setCurrent(index)}
        />
      ))}
    </div>
  );
}

/** Where an arrow, Home or End leads to; undefined for every other key. */
export function neighbour(key: string, current: number, count: number): number | undefined {
  if (key === "ArrowRight") return (current + 1) % count;
  if (key === "ArrowLeft") return (current + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

interface ToolButtonProps {
  tool: Tool;
  editor: Editor;
  /** Changes with every change of the text or the cursor, so that the button shows what is true now. */
  turn: number;
  isStop: boolean;
  onFocus: () => void;
}

function ToolButton({ tool, editor: now, isStop, onFocus }: ToolButtonProps) {
  const isPossible = tool.isPossible?.(now) ?? true;
  return (
    <>
      {tool.begins && <span class="kw-tools__sep" aria-hidden="true" />}
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
        aria-pressed={tool.isOn?.(now)}
        aria-disabled={isPossible ? undefined : "true"}
        title={tool.words}
        onMouseDown={(event) => event.preventDefault()} // the selection in the text stays
        onFocus={onFocus}
        onClick={() => isPossible && tool.press(now)}
      >
        <span
          class={`kw-tools__sign${tool.isSign ? " is-always" : ""}${tool.look ? ` is-${tool.look}` : ""}`}
          aria-hidden="true"
        >
          {tool.sign}
        </span>
        <span class={tool.isSign ? "kern-sr-only" : "kw-tools__words"}>{tool.words}</span>
      </button>
    </>
  );
}
