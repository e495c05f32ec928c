import { attendeePhone } from "@/server/domain/bookings/attendee-phone";
import { ServiceError } from "@/server/platform/service-error";

/**
 * The attendee's number in E.164, wherever in the request it stands, or null where there is none.
 * @throws ServiceError BAD_REQUEST when it is impossible.
 */
export function phoneInRequest(input: Parameters<typeof attendeePhone>[0]): string | null {
  const phone = attendeePhone(input);
  if (phone.kind === "refused") throw phoneRefused(phone.field, phone.reason);
  return phone.kind === "given" ? phone.e164 : null;
}

function phoneRefused(field: string, reason: "no_country_code" | "not_possible"): ServiceError {
  const message =
    reason === "no_country_code"
      ? `${field} has no country code. Write it with + and the country code, such as +14155552671.`
      : `${field} is not a possible phone number. Write it with + and the country code, such as +14155552671.`;
  return new ServiceError("BAD_REQUEST", message, { field, reason: `phone_${reason}` });
}
