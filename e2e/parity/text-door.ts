import type { RunningProduct } from "../support/running-product";
import type { DoorDriver } from "./doors";
import { phoneSpellings } from "./phone-spellings";

/** The phone as a door: books where it can't itself, and says by a reply that its owner will come. */
export function textDoor({ sandboxUrl }: RunningProduct, booker: DoorDriver): DoorDriver {
  const from = phoneSpellings[1]?.text.replace(/[^+\d]/g, "");
  return {
    ...booker,
    door: "text",
    markAbsent: undefined,
    confirmAttendance: async () => {
      const response = await fetch(`${sandboxUrl}/sms/inbound`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ from, to: "+15005550006", body: "C" }),
      });
      if (!response.ok) throw new Error(`The reply was answered ${response.status}.`);
    },
  };
}
