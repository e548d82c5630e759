// Texts that the server holds, as Yjs reads them: both must see the same.
import { documentOf, type Stored } from "./play";
import { isSame, treeOf } from "./reading";

export interface ReadingTask {
  kind: "reading";
  texts: (Omit<Stored, "tree"> & { name: string; tree: unknown[] })[];
}

/** What is wrong with the texts: nothing, or a line for each that Yjs reads in another way than the server. */
export function readAll({ texts }: ReadingTask): string[] {
  return texts.flatMap(({ name, update, tree }) => {
    try {
      const read = treeOf(documentOf({ update, tree }));
      const other = tree.findIndex((section, index) => !isSame(section, read[index]));
      return other < 0 ? [] : [`${name}: Yjs reads ${JSON.stringify(read[other])}, not ${JSON.stringify(tree[other])}`];
    } catch (error) {
      return [`${name}: Yjs cannot read it: ${error}: ${update}`];
    }
  });
}
