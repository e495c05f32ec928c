import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { webhooks } from "@/db/schema/webhooks";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { status } from "@/server/providers/webhook/testing/start-receiver";
import { subscribedReceiver } from "../testing/subscribed-receiver";
import { replayDelivery } from "./replay-delivery";
import { sendDisabledNotice } from "./send-disabled-notice";
import { updateWebhook } from "./update-webhook";

const hour = 3_600_000;

let database: TestDatabase;
let around: Awaited<ReturnType<typeof subscribedReceiver>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());
beforeEach(async () => {
  around = await subscribedReceiver(database);
});
afterEach(() => around.receiver.close());

describe("a webhook that nothing gets through to for days", () => {
  const failOne = async (startsAt: string) => {
    const { own, receiver, book, deliver } = around;
    await book({ startsAt });
    for (;;) {
      receiver.answerWith(status(500));
      const report = await deliver();
      if (report.kind === "nothing_due") throw new Error("Nothing was due.");
      if (report.kind !== "waiting") return report;
      own.clock.set(report.at);
    }
  };
  const row = async () =>
    (await database.db.select().from(webhooks).where(eq(webhooks.id, around.webhookId)))[0];

  test("is switched off with one mail, and can be switched on again", async () => {
    const { own, system, webhookId, mira, scripted } = around;
    await failOne("2026-11-10T09:00:00.000Z");
    own.clock.advance(26 * hour);
    await failOne("2026-11-10T10:00:00.000Z");
    expect(await row()).toMatchObject({ active: true });
    await failOne("2026-11-10T11:00:00.000Z");
    expect(await row()).toMatchObject({ active: false, disabledAt: own.clock.now() });
    expect(await database.db.select().from(outbox).where(eq(outbox.name, "webhook/disabled"))).toHaveLength(
      1,
    );
    expect(await sendDisabledNotice(system, webhookId)).toEqual({ kind: "sent" });
    expect(await sendDisabledNotice(system, webhookId)).toEqual({ kind: "not_owed" });
    expect(scripted.handedOver.mails).toMatchObject([
      { to: mira.email, text: expect.stringContaining(`/settings/webhooks/${webhookId}`) },
    ]);
    await updateWebhook(own, { id: webhookId, active: true });
    expect(await row()).toMatchObject({ active: true, disabledAt: null, failingSinceAt: null });
  });

  test("has its mail sent later where the mail server refuses it for now", async () => {
    const { own, system, webhookId, scripted } = around;
    const disabledAt = own.clock.now();
    await database.db.update(webhooks).set({ active: false, disabledAt });
    scripted.answerMailsWith({ kind: "refused", refusal: "transient", code: "smtp_421" });
    expect(await sendDisabledNotice(system, webhookId)).toEqual({
      kind: "refused_for_now",
      code: "smtp_421",
    });
    expect(await sendDisabledNotice(system, webhookId)).toEqual({ kind: "sent" });
  });

  test("stays on when something got through meanwhile", async () => {
    const { own, book, deliver } = around;
    await failOne("2026-11-10T09:00:00.000Z");
    own.clock.advance(50 * hour);
    await book({ startsAt: "2026-11-11T09:00:00.000Z" });
    await deliver();
    expect(await row()).toMatchObject({ failingSinceAt: null });
    await failOne("2026-11-11T10:00:00.000Z");
    expect(await row()).toMatchObject({ active: true });
  });
});

describe("delivering again", () => {
  test("what has ended is a delivery of its own with the same body", async () => {
    const { own, receiver, book, deliver, log } = around;
    await book();
    await deliver();
    const [first] = await log();
    const { id } = await replayDelivery(own, { id: first?.id ?? "" });
    await deliver();
    expect(receiver.calls[1]?.body).toBe(receiver.calls[0]?.body);
    expect(receiver.calls[1]?.headers["x-punctual-delivery"]).toBe(id);
    expect((await log())[1]).toMatchObject({ id, replayOfId: first?.id, state: "delivered" });
  });

  test("is refused while it is on its way, while the webhook is off, and to strangers", async () => {
    const { own, stranger, webhookId, book, log } = around;
    await book();
    const id = (await log())[0]?.id ?? "";
    await expect(replayDelivery(own, { id })).rejects.toMatchObject({ details: { reason: "not_ended" } });
    await expect(replayDelivery(stranger, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await updateWebhook(own, { id: webhookId, active: false });
    await expect(replayDelivery(own, { id })).rejects.toMatchObject({ details: { reason: "webhook_off" } });
    expect(await log()).toHaveLength(1);
  });
});
