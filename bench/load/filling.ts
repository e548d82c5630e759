/** Gives a text a history: many authors, each edit a message of its own, at any place, one of five a deletion. */
import * as Y from "yjs";
import { Member, type World } from "./member.ts";
import { addParagraph } from "./sections.ts";
import { pause, untilStill } from "./waiting.ts";

const AUTHORS = 50;
/** Servers without acknowledgements are given a pause after as many edits. */
const BREATH = 20;

/** Returns the text when it has had `edits` edits; nobody is in it any more. */
export async function fillText(world: World, draft: number, edits: number): Promise<Y.Doc> {
  const authors = Array.from({ length: AUTHORS }, () => new Author(world, draft));
  await Promise.all(authors.map((author, place) => author.sitDown(place)));
  await Promise.all(authors.map((author, place) => author.write(Math.floor((edits + place) / AUTHORS))));
  const reader = new Member(world, draft, new Y.Doc());
  await reader.isIn;
  await untilStill(() => reader.link.bytesIn, 500);
  for (const author of authors) author.member.leave();
  reader.leave();
  return reader.doc as Y.Doc;
}

class Author {
  readonly member: Member;
  private readonly world: World;
  private readonly doc = new Y.Doc();
  private text = new Y.XmlText();
  private sent = 0;

  constructor(world: World, draft: number) {
    this.world = world;
    this.member = new Member(world, draft, this.doc, false);
  }

  async sitDown(place: number): Promise<void> {
    await this.member.isIn;
    this.doc.on("update", (update, origin) => {
      if (origin !== this.member) this.member.link.send(update, ++this.sent);
    });
    this.doc.transact(() => {
      this.text = addParagraph(this.doc, place);
    });
    await this.untilTaken();
  }

  async write(edits: number): Promise<void> {
    for (let one = 0; one < edits; one++) {
      this.edit();
      await this.untilTaken();
    }
  }

  private edit(): void {
    const length = this.text.length;
    const at = Math.floor(Math.random() * length);
    if (length > 0 && Math.random() < 0.2) this.text.delete(at, 1);
    else this.text.insert(at, "x");
  }

  private async untilTaken(): Promise<void> {
    if (this.world.plan.server !== "y-websocket") await this.member.untilSaved(this.sent);
    else if (this.sent % BREATH === 0) await pause(1);
  }
}
