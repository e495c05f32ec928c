import { createServer } from "node:net";

/** Whether something could listen on the port right now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  return (await listenOnce(host, port)) !== undefined;
}

/** A port that nothing listens on; another program may take it before the caller does. */
export async function findFreePort(host = "127.0.0.1"): Promise<number> {
  const port = await listenOnce(host, 0);
  if (port === undefined) throw new Error(`No port on ${host} can be listened on.`);
  return port;
}

function listenOnce(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
