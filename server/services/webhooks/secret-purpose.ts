/** What a webhook's secret is sealed for: it opens for calls of the same organizer only. */
export function secretPurpose(ownerId: number): string {
  return `webhook:${ownerId}`;
}
