import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  type Actor,
  attendee,
  type BookRequest,
  type Credentials,
  cancelReason,
  type DoorDriver,
  declineReason,
  movingReason,
  notes,
} from "./doors";

/** The door of agents, as one calls its tools. */
export function mcpDoor(baseUrl: string, credentials: Credentials): DoorDriver {
  const call = async (actor: Actor, name: string, input: Record<string, unknown>) => {
    const client = new Client({ name: "parity", version: "1" });
    const headers = actor === "anonymous" ? {} : credentials[actor];
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${baseUrl}/api/mcp`), { requestInit: { headers } }),
    );
    const { content, isError } = await client.callTool({ name, arguments: input });
    await client.close();
    const text = (content as { text: string }[])[0]?.text ?? "";
    if (isError) throw new Error(`MCP ${name}: ${text}`);
    return /Booking uid: (\S+)\./.exec(text)?.[1] ?? "";
  };
  return {
    door: "mcp",
    actors: ["anonymous", "owner's key", "another's key"],
    spells: ({ place }) => place === "attendee",
    book: (actor, request) => call(actor, "book", bookArguments(request)),
    move: (actor, bookingUid, start) =>
      call(actor, "reschedule", { bookingUid, start, reason: movingReason }),
    cancel: async (actor, bookingUid) => {
      await call(actor, "cancel", { bookingUid, reason: cancelReason });
    },
    hosts: ["owner's key"],
    answer: async (actor, bookingUid, answer) => {
      const reason = answer === "decline" ? { reason: declineReason } : {};
      await call(actor, answer, { bookingUid, ...reason });
    },
    markAbsent: async (actor, bookingUid, who) => {
      await call(actor, "mark_absent", { bookingUid, who });
    },
    cancelSeries: async (actor, bookingUid) => {
      await call(actor, "cancel", { bookingUid, reason: cancelReason });
    },
    close: async () => undefined,
  };
}

function bookArguments({ start, meeting, spelling, guest }: BookRequest) {
  return { eventTypeId: meeting.id, start, notes, ...attendee, ...guest, phoneNumber: spelling.text };
}
