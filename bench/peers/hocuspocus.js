// Hocuspocus with its SQLite extension, everything else as it ships: `PORT=… FOLDER=… node hocuspocus.js`.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const database = `${process.env.FOLDER}/hocuspocus.sqlite`;
const server = new Server({ address: "127.0.0.1", quiet: true, extensions: [new SQLite({ database })] });
await server.listen(Number(process.env.PORT));
