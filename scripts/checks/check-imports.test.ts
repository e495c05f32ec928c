import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import configuration from "../../.dependency-cruiser.mjs";
import { checkImports } from "./check-imports";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "punctual-planted-"));
  await symlink(path.resolve("node_modules"), path.join(root, "node_modules"));
});
afterEach(() => rm(root, { recursive: true }));

async function plant(files: Record<string, string>): Promise<void> {
  for (const [file, source] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), source);
  }
}

/** For each rule a file that breaks it, with what it wants to import. */
const planted: Record<string, { from: string; source: string; to?: string }> = {
  "domain-keeps-to-its-row": {
    from: "server/domain/planning/plan.ts",
    source: 'import { clock } from "@/server/platform/clock";',
    to: "server/platform/clock.ts",
  },
  "platform-keeps-to-its-row": {
    from: "server/platform/clock.ts",
    source: 'import { openDatabase } from "../../db/client";',
    to: "db/client.ts",
  },
  "db-keeps-to-its-row": {
    from: "db/queries/find-booking.ts",
    source: 'import type { Booking } from "@/server/services/bookings/create-booking";',
    to: "server/services/bookings/create-booking.ts",
  },
  "embedded-database-keeps-to-its-row": {
    from: "db/embedded/start.ts",
    source: 'export { say } from "@/scripts/say";',
    to: "scripts/say.ts",
  },
  "provider-ports-keeps-to-its-row": {
    from: "server/providers/sms/port.ts",
    source: 'import { twilio } from "./twilio";',
    to: "server/providers/sms/twilio.ts",
  },
  "providers-keeps-to-its-row": {
    from: "server/providers/sms/twilio.ts",
    source: 'import { messages } from "@/db/schema/messages";',
    to: "db/schema/messages.ts",
  },
  "services-keeps-to-its-row": {
    from: "server/services/messages/send.ts",
    source: 'const twilio = import("@/server/providers/sms/twilio");',
    to: "server/providers/sms/twilio.ts",
  },
  "routers-keeps-to-its-row": {
    from: "server/routers/booking.ts",
    source: 'export * from "@/db/schema/messages";',
    to: "db/schema/messages.ts",
  },
  "rest-keeps-to-its-row": {
    from: "server/rest/v2/bookings.ts",
    source: 'type Verb = import("@/server/services/bookings/create-booking").Verb;',
    to: "server/services/bookings/create-booking.ts",
  },
  "mcp-keeps-to-its-row": {
    from: "server/mcp/tools/book.ts",
    source: 'import { createBooking } from "@/server/services/bookings/create-booking";',
    to: "server/services/bookings/create-booking.ts",
  },
  "context-keeps-to-its-row": {
    from: "server/context.ts",
    source: 'import { relay } from "@/inngest/relay";',
    to: "inngest/relay.ts",
  },
  "inngest-keeps-to-its-row": {
    from: "inngest/functions/send-message.ts",
    source: 'import { openDatabase } from "@/db/client";',
    to: "db/client.ts",
  },
  "engine-keeps-to-its-row": {
    from: "inngest/engine/main.ts",
    source: 'import { events } from "../events";',
    to: "inngest/events.ts",
  },
  "sandbox-keeps-to-its-row": {
    from: "sandbox/main.ts",
    source: 'import { phone } from "@/server/domain/phone/phone";',
    to: "server/domain/phone/phone.ts",
  },
  "pages-keeps-to-its-row": {
    from: "app/(booking)/[username]/page.tsx",
    source:
      'import { verb } from "@/server/services/bookings/create-booking";\nexport default () => <p>{verb}</p>;',
    to: "server/services/bookings/create-booking.ts",
  },
  "mounts-keeps-to-its-row": {
    from: "app/api/v2/[...path]/route.ts",
    source: 'import { verb } from "@/server/services/bookings/create-booking";',
    to: "server/services/bookings/create-booking.ts",
  },
  "boot-keeps-to-its-row": {
    from: "instrumentation.ts",
    source: 'import { openDatabase } from "./db/client";',
    to: "db/client.ts",
  },
  "domain-keeps-to-its-packages": {
    from: "server/domain/planning/plan.ts",
    source: 'import { randomUUID } from "node:crypto";',
  },
  "inngest-stays-at-the-edge": {
    from: "server/services/messages/send.ts",
    source: 'import { Inngest } from "inngest";',
  },
  "pages-framework-stays-in-app": {
    from: "server/rest/v2/bookings.ts",
    source: 'import { NextResponse } from "next/server";',
  },
  "testing-is-for-tests": {
    from: "server/services/messages/send.ts",
    source: 'import { seed } from "../testing/seed";',
    to: "server/services/testing/seed.ts",
  },
  "imports-are-found": {
    from: "server/domain/planning/plan.ts",
    source: 'import { gone } from "./gone";',
  },
};

test("every rule has a planted violation", () => {
  expect(Object.keys(planted).sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
});

test.each(Object.entries(planted))("%s: what breaks it is reported", async (rule, { from, source, to }) => {
  await plant({ ...(to && { [to]: "export {};" }), [from]: source });
  const complaints = await checkImports(root);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(`${from} → ${to ?? ""}`);
  expect(complaints[0]).toContain(rule);
});

test("a folder that the table doesn't know is reported, even when nothing imports it", async () => {
  await plant({ "server/utils/dates.ts": "export {};" });
  expect(await checkImports(root)).toEqual([expect.stringMatching(/^server\/utils\/dates\.ts: its folder/)]);
});

test("a test may import what it needs, and imports within the table are quiet", async () => {
  await plant({
    "db/client.ts": 'import { clock } from "@/server/platform/clock";',
    "server/platform/clock.ts": "export {};",
    "server/services/bookings/create-booking.ts": 'import { openDatabase } from "@/db/client";',
    "server/services/bookings/create-booking.test.ts": 'import { relay } from "@/inngest/relay";',
    "inngest/relay.ts": 'import { verb } from "@/server/services/bookings/create-booking";',
    "inngest/engine/main.ts": 'import { openDatabase } from "@/db/client";',
  });
  expect(await checkImports(root)).toEqual([]);
});
