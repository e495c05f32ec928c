import type {
  MailFault,
  MailRecord,
  RequestRecord,
  SandboxEvent,
  SmsAccountFault,
  SmsFault,
  TextRecord,
} from "./records";

function pushTo<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

/** The key of a mailbox: addresses are compared without case. */
export function mailboxOf(address: string): string {
  return address.trim().toLowerCase();
}

/** The person's side of a text. */
export function phoneOf(text: TextRecord): string {
  return text.direction === "inbound" ? text.from : text.to;
}

/** What the sandbox holds, indexed by whom it concerns; lists are in the order in which things came. */
export class SandboxState {
  texts: TextRecord[] = [];
  requests: RequestRecord[] = [];
  mails: MailRecord[] = [];
  smsFaults: SmsFault[] = [];
  mailFaults: MailFault[] = [];
  smsAccountFault: SmsAccountFault | null = null;
  httpSmsAccountFault: SmsAccountFault | null = null;
  isMailAccountRefused = false;
  readonly textsBySid = new Map<string, TextRecord>();
  readonly textsByPhone = new Map<string, TextRecord[]>();
  readonly requestsByPhone = new Map<string, RequestRecord[]>();
  readonly mailsById = new Map<string, MailRecord>();
  readonly mailsByMailbox = new Map<string, MailRecord[]>();
  readonly #optOuts = new Set<string>();

  isOptedOut(phone: string, sender: string): boolean {
    return this.#optOuts.has(`${phone} ${sender}`);
  }

  apply(event: SandboxEvent): void {
    switch (event.type) {
      case "text_added":
        this.#addText(event.text);
        if (event.request) this.#addRequest(event.request);
        this.#consumeFault(this.smsFaults, event.faultId);
        return;
      case "request_refused":
        this.#addRequest(event.request);
        this.#consumeFault(this.smsFaults, event.faultId);
        return;
      case "text_progressed":
        this.#progress(event);
        return;
      case "requests_done": {
        const text = this.textsBySid.get(event.sid);
        if (text) text.requestsDone = event.count;
        return;
      }
      case "text_redacted": {
        const text = this.textsBySid.get(event.sid);
        if (text) Object.assign(text, { redacted: true, updatedAt: event.at });
        return;
      }
      case "opted_out":
        this.#optOuts.add(`${event.phone} ${event.sender}`);
        return;
      case "opted_in":
        this.#optOuts.delete(`${event.phone} ${event.sender}`);
        return;
      case "mail_added":
        this.#addMail(event.mail);
        this.#consumeFault(this.mailFaults, event.faultId);
        return;
      case "mail_refused":
        this.#consumeFault(this.mailFaults, event.faultId);
        return;
      case "sms_fault_added":
        this.smsFaults.push({ ...event.fault });
        return;
      case "mail_fault_added":
        this.mailFaults.push({ ...event.fault });
        return;
      case "sms_account_changed":
        if (event.provider === "http") this.httpSmsAccountFault = event.fault;
        else this.smsAccountFault = event.fault;
        return;
      case "mail_account_changed":
        this.isMailAccountRefused = event.refused;
        return;
      case "reset":
        this.#clear();
    }
  }

  /** The state as the fewest events that lead to it, keeping the newest of each kind. */
  *snapshot(limits: { texts: number; requests: number; mails: number }): Generator<SandboxEvent> {
    for (const text of this.texts.slice(-limits.texts)) yield { type: "text_added", text };
    for (const request of this.requests.slice(-limits.requests)) yield { type: "request_refused", request };
    for (const mail of this.mails.slice(-limits.mails)) yield { type: "mail_added", mail };
    for (const fault of this.smsFaults) yield { type: "sms_fault_added", fault };
    for (const fault of this.mailFaults) yield { type: "mail_fault_added", fault };
    if (this.smsAccountFault) yield { type: "sms_account_changed", fault: this.smsAccountFault };
    if (this.httpSmsAccountFault) {
      yield { type: "sms_account_changed", fault: this.httpSmsAccountFault, provider: "http" };
    }
    if (this.isMailAccountRefused) yield { type: "mail_account_changed", refused: true };
    for (const pair of this.#optOuts) {
      const [phone = "", sender = ""] = pair.split(" ");
      yield { type: "opted_out", phone, sender };
    }
  }

  #addText(text: TextRecord): void {
    this.texts.push(text);
    this.textsBySid.set(text.sid, text);
    pushTo(this.textsByPhone, phoneOf(text), text);
  }

  #addRequest(request: RequestRecord): void {
    this.requests.push(request);
    pushTo(this.requestsByPhone, request.to, request);
  }

  #addMail(mail: MailRecord): void {
    this.mails.push(mail);
    this.mailsById.set(mail.id, mail);
    for (const mailbox of new Set(mail.recipients.map(mailboxOf))) pushTo(this.mailsByMailbox, mailbox, mail);
  }

  #progress(event: Extract<SandboxEvent, { type: "text_progressed" }>): void {
    const text = this.textsBySid.get(event.sid);
    if (!text) return;
    text.status = event.status;
    text.updatedAt = event.at;
    if (event.errorCode !== undefined) text.errorCode = event.errorCode;
    if (event.status !== "canceled" && event.status !== "failed") text.sentAt ??= event.at;
  }

  #consumeFault(faults: (SmsFault | MailFault)[], faultId: string | undefined): void {
    const index = faults.findIndex((fault) => fault.id === faultId);
    const fault = faults[index];
    if (!fault) return;
    fault.remaining -= 1;
    if (fault.remaining <= 0) faults.splice(index, 1);
  }

  #clear(): void {
    this.texts = [];
    this.requests = [];
    this.mails = [];
    this.smsFaults = [];
    this.mailFaults = [];
    this.smsAccountFault = null;
    this.httpSmsAccountFault = null;
    this.isMailAccountRefused = false;
    for (const index of [
      this.textsBySid,
      this.textsByPhone,
      this.requestsByPhone,
      this.mailsById,
      this.mailsByMailbox,
      this.#optOuts,
    ]) {
      index.clear();
    }
  }
}
