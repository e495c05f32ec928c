import type { Random } from "@/server/platform/random";
import { answerJson, RequestFault } from "../http/http-answer";
import type { Route } from "../http/route";
import type { MailRecord } from "../store/records";
import { mailboxOf } from "../store/sandbox-state";
import type { SandboxStore } from "../store/sandbox-store";
import { addMailFault, changeMailAccount, describeMailAccount } from "./mail-faults";

function renderMail({ recipients, ...mail }: MailRecord) {
  return { ...mail, to: recipients.join(", ") };
}

/** A mail's own page may style itself and nothing else: no script, no request, no form. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
  "sandbox allow-popups allow-popups-to-escape-sandbox";

/** The mails, as tests read them and as the page shows them. */
export function mailRoutes(store: SandboxStore, random: Random): Route[] {
  return [
    {
      method: "GET",
      pattern: /^\/mail\/messages$/,
      handle: ({ url }) => {
        const to = url.searchParams.get("to");
        const mails = to === null ? store.state.mails : (store.state.mailsByMailbox.get(mailboxOf(to)) ?? []);
        return answerJson(200, mails.map(renderMail));
      },
    },
    {
      method: "GET",
      pattern: /^\/mail\/messages\/(ML[0-9a-f]{32})\/html$/,
      handle: ({ captures }) => {
        const mail = store.state.mailsById.get(captures[0] ?? "");
        if (!mail) throw new RequestFault(404, "There is no such mail.");
        return {
          kind: "answer",
          status: 200,
          headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": mailPolicy },
          body: `<base target="_blank">${mail.html}`,
        };
      },
    },
    {
      method: "GET",
      pattern: /^\/mail\/messages\/(ML[0-9a-f]{32})\/attachments\/(\d{1,3})$/,
      handle: ({ captures: [id = "", index = ""] }) => {
        const attachment = store.state.mailsById.get(id)?.attachments[Number(index)];
        if (!attachment) throw new RequestFault(404, "There is no such attachment.");
        return {
          kind: "answer",
          status: 200,
          headers: {
            "content-type": "application/octet-stream",
            "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
          },
          body: Buffer.from(attachment.content, attachment.encoding),
        };
      },
    },
    { method: "GET", pattern: /^\/mail\/faults$/, handle: () => answerJson(200, store.state.mailFaults) },
    { method: "POST", pattern: /^\/mail\/faults$/, handle: ({ body }) => addMailFault(store, random, body) },
    { method: "GET", pattern: /^\/mail\/account$/, handle: () => describeMailAccount(store) },
    { method: "POST", pattern: /^\/mail\/account$/, handle: ({ body }) => changeMailAccount(store, body) },
  ];
}
