import type { Installation } from "../service-context";

/** An installation with organizers, nothing in the sandbox, and no limits. */
export const plainInstallation: Installation = {
  setupToken: null,
  sandbox: null,
  runsUrl: null,
  smsCountries: null,
  operatorEmail: null,
  sendsWhatsApp: true,
  requestLimits: null,
};
