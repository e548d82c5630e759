/** The servers that are measured, by name. */
import { KonsenswerkLink } from "./konsenswerk.ts";
import type { Dial } from "./link.ts";
import { YSyncLink } from "./ysync.ts";

export const dials: Record<string, Dial> = {
  konsenswerk: (place, ear) => new KonsenswerkLink(place, ear),
  hocuspocus: (place, ear) => new YSyncLink(place, ear, true),
  "y-websocket": (place, ear) => new YSyncLink(place, ear, false),
};
