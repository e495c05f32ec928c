import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import {
  type AskedRequest,
  askedRequests,
  type ReplyKind,
  replyKinds,
} from "@/server/domain/replies/parse-reply";
import { bookings } from "./bookings";
import { instant, oneOf } from "./columns";
import { users } from "./users";

/** Texts that phones sent to us, each once, whoever they are from. */
export const inboundTexts = pgTable(
  "inbound_texts",
  {
    id: uuid().primaryKey(),
    providerMessageId: text().notNull().unique("inbound_texts_once"),
    /** The organizer whom it is taken to be for; null where the number is nobody's. */
    ownerId: integer().references(() => users.id, { onDelete: "cascade" }),
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    /** E.164, or as it came where it is no phone number. */
    fromNumber: text().notNull(),
    toNumber: text().notNull(),
    body: text().notNull(),
    kind: text().$type<ReplyKind>().notNull(),
    receivedAt: instant().notNull(),
    /** The provider of texts that handed it over, by name; null for those from before it was kept. */
    provider: text(),
    /** Kept without a mail to the host, since the number had written as often as is forwarded within an hour. */
    isWithheld: boolean().notNull().default(false),
  },
  (table) => [
    index("inbound_texts_by_booking").on(table.bookingId),
    index("inbound_texts_by_phone").on(table.fromNumber, table.receivedAt),
    check("inbound_texts_kind_known", oneOf(table.kind, replyKinds)),
  ],
);

/** Which booking a phone was last asked about: its next number is the answer, until the question lapses. */
export const replyQuestions = pgTable(
  "reply_questions",
  {
    /** E.164. */
    phoneNumber: text().primaryKey(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    request: text().$type<AskedRequest>().notNull(),
    /** In the order in which they were numbered, from 1. */
    bookingIds: jsonb().$type<number[]>().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [check("reply_questions_request_known", oneOf(table.request, askedRequests))],
);
