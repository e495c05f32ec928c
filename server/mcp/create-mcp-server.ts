import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import { parseInput } from "@/server/rest/input-issues";
import { restErrorOf } from "@/server/rest/rest-error-of";
import type { AppCaller } from "@/server/routers/app-router";
import type { McpTool } from "./mcp-tool";
import { mcpTools } from "./mcp-tools";
import { toolFailure } from "./tool-failure";

export type McpSession = { caller: AppCaller; clock: Clock; logger: Logger; requestId: string };

const instructions =
  "Punctual books appointments. Times are said in the time zone you name; ask the caller for theirs. Find a free time with find_slots, read it back, then book it. Confirmations and reminders go out by themselves: explain_messages says what became of them.";

const describedTools: Tool[] = mcpTools.map(describedTool);

/** The server that answers one request of an agent, with what its credential may do. */
export function createMcpServer(session: McpSession): Server {
  const server = new Server(
    { name: "punctual", title: "Punctual", version: "1.0.0" },
    { capabilities: { tools: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: describedTools }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = mcpTools.find(({ name }) => name === params.name);
    if (tool) return callTool(session, tool, params.arguments ?? {});
    const names = mcpTools.map(({ name }) => name).join(", ");
    throw new McpError(ErrorCode.InvalidParams, `There is no such tool; there are ${names}.`);
  });
  return server;
}

async function callTool(
  { caller, clock, logger, requestId }: McpSession,
  tool: McpTool,
  given: Record<string, unknown>,
): Promise<CallToolResult> {
  try {
    const input = parseInput(tool.input, given);
    return said(await tool.run({ caller, input, now: clock.now() }));
  } catch (thrown) {
    const error = restErrorOf(thrown, tool.words);
    // A procedure's own failure has been logged where it happened.
    if (error.status >= 500 && !(thrown instanceof TRPCError)) {
      logger.error({ requestId, tool: tool.name, err: thrown }, "tool failed");
    }
    const { data: timeZone = "UTC" } = timeZoneSchema.safeParse(given.timeZone);
    return { ...said(toolFailure(error, timeZone)), isError: true };
  }
}

function said(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}

function describedTool({ name, title, description, effects, input }: McpTool): Tool {
  const schema = z.toJSONSchema(input, {
    io: "input",
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return {
    ...{ name, title, description },
    inputSchema: schema as Tool["inputSchema"],
    annotations: {
      readOnlyHint: effects === "reads",
      destructiveHint: effects === "changes",
      openWorldHint: effects !== "reads",
    },
  };
}
