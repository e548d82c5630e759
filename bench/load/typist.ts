/** Somebody who types in a paragraph of their own, and may move a cursor along. */
import * as Y from "yjs";
import { Member, type World } from "./member.ts";
import { addParagraph } from "./sections.ts";

const KEYS_A_SECOND = 5;
const LETTERS = "abcdefghijklmnopqrstuvwxyz ";

export class Typist {
  readonly member: Member;
  private readonly world: World;
  private readonly doc = new Y.Doc();
  private text = new Y.XmlText();
  private clock = 0;
  private typed = 0;
  private timers: ReturnType<typeof setTimeout>[] = [];

  constructor(world: World, draft: number, isFull: boolean) {
    this.world = world;
    this.member = new Member(world, draft, this.doc, isFull);
  }

  /** Its name in Yjs. */
  get client(): number {
    return this.doc.clientID;
  }

  /** Take the text in and begin a paragraph; after this `press` may be called. */
  async sitDown(place: number): Promise<void> {
    await this.member.isIn;
    this.doc.on("update", (update, origin) => {
      if (origin !== this.member) this.member.link.send(update, this.clock);
    });
    this.doc.transact(() => {
      this.text = addParagraph(this.doc, place);
    });
    this.world.board.enter(this.doc.clientID, Y.getState(this.doc.store, this.doc.clientID));
  }

  /** Type one character at the end. */
  press(): void {
    this.clock = this.world.board.type(this.doc.clientID);
    this.text.insert(this.text.length, LETTERS[this.typed++ % LETTERS.length] as string);
  }

  /** Type five keys a second and move the cursor as often as the plan says, until `stop`. */
  start(): void {
    this.repeat(() => this.press(), KEYS_A_SECOND);
    if (this.world.plan.moves > 0) this.repeat(() => this.point(), this.world.plan.moves);
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
  }

  private point(): void {
    const here = Y.createRelativePositionFromTypeIndex(this.text, this.text.length);
    this.member.link.move(this.doc.clientID, { anchor: here, head: here });
  }

  /** People do not type in step: each begins at a moment of the own. */
  private repeat(act: () => void, perSecond: number): void {
    const every = 1_000 / perSecond;
    const first = setTimeout(() => {
      act();
      this.timers.push(setInterval(act, every));
    }, Math.random() * every);
    this.timers.push(first);
  }
}
