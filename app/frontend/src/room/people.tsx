// The list of people. The moderation lets in, confirms and corrects what people stated about themselves.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Person, Role } from "../types";
import { t, tn } from "../words";
import { Button, Select, TextField } from "./controls";
import { ask, reason } from "./dialog";
import { roleName } from "./names";
import { act, fetchPeople, groups, may, path, people } from "./state";
import { toast } from "./toasts";

const ROLES: Role[] = ["moderator", "minute_taker", "editor", "expert", "guest", "observer"];

export function People() {
  useEffect(() => void fetchPeople(), []);
  const all = people.value ?? [];
  const waiting = all.filter((person) => !person.confirmed);
  return (
    <div class="kw-stack">
      {may("confirm_people") && waiting.length > 0 && <Waiting waiting={waiting} />}
      {grouped(all.filter((person) => person.confirmed)).map(([group, members]) => (
        <section key={group} class="kw-stack kw-stack--xs">
          <h3 class="kw-small kw-strong">
            {group || t("ohne Gruppe")} ({members.length})
          </h3>
          <Persons persons={members} />
        </section>
      ))}
    </div>
  );
}

function grouped(persons: Person[]): [string, Person[]][] {
  const byGroup = new Map<string, Person[]>();
  for (const person of persons) byGroup.set(person.group, [...(byGroup.get(person.group) ?? []), person]);
  return [...byGroup].sort(([one], [other]) => one.localeCompare(other));
}

function Waiting({ waiting }: { waiting: Person[] }) {
  return (
    <section class="kw-stack kw-stack--s">
      <div class="kw-row kw-row--between">
        <h3 class="kw-small kw-strong">{t("Noch nicht bestätigt (%(count)s)", { count: waiting.length })}</h3>
        <Button words={t("Alle bestätigen")} onPress={() => void confirmAll()} />
      </div>
      <Persons persons={waiting} />
    </section>
  );
}

function Persons({ persons }: { persons: Person[] }) {
  return (
    <ul class="kw-list kw-persons">
      {persons.map((person) => (
        <li key={person.id}>
          <PersonLine person={person} />
        </li>
      ))}
    </ul>
  );
}

function PersonLine({ person }: { person: Person }) {
  const about = [person.organisation, person.confirmed ? null : person.group, roleName(person.role)];
  return (
    <>
      <span class="kw-strong kw-break">{person.name}</span>
      {person.double && <span class="kern-badge kern-badge--small kern-badge--warning">{t("Name doppelt")}</span>}
      <span class="kw-small kw-muted kw-break">
        {[...about, person.present ? t("da") : t("nicht da")].filter(Boolean).join(" · ")}
      </span>
      {may("confirm_people") && (
        <span class="kw-row kw-small">
          {!person.confirmed && <Small words={t("Bestätigen")} person={person} onPress={() => void confirm(person)} />}
          <Small words={t("Berichtigen")} person={person} onPress={() => askForCorrection(person)} />
          <Small words={t("Entfernen")} person={person} onPress={() => askForRemoval(person)} />
        </span>
      )}
    </>
  );
}

function Small({ words, person, onPress }: { words: string; person: Person; onPress: () => void }) {
  return (
    <button type="button" class="kw-plain" aria-label={`${person.name}: ${words}`} onClick={onPress}>
      {words}
    </button>
  );
}

export async function confirmAll(): Promise<void> {
  try {
    const { confirmed } = await act<{ confirmed: number }>("POST", path("confirmations"), {}, ["people", "room"]);
    toast(tn("%(num)s Person ist bestätigt.", "%(num)s Personen sind bestätigt.", confirmed));
  } catch (error) {
    toast(reason(error));
  }
}

function participant(person: Person): string {
  return path(`participants/${person.id}`);
}

async function confirm(person: Person): Promise<void> {
  try {
    await act("PUT", `${participant(person)}/confirmation`, {}, ["people", "room"]);
  } catch (error) {
    toast(reason(error));
  }
}

function askForRemoval(person: Person): void {
  ask({
    heading: t("%(name)s aus dem Raum entfernen?", { name: person.name }),
    body: <p>{t("Die Person sieht den Raum dann nicht mehr. Was sie beigetragen hat, bleibt erhalten.")}</p>,
    yes: t("Entfernen"),
    act: () => act("DELETE", participant(person), undefined, ["people", "room"]),
  });
}

function askForCorrection(person: Person): void {
  const { name, organisation, role, group_id } = person;
  const correction = signal({ name, organisation, role, stakeholder_group_id: group_id });
  const write = (change: Partial<(typeof correction)["value"]>) => {
    correction.value = { ...correction.value, ...change };
  };
  const Fields = () => (
    <>
      <TextField
        id="person-name"
        label={t("Vor- und Nachname")}
        value={correction.value.name}
        onInput={(value) => write({ name: value })}
      />
      <TextField
        id="person-organisation"
        label={t("Organisation")}
        value={correction.value.organisation}
        onInput={(value) => write({ organisation: value })}
      />
      <Select
        id="person-group"
        label={t("Beteiligtengruppe")}
        value={String(correction.value.stakeholder_group_id ?? "")}
        options={[
          ["", t("ohne Gruppe")],
          ...groups.value.map(({ id, name: group }): [string, string] => [String(id), group]),
        ]}
        onChange={(id) => write({ stakeholder_group_id: id === "" ? null : Number(id) })}
      />
      <Select
        id="person-role"
        label={t("Rolle")}
        value={correction.value.role}
        options={ROLES.map((one) => [one, roleName(one)])}
        onChange={(value) => write({ role: value })}
      />
    </>
  );
  ask({
    heading: t("%(name)s berichtigen", { name: person.name }),
    body: <Fields />,
    yes: t("Speichern"),
    act: () => act("PUT", participant(person), correction.value, ["people", "room"]),
  });
}
