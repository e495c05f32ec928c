/** Whoever texts leave through, as attempts record it. `http` is any provider that is described by settings. */
export const smsProviderNames = ["twilio", "http"] as const;

export type SmsProviderName = (typeof smsProviderNames)[number];
