import { listPrices } from "@/server/domain/pricing/sms-prices";
import type { Installation } from "../service-context";

/** An installation with organizers, nothing in the sandbox, and no limits. */
export const plainInstallation: Installation = {
  setupToken: null,
  sandbox: null,
  runsUrl: null,
  smsCountries: null,
  smsPrices: listPrices,
  operatorEmail: null,
  senderNames: {},
  sendsWhatsApp: true,
  requestLimits: null,
};
