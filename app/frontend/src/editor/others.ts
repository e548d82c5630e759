// Who else has the draft open, put together from what the server tells.
import { decodedCursor, type Person, type Presence, type SentPerson } from "./protocol";

export class Others {
  private readonly people = new Map<string, Person>();
  private self = "";

  /** Begin anew with everybody who is here; `self` names the own connection, which is left out. */
  begin(self: string, people: SentPerson[]): void {
    this.self = self;
    this.people.clear();
    for (const person of people) this.add(person);
  }

  /** Take news in; returns whether anything about the others has changed. */
  hear({ people, moves, gone }: Presence): boolean {
    for (const person of people) this.add(person);
    const moved = moves.filter(([connection]) => this.people.has(connection));
    for (const [connection, cursor] of moved) this.move(connection, cursor);
    const left = gone.filter((connection) => this.people.delete(connection));
    return people.some(({ connection }) => connection !== this.self) || moved.length + left.length > 0;
  }

  list(): Person[] {
    return [...this.people.values()];
  }

  private add(person: SentPerson): void {
    if (person.connection === this.self) return;
    this.people.set(person.connection, { ...person, cursor: decodedCursor(person.cursor) });
  }

  private move(connection: string, cursor: SentPerson["cursor"]): void {
    const person = this.people.get(connection);
    if (person !== undefined) this.people.set(connection, { ...person, cursor: decodedCursor(cursor) });
  }
}
