import type { EmailMessage } from "@/server/providers/email/port";
import type { SendOutcome, SmsMessage } from "@/server/providers/sms/port";
import type { ServiceContext } from "@/server/services/service-context";
import type { Dice } from "../dice";

/** The process died here. */
export class Crash extends Error {
  override readonly name = "Crash";
}

export type CrashCounts = Record<"beforeProvider" | "afterProvider" | "beforeStep" | "afterStep", number>;

/** A context whose process dies now and then between a claim and the provider, or between it and the record. */
export function crashingContext(ctx: ServiceContext, dice: Dice, counts: CrashCounts): ServiceContext {
  const { sms, email } = ctx.providers;
  const around =
    <Message, Outcome>(send: (message: Message) => Promise<Outcome>) =>
    async (message: Message): Promise<Outcome> => {
      if (dice.happens(0.05)) throw crash(counts, "beforeProvider");
      const outcome = await send(message);
      if (dice.happens(0.05)) throw crash(counts, "afterProvider");
      return outcome;
    };
  const providers = {
    ...ctx.providers,
    sms: replacing(
      sms,
      around<SmsMessage, SendOutcome>((text) => sms.send(text)),
    ),
    email: replacing(
      email,
      around<EmailMessage, SendOutcome>((mail) => email.send(mail)),
    ),
  };
  return { ...ctx, providers };
}

/** The same provider with another way to send. */
function replacing<Provider extends object>(provider: Provider, send: unknown): Provider {
  return new Proxy(provider, {
    get: (target, name) => {
      const own: unknown = name === "send" ? send : Reflect.get(target, name);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}

export function crash(counts: CrashCounts, where: keyof CrashCounts): Crash {
  counts[where] += 1;
  return new Crash(where);
}
