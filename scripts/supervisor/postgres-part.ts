import { startEmbeddedPostgres } from "@/db/embedded/embedded-postgres";
import type { Part } from "./kept-part";
import type { PortBook } from "./port-book";
import type { RotatingLog } from "./rotating-log";

/** The embedded database; its address stays the same when it is started again. */
export type PostgresPart = Part & { url(): string };

export function postgresPart(options: {
  dataDir: string;
  password: string;
  portBook: PortBook;
  log: RotatingLog;
}): PostgresPart {
  let server: { url: string; port: number } | undefined;
  return {
    name: "Database",
    url: () => {
      if (!server) throw new Error("The database hasn't been started.");
      return server.url;
    },
    launch: async () => {
      const started = await startEmbeddedPostgres({
        stateDir: options.dataDir,
        password: options.password,
        choosePort: async () => server?.port ?? (await options.portBook.choose("postgres")),
        onLine: (line) => options.log.write("postgres", line),
      });
      server = started;
      return { exited: started.exited.then(() => "it ended."), stop: started.stop };
    },
  };
}
