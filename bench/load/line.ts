/**
 * A WebSocket client that costs little: a thousand of them share one buffer for reading, and every byte is counted.
 *
 * It offers compression as browsers do, and fails if the server takes it: then bytes and CPU would not be comparable.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const SHARED = Buffer.allocUnsafe(256 * 1024);

export interface Ear {
  opened(): void;
  /** `data` is valid only during the call. */
  heard(data: Buffer, isText: boolean): void;
  closed(why: string): void;
}

export class Line {
  bytesIn = 0;
  private readonly socket: Socket;
  private readonly ear: Ear;
  private rest: Buffer | null = null;
  private parts: Buffer[] = [];
  private isOpen = false;
  private isOver = false;

  constructor(port: number, path: string, cookie: string, ear: Ear) {
    this.ear = ear;
    const onread = { buffer: SHARED, callback: (count: number) => this.took(SHARED.subarray(0, count)) };
    this.socket = connect({ host: "127.0.0.1", port, noDelay: true, onread });
    this.socket.on("connect", () => this.socket.write(request(port, path, cookie)));
    this.socket.on("error", (error) => this.end(error.message));
    this.socket.on("close", () => this.end("closed"));
  }

  send(data: Uint8Array | string): void {
    const isText = typeof data === "string";
    this.sendFrame(isText ? TEXT : BINARY, Buffer.from(data));
  }

  /** Go without a word, as a browser does that is closed. */
  close(): void {
    this.isOver = true;
    this.socket.destroy();
  }

  private end(why: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.socket.destroy();
    this.ear.closed(why);
  }

  private sendFrame(opcode: number, data: Buffer): void {
    if (this.isOver) return;
    const head = headOf(opcode, data.length);
    const mask = randomBytes(4);
    for (let at = 0; at < data.length; at++) data[at] = (data[at] as number) ^ (mask[at & 3] as number);
    this.socket.write(Buffer.concat([head, mask, data]));
  }

  private took(chunk: Buffer): boolean {
    this.bytesIn += chunk.length;
    let data = this.rest === null ? chunk : Buffer.concat([this.rest, chunk]);
    if (!this.isOpen) data = this.shakeHands(data);
    const used = this.isOpen ? this.readFrames(data) : 0;
    this.rest = used === data.length ? null : Buffer.from(data.subarray(used));
    return true;
  }

  /** Returns what follows the server's answer. */
  private shakeHands(data: Buffer): Buffer {
    const end = data.indexOf("\r\n\r\n");
    if (end < 0) return data;
    const answer = data.toString("latin1", 0, end);
    if (!answer.startsWith("HTTP/1.1 101")) this.end(answer.split("\r\n")[0] ?? "");
    else if (/^sec-websocket-extensions:/im.test(answer)) this.end("the server compresses");
    else this.begin();
    return data.subarray(end + 4);
  }

  private begin(): void {
    this.isOpen = true;
    this.ear.opened();
  }

  /** Returns how many bytes were whole frames. */
  private readFrames(data: Buffer): number {
    let at = 0;
    while (!this.isOver) {
      const size = frameSize(data, at);
      if (size === null || at + size.head + size.body > data.length) return at;
      const body = data.subarray(at + size.head, at + size.head + size.body);
      this.readFrame(data[at] as number, body);
      at += size.head + size.body;
    }
    return data.length;
  }

  private readFrame(first: number, body: Buffer): void {
    const opcode = first & 15;
    const isLast = first >= 128;
    if (opcode === PING) this.sendFrame(PONG, Buffer.from(body));
    else if (opcode === CLOSE) this.end(`closed by the server: ${body.toString("utf8", 2)}`);
    else if (opcode === PONG) return;
    else if (isLast && this.parts.length === 0) this.ear.heard(body, opcode === TEXT);
    else this.gather(body, isLast);
  }

  private gather(body: Buffer, isLast: boolean): void {
    this.parts.push(Buffer.from(body));
    if (!isLast) return;
    const whole = Buffer.concat(this.parts);
    this.parts = [];
    this.ear.heard(whole, false);
  }
}

function request(port: number, path: string, cookie: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    `Origin: http://127.0.0.1:${port}`,
  ];
  if (cookie !== "") lines.push(`Cookie: ${cookie}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** The head of a masked frame, without the mask. */
function headOf(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([128 | opcode, 128 | length]);
  const head = Buffer.alloc(length < 65536 ? 4 : 10);
  head[0] = 128 | opcode;
  head[1] = 128 | (length < 65536 ? 126 : 127);
  if (length < 65536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** Of the frame that begins at `at`; null if its head has not come yet. */
function frameSize(data: Buffer, at: number): { head: number; body: number } | null {
  if (data.length - at < 2) return null;
  const short = (data[at + 1] as number) & 127;
  if (short < 126) return { head: 2, body: short };
  const head = short === 126 ? 4 : 10;
  if (data.length - at < head) return null;
  return { head, body: short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2)) };
}
