import type { Database } from "@/db/client";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import type { Door } from "@/server/domain/bookings/door";
import type { SmsPrices } from "@/server/domain/pricing/sms-prices";
import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import type { Random } from "@/server/platform/random";
import type { SecretBox } from "@/server/platform/secret-box";
import type { EmailProvider } from "@/server/providers/email/port";
import type { SmsProvider } from "@/server/providers/sms/port";
import type { WebhookProvider } from "@/server/providers/webhook/port";
import type { OrganizerAuth } from "./accounts/create-organizer-auth";

/** Who acts. Holding a booking's uid is proved by naming it, so a link holder arrives as anonymous. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "api_key"; keyId: number; userId: number; scope: KeyScope }
  | { kind: "organizer"; userId: number }
  /** Whoever texts us from a number; the provider vouches for it. */
  | { kind: "phone_holder" }
  | { kind: "system" };

/** How many requests a minute are answered. */
export type RequestLimits = {
  perKey: number;
  /** Of an address that calls the API without a key. */
  perAddress: number;
  /** Of a page's visitor, or of a signed-in organizer. */
  ofPages: number;
  /** Attempts to book of an address, through whichever door. */
  anonymousBookings: number;
};

/** What verbs must know of how this copy of Punctual is set up. */
export type Installation = {
  /** Lets the first visitor of an installation without organizers create theirs; null where that isn't offered. */
  setupToken: string | null;
  /** The sandbox's page, and what ends there instead of leaving; null where everything leaves. */
  sandbox: { url: string; serves: "texts" | "mails" | "texts and mails" } | null;
  /** The page that shows the engine's runs. */
  runsUrl: string | null;
  /** The countries that texts may go to, as ISO 3166 codes; null for all. */
  smsCountries: readonly string[] | null;
  /** What texts cost, for estimates. */
  smsPrices: SmsPrices;
  /** Whom to tell when messages can't leave; null for the organizer who was set up first. */
  operatorEmail: string | null;
  /** What each sender is known by here, masked: a number, a service or an address, by the sender's id. */
  senderNames: Readonly<Record<string, string>>;
  /** Whether a WhatsApp sender is configured. */
  sendsWhatsApp: boolean;
  /** Null where requests aren't limited. */
  requestLimits: RequestLimits | null;
};

export type Providers = {
  /** What texts leave through. */
  sms: SmsProvider;
  /** The other provider of texts that is configured. */
  secondSms: SmsProvider | null;
  email: EmailProvider;
  webhook: WebhookProvider;
};

/** Everything a service verb may use that is not its input. */
export type ServiceContext = {
  db: Database;
  clock: Clock;
  random: Random;
  logger: Logger;
  requestId: string;
  door: Door;
  actor: Actor;
  /** The name that the asker's address is counted under; null for what no request asked for. */
  askedFrom: string | null;
  /** The address that links and callbacks use, without a trailing slash. */
  publicUrl: string;
  providers: Providers;
  /** For secrets that must be used again. */
  secrets: SecretBox;
  auth: OrganizerAuth;
  installation: Installation;
  /** Called with the outbox rows of a transaction once it has committed; must not throw or block. */
  onCommitted(outboxIds: readonly string[]): void;
};

/** The organizer that the actor acts for, or null for anonymous bookers and the system. */
export function actingUserId(actor: Actor): number | null {
  return actor.kind === "api_key" || actor.kind === "organizer" ? actor.userId : null;
}
