type LinkedEntry = { title: string; location: string; startsAt: Date; endsAt: Date; manageUrl: string };

/** A link that opens Google Calendar with a booking filled in, to be saved there. */
export function googleCalendarLink({ title, location, startsAt, endsAt, manageUrl }: LinkedEntry): string {
  const parameters = new URLSearchParams({
    action: "TEMPLATE",
    text: title,
    dates: `${compact(startsAt)}/${compact(endsAt)}`,
    details: `Move or cancel: ${manageUrl}`,
  });
  if (location) parameters.set("location", location);
  return `https://calendar.google.com/calendar/render?${parameters}`;
}

/** "20261126T090000Z". */
function compact(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, "");
}
