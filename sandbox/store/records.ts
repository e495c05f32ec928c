/** Whose API a text came by. */
export type Provider = "twilio" | "http";

/** How the network treats an accepted text after the answer. */
export type Course = {
  finalStatus: "queued" | "sent" | "delivered" | "undelivered" | "failed";
  errorCode?: number;
  callback: "normal" | "none" | "duplicate" | "reorder";
};

export type TextStatus =
  | "queued"
  | "accepted"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "canceled"
  | "received";

/** One text, in whichever direction. Instants are ISO 8601 in UTC, as they are written to the journal. */
export type TextRecord = {
  sid: string;
  direction: "outbound-api" | "outbound-reply" | "inbound";
  /** Absent for Twilio. */
  provider?: "http";
  /** The sender's own name for a text of the HTTP provider, which its status reports carry. */
  reference?: string;
  /** Absent for texts. */
  channel?: "whatsapp";
  to: string;
  from: string;
  messagingServiceSid?: string;
  body: string;
  createdAt: string;
  updatedAt: string;
  sentAt?: string;
  status: TextStatus;
  errorCode?: number;
  /** The API shows an empty body; the phone keeps what it received. */
  redacted?: boolean;
  statusCallback?: string;
  course: Course;
  /** How many of the planned web requests (callbacks, or the inbound webhook) need no more tries. */
  requestsDone: number;
};

/** One attempt to send, as it came over the wire. */
export type RequestRecord = {
  at: string;
  /** Absent for Twilio. */
  provider?: "http";
  to: string;
  from: string;
  body: string;
  /** Null while the answer is withheld and when the connection was broken instead of answering. */
  httpStatus: number | null;
  code: number | null;
  sid?: string;
  statusCallback: string | null;
};

export type AttachmentRecord = {
  filename: string;
  contentType: string;
  /** Text as it is, anything else in base64. */
  content: string;
  encoding: "utf8" | "base64";
};

export type MailRecord = {
  id: string;
  recipients: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  attachments: AttachmentRecord[];
  createdAt: string;
};

/** What the next `remaining` send requests meet. */
export type SmsFault = {
  id: string;
  remaining: number;
  to?: string;
  /** Whom it befalls; absent for both. */
  provider?: Provider;
  httpStatus?: number;
  code?: number;
  gateway?: boolean;
  accepted?: boolean;
  retryAfterSeconds?: number;
  latencyMs?: number;
  dropResponse?: boolean;
  finalStatus?: Course["finalStatus"];
  errorCode?: number;
  callback?: Exclude<Course["callback"], "normal">;
};

export type MailFault = {
  id: string;
  remaining: number;
  to?: string;
  smtpCode?: number;
  latencyMs?: number;
  dropResponse?: boolean;
};

/** What is wrong with the account at the provider, until it is mended. */
export type SmsAccountFault = {
  code: number;
  httpStatus?: number;
  /** What asking about the account answers: the same refusal, the account as suspended, or that all is well. */
  check: "refused" | "suspended" | "passed";
};

/** One line of the journal; the sandbox's whole state is these, applied in order. */
export type SandboxEvent =
  | { type: "text_added"; text: TextRecord; request?: RequestRecord; faultId?: string }
  | { type: "request_refused"; request: RequestRecord; faultId?: string }
  | { type: "text_progressed"; sid: string; status: TextStatus; errorCode?: number; at: string }
  | { type: "requests_done"; sid: string; count: number }
  | { type: "text_redacted"; sid: string; at: string }
  | { type: "opted_out"; phone: string; sender: string }
  | { type: "opted_in"; phone: string; sender: string }
  | { type: "mail_added"; mail: MailRecord; faultId?: string }
  | { type: "mail_refused"; faultId: string }
  | { type: "sms_fault_added"; fault: SmsFault }
  | { type: "mail_fault_added"; fault: MailFault }
  | { type: "sms_account_changed"; fault: SmsAccountFault | null; provider?: "http" }
  | { type: "mail_account_changed"; refused: boolean }
  | { type: "reset" };
