/** Names that browsers still report for zones that have been renamed, and the names people know. */
const renamed: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The present name of a zone. */
export function presentZoneName(timeZone: string): string {
  return renamed[timeZone] ?? timeZone;
}

/** The place a zone is named after: "Ho Chi Minh", "Knox, Indiana". */
export function zonePlace(timeZone: string): string {
  const [, ...places] = timeZone.replaceAll("_", " ").split("/");
  return places.length > 0 ? places.reverse().join(", ") : timeZone;
}

/** What people call the time of a zone, such as "Central European Time". */
export function zoneLongName(timeZone: string): string {
  const generic = zoneName(timeZone, "longGeneric");
  return generic.startsWith("GMT") ? zoneName(timeZone, "long") : generic;
}

function zoneName(timeZone: string, style: "long" | "longGeneric"): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: style }).formatToParts(0);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** All zones the browser knows by their present names, and `also` where it is missing, by place. */
export function listTimeZones(also: string): string[] {
  const known = Intl.supportedValuesOf("timeZone").map(presentZoneName);
  const zones = new Set([...known, "UTC", also]);
  return [...zones].sort((a, b) => zonePlace(a).localeCompare(zonePlace(b), "en"));
}
