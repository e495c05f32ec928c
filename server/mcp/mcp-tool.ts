import type { z } from "zod";
import type { ErrorWords } from "@/server/rest/rest-error-of";
import type { AppCaller } from "@/server/routers/app-router";

/** What a tool does beyond reading, as clients show it before they let an agent call it. */
export type ToolEffects = "reads" | "adds" | "changes";

export type ToolCall<Input> = { caller: AppCaller; input: Input; now: Date };

/** Something that an agent can have done. It answers in a few sentences that can be read out. */
export type McpTool = {
  name: string;
  title: string;
  description: string;
  effects: ToolEffects;
  input: z.ZodObject;
  words: ErrorWords;
  run(call: ToolCall<unknown>): Promise<string>;
};

/** A tool whose `run` gets its arguments as the schema reads them. */
export function defineTool<Input extends z.ZodObject>(tool: {
  name: string;
  title: string;
  description: string;
  effects: ToolEffects;
  input: Input;
  words?: ErrorWords;
  run(call: ToolCall<z.output<Input>>): Promise<string>;
}): McpTool {
  return { ...tool, words: tool.words ?? {}, run: tool.run as McpTool["run"] };
}
