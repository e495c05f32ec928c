import { serverCaller } from "@/app/_lib/server-caller";
import { OutsideLink } from "./outside-link";

/** Says that nothing reaches a real phone or mailbox, for as long as that is so. */
export async function SandboxBanner() {
  const { sandbox, runsUrl } = await (await serverCaller()).account.installation();
  if (!sandbox) return null;
  const kept = keptHere[sandbox.serves];
  return (
    <aside
      aria-label="Sandbox"
      className="flex flex-wrap items-center justify-center gap-x-5 gap-y-1 bg-warn-soft px-4 py-2 text-center text-sm text-balance text-warn-text"
    >
      <p>
        <strong className="font-semibold">Sandbox:</strong> {kept}
      </p>
      <p className="flex flex-wrap justify-center gap-x-5 gap-y-1">
        <OutsideLink href={sandbox.url}>See the phones and mails</OutsideLink>
        {runsUrl && <OutsideLink href={runsUrl}>See the runs</OutsideLink>}
      </p>
    </aside>
  );
}

const keptHere = {
  "texts and mails": "no real text or mail leaves this machine.",
  texts: "no real text leaves this machine; mails do.",
  mails: "no real mail leaves this machine; texts do.",
};
