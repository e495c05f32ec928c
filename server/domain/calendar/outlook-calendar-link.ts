type LinkedEntry = { title: string; location: string; startsAt: Date; endsAt: Date; manageUrl: string };

const hosts = { work: "outlook.office.com", personal: "outlook.live.com" };

/** A link that opens Outlook on the web with a booking filled in, to be saved there. */
export function outlookCalendarLink(
  { title, location, startsAt, endsAt, manageUrl }: LinkedEntry,
  account: keyof typeof hosts,
): string {
  const parameters = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: title,
    startdt: startsAt.toISOString(),
    enddt: endsAt.toISOString(),
    body: `Move or cancel: ${manageUrl}`,
  });
  if (location) parameters.set("location", location);
  return `https://${hosts[account]}/calendar/0/deeplink/compose?${parameters}`;
}
