import { Sandbox, type SandboxOptions } from "../sandbox";

export const accountSid = "AC00000000000000000000000000000001";
export const authToken = "sandbox-secret";
export const sender = "+15005550006";
export const httpSms = {
  apiKey: "key of the http provider",
  signingSecret: "secret of requests",
  callbackSecret: "secret of callbacks",
  sender: "+15005550016",
};

export function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return Sandbox.start({
    httpPort: 0,
    smtpPort: 0,
    accountSid,
    authToken,
    storage: "memory",
    httpSms,
    retryDelaysMs: [10, 10, 10, 10],
    ...options,
  });
}

/** Speaks to a sandbox as the product and as a tester would. */
export class SandboxClient {
  constructor(readonly url: string) {}

  twilio(
    method: "GET" | "POST",
    path: string,
    form?: Record<string, string>,
    credentials = `${accountSid}:${authToken}`,
  ) {
    return fetch(`${this.url}/2010-04-01/Accounts/${accountSid}${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(credentials)}` },
      body: form && new URLSearchParams(form),
    });
  }

  send(form: Record<string, string>) {
    return this.twilio("POST", "/Messages.json", { From: sender, Body: "Hello", ...form });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return fetch(`${this.url}${path}`, { method: "POST", body: JSON.stringify(body), headers });
  }

  async get(path: string) {
    return (await fetch(`${this.url}${path}`)).json();
  }
}
