import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { openDoors } from "@/server/testing/open-doors";
import { createMcpHandler } from "../create-mcp-handler";

export type Said = { text: string; isError: boolean };

export type McpDoor = {
  database: TestDatabase;
  organizer: SeededOrganizer;
  eventTypeId: number;
  log: Record<string, unknown>[];
  /** An agent's client, with a key or without. */
  connect(key?: string): Promise<Client>;
  /** Calls a tool as an agent with the key would. */
  call(tool: string, input: Record<string, unknown>, key?: string): Promise<Said>;
  send(request: Request): Promise<Response>;
  close(): Promise<void>;
};

const url = new URL("http://punctual.test/api/mcp");

/** The door of agents with an organizer behind it whose calls of 30 minutes can be booked. */
export async function createMcpDoor(environment: Record<string, string> = {}): Promise<McpDoor> {
  const database = await createTestDatabase();
  const organizer = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, organizer, { location: "Room 1" });
  await seedWorkflow(database.db, organizer, { activeOn: [eventType] });
  const doors = openDoors(database, environment);
  const send = createMcpHandler(doors.runtimeOf("mcp"));
  const connect = async (key?: string) => {
    const client = new Client({ name: "test", version: "1" });
    const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
    const transport = new StreamableHTTPClientTransport(url, {
      requestInit: { headers },
      fetch: (target, init) => send(new Request(target, init)),
    });
    await client.connect(transport);
    return client;
  };
  return {
    database,
    organizer,
    eventTypeId: eventType.id,
    log: doors.log,
    connect,
    call: async (tool, input, key) => {
      const client = await connect(key);
      const { content, isError = false } = await client.callTool({ name: tool, arguments: input });
      await client.close();
      const [part] = content as { text: string }[];
      return { text: part?.text ?? "", isError: isError === true };
    },
    send,
    close: async () => {
      await doors.close();
      await database.close();
    },
  };
}
