// The moderator's tools: time, screens, attention, people. Their panels stand above the bar and block nothing.
import { type Signal, signal, useSignal } from "@preact/signals";
import type { Room, Shows } from "../types";
import { t } from "../words";
import { Button, Check, TextField } from "./controls";
import { reason } from "./dialog";
import { viewName } from "./names";
import { People } from "./people";
import { act, path } from "./state";
import { toast } from "./toasts";

type Tool = "time" | "screen" | "people";

const open = signal<Tool | null>(null);

export function openPeople(): void {
  open.value = "people";
}

const TOOLS: Tool[] = ["time", "screen", "people"];

function toolName(tool: Tool): string {
  return { time: t("Zeit"), screen: t("Leinwand"), people: t("Personen") }[tool];
}

export function ToolButtons() {
  const [time, screen, people] = TOOLS.map((tool) => <ToolButton key={tool} tool={tool} />);
  return (
    <>
      {time}
      {screen}
      <Button words={t("Aufmerksamkeit")} kind="tertiary" icon="bell" onPress={() => void callAttention()} />
      {people}
    </>
  );
}

function ToolButton({ tool }: { tool: Tool }) {
  const isOpen = open.value === tool;
  const toggle = () => {
    open.value = isOpen ? null : tool;
  };
  return (
    <Button words={toolName(tool)} kind="tertiary" icon={tool} expanded={isOpen} controls="tool" onPress={toggle} />
  );
}

async function callAttention(): Promise<void> {
  try {
    await act("POST", path("attention"), {}, []);
    toast(t("Alle sehen jetzt: „Bitte nach vorn schauen.“"));
  } catch (error) {
    toast(reason(error));
  }
}

export function ToolPanel({ room }: { room: Room }) {
  const tool = open.value;
  if (tool === null) return null;
  const close = () => {
    open.value = null;
  };
  return (
    <section
      class="kw-tool"
      id="tool"
      aria-labelledby="tool-heading"
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div class="kw-row kw-row--between">
        <h2 class="kern-heading-small" id="tool-heading">
          {toolName(tool)}
        </h2>
        <button type="button" class="kw-plain" onClick={close}>
          {t("Schließen")}
        </button>
      </div>
      {tool === "time" && <TimeTool room={room} />}
      {tool === "screen" && <ScreenTool room={room} />}
      {tool === "people" && <People />}
    </section>
  );
}

const MINUTES = [5, 10, 15, 30];
const LONGEST_MINUTES = 600;

function TimeTool({ room }: { room: Room }) {
  const minutes = useSignal("10");
  const error = useSignal("");
  const set = (value: number) => run(error, () => act("PUT", path("countdown"), { minutes: value }));
  const extend = (value: number) => run(error, () => act("POST", path("countdown/extensions"), { minutes: value }));
  const submit = (event: Event) => {
    event.preventDefault();
    const value = Number(minutes.value);
    if (Number.isInteger(value) && value >= 1 && value <= LONGEST_MINUTES) void set(value);
    else error.value = t("Bitte geben Sie ganze Minuten von 1 bis 600 an.");
  };
  return (
    <form class="kw-stack" onSubmit={submit} noValidate>
      <div class="kw-row">
        {MINUTES.map((value) => (
          <Button key={value} words={t("%(count)s Minuten", { count: value })} onPress={() => void set(value)} />
        ))}
      </div>
      <TextField
        id="minutes"
        label={t("Minuten")}
        value={minutes.value}
        limit={3}
        error={error.value}
        onInput={(value) => {
          minutes.value = value;
        }}
      />
      <div class="kw-row">
        <Button words={t("Zeit stellen")} type="submit" />
        {room.workshop.countdown && (
          <>
            <Button words={t("1 Minute mehr")} onPress={() => void extend(1)} />
            <Button words={t("5 Minuten mehr")} onPress={() => void extend(5)} />
            <Button words={t("Zeit wegnehmen")} onPress={() => void set(0)} />
          </>
        )}
      </div>
    </form>
  );
}

async function run(error: Signal<string>, doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
    error.value = "";
  } catch (refused) {
    error.value = reason(refused);
  }
}

const VIEWS: Shows[] = ["welcome", "question", "needs", "clusters", "timer", "result", "text", "blank"];

function ScreenTool({ room }: { room: Room }) {
  return (
    <div class="kw-stack">
      {room.screens.length === 0 && <p>{t("Dieser Raum hat keine Leinwand.")}</p>}
      {room.screens.map((screen) => (
        <ScreenChoice key={screen.id} screen={screen} />
      ))}
    </div>
  );
}

function ScreenChoice({ screen }: { screen: Room["screens"][number] }) {
  // Only what was pressed is sent: the rest may have been changed by a press whose news has not come back yet.
  const change = async (wanted: { shows: Shows } | { follows: boolean }) => {
    try {
      await act("PUT", path(`screens/${screen.id}`), wanted);
    } catch (error) {
      toast(reason(error));
    }
  };
  return (
    <div class="kw-stack">
      <ul class="kw-list kw-views">
        {VIEWS.map((view) => (
          <li key={view}>
            <span>{viewName(view)}</span>
            {view === screen.shows ? (
              <strong class="kw-small">{t("wird gezeigt")}</strong>
            ) : (
              <Button
                words={t("Zeigen")}
                label={t("%(view)s zeigen", { view: viewName(view) })}
                onPress={() => void change({ shows: view })}
              />
            )}
          </li>
        ))}
      </ul>
      <Check
        id={`follows-${screen.id}`}
        words={t("Leinwand folgt dem Raum")}
        checked={screen.follows}
        onChange={(follows) => void change({ follows })}
      />
      <p>
        <a href={`/screens/${screen.token}`} target="_blank" rel="noreferrer">
          {t("Leinwand in neuem Fenster öffnen")}
        </a>
      </p>
    </div>
  );
}
