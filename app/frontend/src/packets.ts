// How a packet of Socket.IO looks on the wire: one msgpack map in one frame, bytes included.
import { Decoder, Encoder as Msgpack } from "socket.io-msgpack-parser";

interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

class Encoder extends Msgpack {
  override encode(packet: Packet): ArrayBuffer {
    const { type, nsp, data, id } = packet;
    return super.encode(plain({ type, nsp, data, id }));
  }
}

/**
 * A value of which the package's encoder for browsers makes what is meant. It knows bytes as ArrayBuffer only (a
 * Uint8Array would be a map of numbers), and writes `undefined` as a type of its own, which the server refuses.
 */
export function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }
  if (Array.isArray(value)) return value.map((one) => plain(one) ?? null);
  if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return value;
  const given = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(given.map(([name, one]) => [name, plain(one)]));
}

/** The `parser` of socket.io-client. */
export const packets = { Encoder, Decoder };
