// The page's packets in Node, where the package's encoder knows bytes as Buffer only.
import { Decoder, Encoder as Msgpack } from "socket.io-msgpack-parser";
import { plain } from "../../src/packets";

class Encoder extends Msgpack {
  override encode({ type, nsp, data, id }: Record<"type" | "nsp" | "data" | "id", unknown>) {
    return super.encode(buffered(plain({ type, nsp, data, id })));
  }
}

function buffered(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(buffered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, buffered(one)]));
}

export const packetsInNode = { Encoder, Decoder };
