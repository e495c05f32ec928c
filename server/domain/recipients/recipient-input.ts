import { z } from "zod";
import { emailSchema } from "@/server/domain/bookings/create-booking-input";
import { normalizePhone } from "@/server/domain/phone/normalize-phone";
import { recipientKinds } from "./recipient-kind";

/** Long enough that a code can't be guessed in the few attempts it has. */
export const verificationCodeDigits = 6;

export const recipientInputSchema = z
  .object({ kind: z.enum(recipientKinds), value: z.string().trim().min(1, "must not be empty").max(254) })
  .transform(({ kind, value }, ctx) => {
    if (kind === "email") {
      const email = emailSchema.safeParse(value);
      if (email.success) return { kind, value: email.data };
      ctx.addIssue({ code: "custom", path: ["value"], message: "is not an e-mail address" });
      return z.NEVER;
    }
    const phone = normalizePhone(value);
    if (phone.ok) return { kind, value: phone.e164 };
    const message =
      phone.reason === "no_country_code"
        ? "has no country code. Write it with + and the country code, such as +14155552671"
        : "is not a possible phone number. Write it with + and the country code, such as +14155552671";
    ctx.addIssue({ code: "custom", path: ["value"], message });
    return z.NEVER;
  });

export type RecipientInput = z.output<typeof recipientInputSchema>;

/** A code as it was sent, however it was spaced when typed. */
export const verificationCodeSchema = z
  .string()
  .max(30)
  .transform((code) => code.replace(/[\s-]/g, ""))
  .refine((code) => /^\d{6}$/.test(code), "must be the 6 digits that were sent");
