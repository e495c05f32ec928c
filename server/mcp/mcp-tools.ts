import type { McpTool } from "./mcp-tool";
import { book } from "./tools/book";
import { cancel } from "./tools/cancel";
import { confirm } from "./tools/confirm";
import { decline } from "./tools/decline";
import { explainMessages } from "./tools/explain-messages";
import { findSlots } from "./tools/find-slots";
import { listBookings } from "./tools/list-bookings";
import { markAbsent } from "./tools/mark-absent";
import { reschedule } from "./tools/reschedule";

/** All that an agent can have done here. */
export const mcpTools: readonly McpTool[] = [
  findSlots,
  book,
  reschedule,
  cancel,
  confirm,
  decline,
  markAbsent,
  listBookings,
  explainMessages,
];
