// Texts that the server holds, as Yjs reads them: both must see the same.
import { documentOf, type Stored } from "./play";
import { isSame, treeOf } from "./reading";

export interface ReadingTask {
  kind: "reading";
  texts: (Stored & { name: string })[];
}

/** What is wrong with the texts: nothing, or a line for each that Yjs reads in another way than the server. */
export function readAll({ texts }: ReadingTask): string[] {
  return texts.flatMap(({ name, ...stored }) => {
    try {
      return isSame(treeOf(documentOf(stored)), stored.tree)
        ? []
        : [`${name}: Yjs reads another tree: ${stored.update}`];
    } catch (error) {
      return [`${name}: Yjs cannot read it: ${error}: ${stored.update}`];
    }
  });
}
