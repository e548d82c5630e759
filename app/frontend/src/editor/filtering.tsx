// The filter over the notes: what it shows, how much of it, and the way back to all.
import { useEffect, useRef } from "preact/hooks";
import { answer } from "../announce";
import { Select } from "../room/controls";
import { t, tn } from "../words";
import {
  choose,
  type Filter,
  filter,
  groups,
  hiddenNews,
  isFiltered,
  mentioning,
  notes,
  people,
  showEverything,
  shownNotes,
} from "./margin-filter";

/** A list of two needs no filter. */
const FEWEST = 3;

export function Filtering() {
  useAnswer();
  if (notes.value.length < FEWEST && !isFiltered.value && mentioning.value.length === 0) return null;
  return (
    <section class="kw-filter kw-stack kw-stack--xs" aria-label={t("Filter")}>
      <MentionSwitch />
      <details class="kw-details">
        <summary>{t("Filtern")}</summary>
        <Fields />
      </details>
      {isFiltered.value && <Effect />}
    </section>
  );
}

/** Who filters hears what is left. */
function useAnswer(): void {
  const before = useRef(filter.value);
  useEffect(() => {
    if (before.current !== filter.value) answer(isFiltered.value ? counted() : t("Der Filter ist aufgehoben."));
    before.current = filter.value;
  }, [filter.value]);
}

function counted(): string {
  return t("Gezeigt: %(shown)s von %(all)s.", { shown: shownNotes.value.length, all: notes.value.length });
}

function MentionSwitch() {
  const count = mentioning.value.length;
  const { isMention } = filter.value;
  if (count === 0 && !isMention) return null;
  return (
    <button
      type="button"
      class="kw-mini kw-filter__me"
      aria-pressed={isMention}
      onClick={() => choose({ isMention: !isMention })}
    >
      {t("Erwähnt mich (%(count)s)", { count })}
    </button>
  );
}

function Fields() {
  const { person, group, state } = filter.value;
  return (
    <div class="kw-stack kw-stack--xs">
      <Select
        id="filter-person"
        label={t("Person")}
        value={person}
        options={[["", t("Alle Personen")], ...people.value]}
        onChange={(chosen) => choose({ person: chosen })}
      />
      <Select
        id="filter-group"
        label={t("Gruppe")}
        value={group}
        options={[["", t("Alle Gruppen")], ...groups.value.map((one): [string, string] => [one, one])]}
        onChange={(chosen) => choose({ group: chosen })}
      />
      <Select<Filter["state"]>
        id="filter-state"
        label={t("Stand")}
        value={state}
        options={[
          ["", t("Offen und erledigt")],
          ["open", t("Nur offene")],
          ["done", t("Nur erledigte")],
        ]}
        onChange={(chosen) => choose({ state: chosen })}
      />
    </div>
  );
}

function Effect() {
  const news = hiddenNews.value;
  return (
    <p class="kw-row kw-small">
      <span>
        {counted()}{" "}
        {news > 0 && (
          <strong>{tn("%(num)s neuer Eintrag ist verborgen.", "%(num)s neue Einträge sind verborgen.", news)}</strong>
        )}
      </span>
      <button type="button" class="kw-mini" onClick={showAll}>
        {t("Alle zeigen")}
      </button>
    </p>
  );
}

/** The button goes with the filter; the focus stays near. */
function showAll(): void {
  showEverything();
  document.querySelector<HTMLElement>(".kw-filter summary")?.focus();
}
